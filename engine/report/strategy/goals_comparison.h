#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/goals.h"
#include "engine/report/page.h"
#include "engine/report/titles.h"

/// @file
/// Goals of several scenarios beside each other.

namespace silowalk::inline report {

/// One scenario's goals and guardrails, evaluated over its replications.
struct AnsweredScenario {
  std::string name;    ///< name or letter of the scenario, the head of its column
  GoalsAnswer answer;  ///< its goals and guardrails
  Titles titles = {};  ///< of its parts, for pages
};

/// Returns goals and guardrails with a column for each scenario: the probability of meeting a goal, of breaking a
/// guardrail. Rows are the goals of any scenario, distinguished by name and target. Empty where no scenario has a goal
/// or guardrail.
std::vector<PageBlock> goals_compared_blocks(std::vector<AnsweredScenario> const& scenarios);

/// Returns goals_compared_blocks() as plain text, without colour.
std::string goals_compared_text(std::vector<AnsweredScenario> const& scenarios);

}  // namespace silowalk::inline report
