#pragma once

#include "engine/scenario/language/node.h"
#include "engine/scenario/scenario.h"

/// Checks of a scenario as a whole, after each value was read. Every mistake becomes a complaint with its place in the
/// tree; nothing is thrown.
namespace silowalk::inline scenario {

/// Checks the number of touchpoints, silos, segments and other entities against the limits of schema.h. Returns false
/// (with complaints) above a limit. It runs before the tree is read, which bounds time and memory.
/// One complaint for each kind, at the first table above the limit. O(1) for each kind.
bool check_sizes(Node const& tree, Complaints& complaints);

/// Checks what needs more than one key: names that must exist, outcomes and their routes, effects, goals. Changes the
/// scenario in one respect: a single `next` list is copied to every outcome that can happen.
/// Precondition: `scenario` was read from `tree`, so that entities stand in the same order in both.
void check_names(Node const& tree, Scenario& scenario, Complaints& complaints);

/// Returns whether a visit to the touchpoint can have the outcome. `silo` is its owner.
/// Reads the touchpoint and the silo only, so it does not depend on load, patience or trust. Waiting needs `handling`
/// and agents; `patience` alone counts as a chance to abandon.
bool can_happen(Touchpoint const& touchpoint, Silo const& silo, Outcome outcome);

}  // namespace silowalk::inline scenario
