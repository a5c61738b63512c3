#pragma once

#include "engine/scenario/language/node.h"
#include "engine/scenario/scenario.h"

/// Checks of what the company can decide: work, goals, guardrails and who listens.
namespace silowalk::inline scenario {

/// Checks owners, efforts and effects of initiatives, goals and their outputs, guardrails, and budgets. Precondition:
/// `scenario` was read from `tree`.
/// Paths of effects and guardrails are resolved in `tree`, so overrides must be in it already. Warnings: work that can
/// never be bought or never starts, a multiple of 0.
void check_initiatives(Node const& tree, Scenario const& scenario, Complaints& complaints);

}  // namespace silowalk::inline scenario
