#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "engine/analysis/replay/customer_name.h"
#include "engine/simulation/model/customer.h"

/// @file
/// Dense numbering of customers in a replay.

namespace silowalk::inline analysis {

/// Assigns customers the places 0, 1, 2, ... in the order in which they are first added. add() is amortised
/// O(1), find() O(1): arrays by number instead of a hash table, since numbers are dense.
class Roll {
  // First, since its type is deduced.
  template <class Self>
  static auto& list_of(Self& self, CustomerName const& name) {
    return (name.arrival & newcomer_bit) == 0 ? self.placed_[name.segment] : self.newcomers_[name.segment];
  }

 public:
  /// Precondition: names that are added have segments below `segments`.
  explicit Roll(std::size_t segments) : placed_(segments), newcomers_(segments) {}

  /// Returns the number of customers added.
  std::size_t size() const { return names_.size(); }
  /// Returns the customer at a place. Precondition: place < size().
  CustomerName const& name(std::size_t place) const { return names_[place]; }

  /// Returns the customer's place, a new one where it is not known yet.
  std::size_t add(CustomerName const& name) {
    auto& numbers = list_of(*this, name);
    std::size_t const number = name.arrival & ~newcomer_bit;
    if (number >= numbers.size()) numbers.resize(std::max(number + 1, 2 * numbers.size()));
    if (numbers[number] == 0) {
      names_.push_back(name);
      numbers[number] = static_cast<std::uint32_t>(names_.size());
    }
    return numbers[number] - 1;
  }

  /// Returns the customer's place; none where it was never added.
  std::optional<std::size_t> find(CustomerName const& name) const {
    auto const& numbers = list_of(*this, name);
    std::size_t const number = name.arrival & ~newcomer_bit;
    if (number >= numbers.size() || numbers[number] == 0) return std::nullopt;
    return numbers[number] - 1;
  }

 private:
  std::vector<CustomerName> names_;                             ///< by place
  std::vector<std::vector<std::uint32_t>> placed_, newcomers_;  ///< by segment and number: 1 + place
};

}  // namespace silowalk::inline analysis
