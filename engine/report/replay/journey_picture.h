#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace silowalk::inline report {

/// A way through the journey: places are touchpoints as the scenario numbers them, then exits.
struct LitPath {
  std::string label;
  std::vector<std::size_t> places;
  std::string end = {};  ///< said at the last place: "left here"; nothing: nothing
};

/// The journey as an SVG picture with these ways lit (two at most differ in colour): one lane per silo, touchpoints
/// from left to right by the number of routes from where customers enter, routes led around what lies between, a lit
/// one the wider the more often it was taken. Light or dark as the reader's screen is. Same input, same bytes.
std::string journey_picture(Scenario const& scenario, std::vector<LitPath> const& paths);

}  // namespace silowalk::inline report
