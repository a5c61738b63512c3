#pragma once

#include "engine/scenario/language/node.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline scenario {

/// Checks owners, efforts and effects of initiatives, goals and their outputs, guardrails, and budgets. Precondition:
/// `scenario` was read from `tree`.
void check_initiatives(Node const& tree, Scenario const& scenario, Complaints& complaints);

}  // namespace silowalk::inline scenario
