#pragma once

#include "engine/scenario/language/node.h"
#include "engine/scenario/scenario.h"

/// Checks of what is written about the strategy; nothing of it is simulated.
namespace silowalk::inline scenario {

/// Checks that `organisation.priorities` names goals and initiatives that exist, each once a level, each level once;
/// and that `organisation.seams` names two different silos, each pair once, between which a route leads.
/// A seam without a route is a warning. Nothing is checked where `organisation` is not written.
void check_strategy(Node const& tree, Scenario const& scenario, Complaints& complaints);

}  // namespace silowalk::inline scenario
