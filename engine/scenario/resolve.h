#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// From the names of a scenario to the things that bear them, and to their places in its lists.
namespace silowalk::inline scenario {

template <class Named>
std::vector<std::string> names_of(std::vector<Named> const& all) {
  std::vector<std::string> names;
  names.reserve(all.size());
  for (Named const& each : all) names.push_back(each.name);
  return names;
}

/// The place of a name; none where nothing bears it. Looks at each: for many names, make a NameIndex.
template <class Named>
std::optional<std::size_t> place_of(std::vector<Named> const& all, std::string_view name) {
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name) return i;
  }
  return std::nullopt;
}

/// nullptr where nothing bears the name.
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

/// The names of one list, and where each stands. The first of equal names counts.
class NameIndex {
 public:
  template <class Named>
  explicit NameIndex(std::vector<Named> const& all) : names_(names_of(all)) {
    for (std::size_t i = 0; i < names_.size(); ++i) places_.emplace(names_[i], i);
  }
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
