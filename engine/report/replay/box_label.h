#pragma once

#include <cstddef>
#include <string>

/// @file
/// Text in the boxes of the journey picture (SVG).

namespace silowalk::inline report {

/// Returns the text, cut to this many columns; the last one is then an ellipsis. UTF-8 stays valid.
std::string shortened(std::string const& text, std::size_t columns);

/// Returns the title in the middle of a box, as SVG: one line of 18 columns, or two lines of a smaller font. What has
/// no room is cut. `x`, `y`: the middle of the box, in SVG units.
std::string box_label(std::string const& title, double x, double y);

}  // namespace silowalk::inline report
