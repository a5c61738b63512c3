#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/simulation/model/visit.h"

/// @file
/// Which initiatives touched a visit, by what the file records.

namespace silowalk::inline analysis {

/// The initiatives in force in one replication, month by month.
struct DecisionsInForce {
  std::vector<std::vector<double>> effect;  ///< [month][initiative]: mean share of the full effect in force
  std::vector<std::vector<double>> effort;  ///< [month][initiative]: agent-days taken
};

/// An initiative that acted where a visit took place.
struct Touch {
  std::size_t initiative = 0;  ///< index in the scenario
  std::string on;              ///< the path that it acted on; of effort: the silo whose agents it took
  double strength = 0;         ///< share of the full effect in force; of effort: agent-days in the month
  bool effort = false;
  friend bool operator==(Touch const&, Touch const&) = default;
};

/// Returns whether `path` is a parameter of the visited touchpoint, its silo or the customer's segment.
bool acts_on_visit(std::string const& path, Scenario const& scenario, std::uint16_t segment, std::uint16_t touchpoint);

/// Returns the initiatives that touched a visit: in force in the month of its arrival and acting on its touchpoint,
/// silo or segment; or under way, with agents of its silo. None for visits before month 0.
std::vector<Touch> touches_of(Scenario const& scenario, DecisionsInForce const& decisions, Visit const& visit);

}  // namespace silowalk::inline analysis
