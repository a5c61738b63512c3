#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/goals.h"
#include "engine/report/page.h"

namespace silowalk::inline report {

/// One scenario's goals and guardrails, answered.
struct AnsweredScenario {
  std::string name;
  GoalsAnswer answer;
};

/// Goals and guardrails with a column for each scenario: chances of meeting each goal and of breaking each guardrail.
/// Rows are the goals of any scenario, told apart by name and target. Empty where no scenario has a goal or guardrail.
std::vector<PageBlock> goals_compared_blocks(std::vector<AnsweredScenario> const& scenarios);

/// goals_compared_blocks() as plain text.
std::string goals_compared_text(std::vector<AnsweredScenario> const& scenarios);

}  // namespace silowalk::inline report
