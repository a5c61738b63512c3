#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/scenario/scenario.h"

/// The named outputs of the engine (`churn_rate`, `touchpoint.care_call.wait_mean`): their names and units. One naming
/// scheme for results, goals, guardrails, sweeps and the command line.
namespace silowalk::inline scenario {

enum class OutputSubject { company, segment, touchpoint, silo, initiative };
enum class OutputUnit { count, share, per_year, money, duration, score, log_odds, agents, month };

struct OutputInfo {
  OutputSubject of;
  std::string_view name;
  OutputUnit unit;
  std::string_view doc;
};

/// All of them; those of the company are also those of a segment.
std::vector<OutputInfo> const& known_outputs();

/// nullptr where there is none.
OutputInfo const* find_output(OutputSubject of, std::string_view name);

/// What is wrong with a named output, given the scenario's names; `what` is empty where nothing is.
struct OutputProblem {
  std::string what;
  std::string why;
  std::string guess;
};
OutputProblem check_output_name(Scenario const& scenario, std::string const& output);

/// Without a scenario: the row of the output's last word, nullptr where the grammar is not kept.
OutputInfo const* output_info(std::string const& output);

}  // namespace silowalk::inline scenario
