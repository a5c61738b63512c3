#pragma once

#include "engine/scenario/language/node.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline scenario {

/// Owners, efforts and effects of initiatives, goals and their outputs, guardrails, budgets.
void check_initiatives(Node const& tree, Scenario const& scenario, Complaints& complaints);

}  // namespace silowalk::inline scenario
