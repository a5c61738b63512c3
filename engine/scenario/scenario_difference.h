#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace silowalk::inline scenario {

/// One parameter in which two scenarios differ.
struct ScenarioDifference {
  std::string path;   ///< dotted, as overrides name it; lists (routes, tenure) are one parameter
  std::string owner;  ///< whose decision it is: a silo, "(company)" (segments, horizon) or "(organisation)"
  std::string a, b;   ///< the values as written; "" where there is none
};

/// Returns the differences that can affect a customer or money, in the order of A's canonical text, then those that
/// only B has. Titles, sources, stages, goals, priorities and seams are left out: they affect no customer. Guardrails
/// are in, since they can refuse decisions. Values are compared as print_scenario() writes them. O(n^2) in parameters.
std::vector<ScenarioDifference> scenario_differences(Scenario const& a, Scenario const& b);

}  // namespace silowalk::inline scenario
