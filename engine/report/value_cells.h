#pragma once

#include <string>

#include "engine/report/page.h"

/// Cells of numbers that are known without error: the text for people and the number in base units for CSV.
namespace silowalk::inline report {

GridCell value_cell(std::string text, double value);

/// "59.3 %" of a share from 0 to 1; "?" where it is not known.
GridCell share_cell(double share, bool known = true);

/// Four significant digits and a unit; "?" where the number is not known.
GridCell number_cell(double value, bool known, std::string const& unit = "");

}  // namespace silowalk::inline report
