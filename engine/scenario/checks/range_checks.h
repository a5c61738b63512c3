#pragma once

#include "engine/scenario/language/node.h"
#include "engine/scenario/scenario.h"

/// Checks of plausible ranges against the values beside them.
namespace silowalk::inline scenario {

/// Reports ranges of values that the table does not state, and values outside their range, at the range.
/// Precondition: `scenario` was read from `tree`, so that entities stand in the same order in both.
void check_ranges(Node const& tree, Scenario const& scenario, Complaints& complaints);

}  // namespace silowalk::inline scenario
