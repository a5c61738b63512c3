#include "engine/scenario/scenario_difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/scenario/language/load.h"
#include "engine/scenario/read.h"
#include "engine/scenario/resolve.h"

namespace silowalk::inline scenario {
namespace {

/// Formats a value of the tree in one line, for comparison and for people; dates as days since the epoch.
std::string written(Node const& node) {
  switch (node.kind) {
    case Node::Kind::flag:
      return node.flag ? "true" : "false";
    case Node::Kind::text:
      return '"' + node.text + '"';
    case Node::Kind::whole:
    case Node::Kind::date:
      return std::to_string(node.whole);
    case Node::Kind::number:
      return fmt::format("{}", node.number);
    case Node::Kind::clock:
      return node.text;
    default:
      break;
  }
  std::string all;
  for (Node const& each : node.items) all += (all.empty() ? "" : ", ") + written(each);
  for (Member const& each : node.members) all += (all.empty() ? "" : ", ") + each.key + " = " + written(each.value);
  return node.is_array() ? "[" + all + "]" : "{" + all + "}";
}

/// Appends the path and the text of each parameter, in the order of the tree. Tables are opened down to the parameters
/// of named parts, and one further for `next`.
void flatten(Node const& node, std::string const& path, int depth,
             std::vector<std::pair<std::string, std::string>>& out) {
  for (Member const& each : node.members) {
    std::string const here = path.empty() ? each.key : path + "." + each.key;
    bool const opened = each.value.is_table() && (depth < 2 || (depth == 2 && each.key == "next"));
    if (opened)
      flatten(each.value, here, depth + 1, out);
    else
      out.emplace_back(here, written(each.value));
  }
}

std::vector<std::pair<std::string, std::string>> parameters(Scenario const& scenario) {
  Sources sources;
  Complaints complaints(sources);
  std::vector<std::pair<std::string, std::string>> all;
  if (auto const tree = load_tree(print_scenario(scenario), scenario.name, sources, complaints))
    flatten(*tree, "", 0, all);
  return all;
}

/// Returns whether a parameter cannot change what happens to a customer, by its first and its last word.
bool moves_nobody(std::string const& path) {
  if (path.starts_with("organisation.priorities") || path.starts_with("organisation.seams")) return true;
  static std::set<std::string> const roots{"name", "about", "currency", "seed", "goal"};
  static std::set<std::string> const leaves{"title", "source", "range", "stage"};
  return roots.count(path.substr(0, path.find('.'))) > 0 || leaves.count(path.substr(path.rfind('.') + 1)) > 0;
}

/// Returns the entity that the second word of the path names; nullptr where there is none.
template <class Named>
Named const* part_of(std::vector<Named> const& parts, std::string const& path) {
  std::size_t const from = path.find('.') + 1;
  std::string const name = path.substr(from, path.find('.', from) - from);
  return find_named(parts, name);
}

/// Returns ScenarioDifference::owner; "" where the scenario lacks the entity.
std::string owner_in(Scenario const& scenario, std::string const& path) {
  if (path.starts_with("touchpoint.")) {
    Touchpoint const* const t = part_of(scenario.touchpoints, path);
    return t == nullptr ? "" : t->silo;
  }
  if (path.starts_with("silo.")) {
    Silo const* const silo = part_of(scenario.silos, path);
    return silo == nullptr ? "" : silo->name;
  }
  if (path.starts_with("initiative.")) {
    Initiative const* const initiative = part_of(scenario.initiatives, path);
    return initiative == nullptr ? "" : initiative->owner;
  }
  return path.starts_with("organisation") ? "(organisation)" : "(company)";
}

}  // namespace

std::vector<ScenarioDifference> scenario_differences(Scenario const& a, Scenario const& b) {
  std::vector<std::pair<std::string, std::string>> const of_a = parameters(a), of_b = parameters(b);
  std::map<std::string, std::string> in_a(of_a.begin(), of_a.end()), in_b(of_b.begin(), of_b.end());
  std::vector<ScenarioDifference> differences;
  auto const add = [&](std::string const& path) {
    std::string const& one = in_a[path];
    std::string const& other = in_b[path];
    if (one == other || moves_nobody(path)) return;
    // Whose decision it is may differ between the two: the owner in B counts, that in A where B lacks the entity.
    std::string const owner = owner_in(b, path);
    differences.push_back({path, owner.empty() ? owner_in(a, path) : owner, one, other});
  };
  for (auto const& [path, value] : of_a) add(path);
  for (auto const& [path, value] : of_b) {
    if (std::none_of(of_a.begin(), of_a.end(), [&path = path](auto const& each) { return each.first == path; }))
      add(path);
  }
  return differences;
}

}  // namespace silowalk::inline scenario
