#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace silowalk {

/// A way through the journey: places are touchpoints as the scenario numbers them, then exits.
struct LitPath {
  std::string label;
  std::string colour;  ///< as SVG writes it, "#b3261e"
  std::vector<std::size_t> places;
};

/// The journey as an SVG picture with these ways lit: one lane per silo, touchpoints from left to right by the number
/// of routes from where customers enter, a lit route the wider the more often it was taken. Same input, same bytes.
std::string journey_picture(Scenario const& scenario, std::vector<LitPath> const& paths);

}  // namespace silowalk
