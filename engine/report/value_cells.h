#pragma once

#include <string>

#include "engine/report/page.h"

/// Cells of numbers without sampling error: closed forms and counts from a scenario. Text for people, base units for
/// CSV. Numbers from replications have intervals and belong into the cells of cells.h.
namespace silowalk::inline report {

/// Returns a cell with this text and this number. The caller states the unit in the text or the column head.
GridCell value_cell(std::string text, double value);

/// Returns "59.3 %" for a share from 0 to 1; "?" without a number where it is not known.
GridCell share_cell(double share, bool known = true);

/// Returns format_number() and a unit. `unit` begins with its space (" days"). "?" without a number where not `known`.
GridCell number_cell(double value, bool known, std::string const& unit = "");

}  // namespace silowalk::inline report
