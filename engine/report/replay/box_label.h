#pragma once

#include <string>

/// @file
/// Text in the boxes of the journey picture (SVG).

namespace silowalk::inline report {

/// Returns the title in the middle of a box, as SVG: one line of 18 columns, or two lines of a smaller font. What has
/// no room is cut. `x`, `y`: the middle of the box, in SVG units.
std::string box_label(std::string const& title, double x, double y);

}  // namespace silowalk::inline report
