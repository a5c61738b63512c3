#pragma once

#include "engine/analysis/results/goals.h"
#include "engine/report/json.h"

namespace silowalk::inline report {

/// {"goals": [...], "guardrails": [...], "guardrails_on_decisions": [...], "sums": [...]}, numbers in base units.
Json goals_json(GoalsAnswer const& answer);

}  // namespace silowalk::inline report
