#pragma once

#include <vector>

#include "engine/report/report.h"
#include "engine/report/strategy/goals_comparison.h"
#include "engine/report/strategy/goals_json.h"

/// @file
/// Goals as a report.

namespace silowalk::inline report {

/// Returns goals by scenario, children indented under their parent, and where children do not add up to it.
/// Guardrails on outcomes have how often they were broken; those on decisions are never broken, since they bind.
/// JSON: goals_json() by scenario.
Report goals_report(std::vector<AnsweredScenario> const& scenarios);

}  // namespace silowalk::inline report
