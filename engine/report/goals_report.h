#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/goals.h"
#include "engine/report/json.h"
#include "engine/report/page.h"

namespace silowalk::inline report {

/// One scenario's goals and guardrails, answered.
struct AnsweredScenario {
  std::string name;
  GoalsAnswer answer;
};

/// Tables: goals by scenario (children indented under their parent), where children do not add up, guardrails on
/// outcomes with how often they were broken, and those on decisions, which none breaks.
/// "" where no scenario has a goal or guardrail.
std::string goals_text(std::vector<AnsweredScenario> const& scenarios);

/// Scenarios beside each other, a column for each: chances of meeting each goal and of breaking each guardrail, and
/// where children do not add up. Rows are the goals of any scenario, told apart by name and target. Empty where no
/// scenario has a goal or guardrail.
std::vector<PageBlock> goals_compared_blocks(std::vector<AnsweredScenario> const& scenarios);

/// {"goals": [...], "guardrails": [...], "guardrails_on_decisions": [...], "sums": [...]}, numbers in base units.
Json goals_json(GoalsAnswer const& answer);

/// {"high", "low", "of", "share", "times"}.
Json to_json(Chance const& chance);

/// "97 of 100, 97 % (91.5 .. 99 %)".
std::string format_estimate(Chance const& chance);

}  // namespace silowalk::inline report
