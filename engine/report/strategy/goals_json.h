#pragma once

#include "engine/analysis/results/goals.h"
#include "engine/report/json.h"

/// @file
/// Goals for programs: a part of several reports.

namespace silowalk::inline report {

/// Returns {"goals": [...], "guardrails": [...], "guardrails_on_decisions": [...], "sums": [...]}, numbers in base
/// units; "why_not" where goals, or one of them, could not be evaluated. "met" and "breached" are shares of
/// replications.
Json goals_json(GoalsAnswer const& answer);

}  // namespace silowalk::inline report
