#pragma once

#include <vector>

#include "engine/report/report.h"
#include "engine/report/results/goals_comparison.h"
#include "engine/report/results/goals_json.h"

namespace silowalk::inline report {

/// Goals by scenario (children indented under their parent), where children do not add up, guardrails on outcomes with
/// how often they were broken, and those on decisions, which no replication breaks. JSON: goals_json() by scenario.
Report goals_report(std::vector<AnsweredScenario> const& scenarios);

}  // namespace silowalk::inline report
