#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/replay/census.h"
#include "engine/base/enum_names.h"
#include "engine/statistics/estimate.h"

/// @file
/// Choosing customers to show, and saying how common they are.

namespace silowalk::inline analysis {

/// Ways to choose customers whose stories are worth reading.
enum class Pick { typical, churned, longest_wait, lost_at_handoff, most_valuable_lost, lost_only_there, random };

/// The words of the command line.
inline constexpr auto pick_names = enum_names<Pick>("typical", "churned", "longest-wait", "lost-at-handoff",
                                                    "most-valuable-lost", "lost-only-in", "random");
/// Returns pick_names as texts, for messages and guesses. Index i is the i-th enumerator of Pick.
std::vector<std::string> const& pick_words();

/// Whom to choose, and how many.
struct PickRequest {
  Pick how = Pick::typical;              ///< what makes a customer worth choosing
  std::size_t count = 1;                 ///< at most so many
  std::optional<std::uint16_t> segment;  ///< of this segment only; typical: else the largest one
  std::uint64_t seed = 0;                ///< of the run: `random` is a function of it, and of the replication
  std::uint32_t replication = 0;         ///< counted from 0
};

/// A chosen customer.
struct Picked {
  CustomerName name;  ///< who it is
  std::string why;    ///< one sentence, without a full stop
};

/// Chooses among the customers of a replication (not among prospects, nor those who left before month 0). Returns fewer
/// than asked for where there are no more. `lost_only_there` needs `other`: the same replication of another scenario,
/// under the numbers of our segments.
std::vector<Picked> pick_customers(Lives const& lives, Scenario const& scenario, PickRequest const& request,
                                   Lives const* other = nullptr, std::string const& other_name = "");

/// The share of customers that have a property in common with the chosen one.
struct Share {
  std::string what;       ///< "left for good", ...
  std::int64_t like = 0;  ///< customers with the property
  std::int64_t of = 0;    ///< customers considered
  Interval interval;      ///< Wilson, 95 %, customers taken as independent
};

/// Returns how common a story is: customers with the same end; customers with the same outline (end; whether anything
/// failed, was abandoned, lost its context); visits that never had to wait as long. Of customers who were there at
/// month 0 or later; `life` is one of them, or a prospect.
std::vector<Share> how_common(Life const& life, Lives const& lives);

}  // namespace silowalk::inline analysis
