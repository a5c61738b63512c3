#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

/// @file
/// The journey of a scenario as SVG. A picture for people: programs read the graph (`silowalk graph`).

namespace silowalk::inline report {

/// A path through the journey. A place below the number of touchpoints is that touchpoint; places from there on are
/// exits, in the order of the scenario.
struct LitPath {
  std::string label;
  std::vector<std::size_t> places;  ///< indices, from the first visit to the last place
  std::string end = {};             ///< label at the last place: "left here"; empty: no label
};

/// Returns the journey as an SVG picture with these paths highlighted. Only two colours exist: further paths repeat
/// them. Each silo is a lane. Touchpoints stand from left to right by the number of routes from where customers enter.
/// Routes bend around places between their ends. A highlighted route is wider the more often it was taken.
/// Colours follow the reader's screen, light or dark. Equal input gives equal bytes.
/// Preconditions: routes lead to touchpoints and exits of the scenario, and places are within range.
/// Complexity: about routes x places, times the 10 bends that are tried for each route.
std::string journey_picture(Scenario const& scenario, std::vector<LitPath> const& paths);

}  // namespace silowalk::inline report
