#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/scenario.h"

/// Small companies for the tests of the journey layer, built without the reader. Times are in days.
namespace silowalk::testing_company {

inline Route route(std::string to, double share = 1, Distribution after = Distribution::constant(0)) {
  Route result;
  result.to = std::move(to);
  result.share = share;
  result.after = std::move(after);
  return result;
}

inline Silo silo(std::string name) {
  Silo result;
  result.name = std::move(name);
  return result;
}

inline Touchpoint touchpoint(std::string name, std::string owner, std::vector<Route> success) {
  Touchpoint result;
  result.name = std::move(name);
  result.silo = std::move(owner);
  result.next[0] = std::move(success);
  return result;
}

inline Exit exit_to(std::string name, Exit::Kind kind = Exit::Kind::churn) {
  Exit result;
  result.name = std::move(name);
  result.kind = kind;
  return result;
}

inline Segment segment(std::string name, std::string entry) {
  Segment result;
  result.name = std::move(name);
  result.entry = std::move(entry);
  result.arrivals = 1;
  return result;
}

/// Returns the vertex of a name in the journey graph: touchpoints first, then exits; -1 where there is none.
inline int vertex(Scenario const& scenario, std::string const& name) {
  for (std::size_t i = 0; i < scenario.touchpoints.size(); ++i) {
    if (scenario.touchpoints[i].name == name) return static_cast<int>(i);
  }
  for (std::size_t i = 0; i < scenario.exits.size(); ++i) {
    if (scenario.exits[i].name == name) return static_cast<int>(scenario.touchpoints.size() + i);
  }
  return -1;
}

/// Returns a company with the touchpoints named by the keys. All belong to one silo and always succeed; routes have
/// equal shares and a dwell time of one day. Segment "all" enters at the first touchpoint; the exit is "out".
/// Precondition: `routes` is not empty.
inline Scenario plain(std::vector<std::pair<std::string, std::vector<std::string>>> const& routes) {
  Scenario scenario;
  scenario.silos = {silo("one")};
  scenario.exits = {exit_to("out")};
  for (auto const& [name, targets] : routes) {
    std::vector<Route> next;
    for (std::string const& to : targets) {
      next.push_back(route(to, 1.0 / static_cast<double>(targets.size()), Distribution::constant(1)));
    }
    scenario.touchpoints.push_back(touchpoint(name, "one", next));
  }
  scenario.segments = {segment("all", routes.front().first)};
  return scenario;
}

}  // namespace silowalk::testing_company
