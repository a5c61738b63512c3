#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Resolves the names of a scenario to entities and to their places in its lists.
namespace silowalk::inline scenario {

/// Returns the names in the order of the list.
template <class Named>
std::vector<std::string> names_of(std::vector<Named> const& all) {
  std::vector<std::string> names;
  names.reserve(all.size());
  for (Named const& each : all) names.push_back(each.name);
  return names;
}

/// Returns the place of a name; none where nothing has it. O(n): for many names, make a NameIndex.
template <class Named>
std::optional<std::size_t> place_of(std::vector<Named> const& all, std::string_view name) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name) return i;
  }
  return std::nullopt;
}

/// Returns nullptr where nothing has the name. O(n).
template <class Named>
Named* find_named(std::vector<Named>& all, std::string_view name) {
  std::optional<std::size_t> const place = place_of(all, name);
  return place ? &all[*place] : nullptr;
}
template <class Named>
Named const* find_named(std::vector<Named> const& all, std::string_view name) {
  std::optional<std::size_t> const place = place_of(all, name);
  return place ? &all[*place] : nullptr;
}

/// An index of the names of one list: a look-up in O(1). The first of equal names counts. Copies the names, so it does
/// not follow later changes of the list.
class NameIndex {
 public:
  template <class Named>
  explicit NameIndex(std::vector<Named> const& all) : names_(names_of(all)) {
    for (std::size_t i = 0; i < names_.size(); ++i) places_.emplace(names_[i], i);
  }
  /// Returns whether something has the name. O(1) on average.
  bool has(std::string const& name) const { return places_.count(name) > 0; }
  std::optional<std::size_t> place(std::string const& name) const {
    auto const found = places_.find(name);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
  }
  std::vector<std::string> const& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace silowalk::inline scenario
