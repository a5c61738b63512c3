#include "engine/scenario/checks/strategy_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

namespace silowalk::inline scenario {
namespace {

/// Appends the names of a list of entities.
template <class T>
void add_names(std::vector<T> const& entities, std::vector<std::string>& names) {
  for (T const& entity : entities) names.push_back(entity.name);
}

/// Returns the place of a key; that of its table where the key is left out.
Mark mark_of(Node const& table, std::string_view key) {
  Node const* node = table.find(key);
  return node == nullptr ? table.where : node->where;
}

/// Returns "" where the key is not there or is no text.
std::string text_of(Node const& table, std::string_view key) {
  Node const* node = table.find(key);
  return node != nullptr && node->is_text() ? node->text : "";
}

/// Checks one level's list: each name exists, and stands there once.
void check_order(Node const& list, std::vector<std::string> const& known, Complaints& complaints) {
  std::set<std::string> seen;
  for (Node const& item : list.items) {
    if (!item.is_text() || item.text.empty()) continue;
    if (std::find(known.begin(), known.end(), item.text) == known.end())
      complaints.error(item.where, fmt::format("there is no goal or initiative '{}'", item.text), "",
                       complaints.guess(item.text, known));
    else if (!seen.insert(item.text).second)
      complaints.error(item.where, fmt::format("'{}' is a priority of this level already", item.text));
  }
}

/// Checks all levels; a level that stands twice is a mistake.
void check_priorities(Node const& list, Scenario const& scenario, Complaints& complaints) {
  // Goals and initiatives share one list of priorities.
  std::vector<std::string> known;
  add_names(scenario.goals, known);
  add_names(scenario.initiatives, known);
  std::set<std::string> levels;
  for (Node const& each : list.items) {
    std::string const level = text_of(each, "level");
    if (!level.empty() && !levels.insert(level).second)
      complaints.error(mark_of(each, "level"), fmt::format("level '{}' has priorities already", level));
    Node const* order = each.find("order");
    if (order != nullptr && order->is_array()) check_order(*order, known, complaints);
  }
}

using Pair = std::pair<std::string, std::string>;  ///< from one silo, to another

/// Returns the pairs of silos between which a route leads, those within one silo included. O(routes log pairs).
std::set<Pair> handoffs(Scenario const& scenario) {
  std::unordered_map<std::string, std::string> silo_of;
  for (Touchpoint const& touchpoint : scenario.touchpoints) silo_of.emplace(touchpoint.name, touchpoint.silo);
  std::set<Pair> pairs;
  for (Touchpoint const& touchpoint : scenario.touchpoints)
    for (std::vector<Route> const& routes : touchpoint.next)
      for (Route const& route : routes)
        if (auto const there = silo_of.find(route.to); there != silo_of.end())
          pairs.emplace(touchpoint.silo, there->second);
  return pairs;
}

/// Checks that each seam names two different silos that exist, once, and warns where no route leads between them.
void check_seams(Node const& list, Scenario const& scenario, Complaints& complaints) {
  std::vector<std::string> silos;
  add_names(scenario.silos, silos);
  std::set<Pair> const possible = handoffs(scenario);
  std::set<Pair> seen;
  for (Node const& each : list.items) {
    if (!each.is_table()) continue;
    Pair const pair{text_of(each, "from"), text_of(each, "to")};
    // Both ends are looked up before the pair is judged, so that two unknown names give two complaints.
    bool known = true;
    for (std::string_view key : {"from", "to"}) {
      std::string const name = text_of(each, key);
      if (std::find(silos.begin(), silos.end(), name) != silos.end()) continue;
      known = false;
      if (!name.empty())
        complaints.error(mark_of(each, key), fmt::format("there is no silo '{}'", name), "",
                         complaints.guess(name, silos));
    }
    if (!known) continue;
    if (pair.first == pair.second)
      complaints.error(each.where, fmt::format("the seam from '{}' to itself is none", pair.first),
                       "a handoff is between two silos");
    else if (!seen.insert(pair).second)
      complaints.error(each.where,
                       fmt::format("the seam from '{}' to '{}' has an owner already", pair.first, pair.second));
    else if (!possible.contains(pair))
      complaints.warning(each.where, fmt::format("no route leads from '{}' to '{}'", pair.first, pair.second),
                         "there are no handoffs between them");
  }
}

}  // namespace

void check_strategy(Node const& tree, Scenario const& scenario, Complaints& complaints) {
  Node const* organisation = tree.find("organisation");
  if (organisation == nullptr || !organisation->is_table()) return;
  Node const* priorities = organisation->find("priorities");
  if (priorities != nullptr && priorities->is_array()) check_priorities(*priorities, scenario, complaints);
  Node const* seams = organisation->find("seams");
  if (seams != nullptr && seams->is_array()) check_seams(*seams, scenario, complaints);
}

}  // namespace silowalk::inline scenario
