#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/goals.h"
#include "engine/report/titles.h"

/// Goals and guardrails in words, for pages. Programs read goals_json().
namespace silowalk::inline report {

/// Returns the answer with titles instead of names: of goals, outputs, silos. For pages only: programs find goals by
/// name.
GoalsAnswer titled(GoalsAnswer answer, Titles const& titles);

/// Returns the name, indented by its depth in the tree of goals.
std::string format_indented(GoalAnswer const& goal);

/// Returns "lost below 500, months 0 to 12".
std::string format_target(GoalAnswer const& goal);

/// Returns "churn_rate below 0.1 a year".
std::string format_limit(GuardrailAnswer const& guardrail);

/// Returns the same of a guardrail on decisions: "spend of care: at most EUR 1000 a year, cycle by cycle".
std::string format_limit(Guardrail const& on_decisions, std::string const& currency);

/// Returns a sentence for every goal that has children: whether they add up to it.
std::vector<std::string> format_sums(GoalsAnswer const& answer);

}  // namespace silowalk::inline report
