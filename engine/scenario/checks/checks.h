#pragma once

#include "engine/scenario/language/node.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline scenario {

/// That there are not absurdly many touchpoints, silos or segments. False: reading on is pointless.
bool check_sizes(Node const& tree, Complaints& complaints);

/// Everything that needs more than one key to see: names that must exist, outcomes and their routes, effects, goals.
/// Fills in what depends on it (one `next` list for all outcomes).
void check_names(Node const& tree, Scenario& scenario, Complaints& complaints);

/// Whether a visit to the touchpoint can have the outcome. `silo` is its owner.
bool can_happen(Touchpoint const& touchpoint, Silo const& silo, Outcome outcome);

}  // namespace silowalk::inline scenario
