#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/scenario.h"

/// Small companies written down by hand for the tests of the journey room.
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

inline int vertex(Scenario const& scenario, std::string const& name) {
  for (std::size_t i = 0; i < scenario.touchpoints.size(); ++i) {
    if (scenario.touchpoints[i].name == name) return static_cast<int>(i);
  }
  for (std::size_t i = 0; i < scenario.exits.size(); ++i) {
    if (scenario.exits[i].name == name) return static_cast<int>(scenario.touchpoints.size() + i);
  }
  return -1;
}

/// Touchpoints named by the keys, all owned by one silo, always successful, equal shares, each dwell one day; one
/// segment "all" that enters at the first; one exit "out".
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
