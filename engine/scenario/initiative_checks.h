#pragma once

#include "engine/scenario/node.h"
#include "engine/scenario/scenario.h"

namespace silowalk {

/// Owners, efforts and effects of initiatives, goals and their outputs, guardrails, budgets.
void check_initiatives(Node const& tree, Scenario const& scenario, Complaints& complaints);

}  // namespace silowalk
