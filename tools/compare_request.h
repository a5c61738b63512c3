#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/results/comparison.h"
#include "engine/analysis/results/objective.h"
#include "tools/evaluated_run.h"
#include "tools/options.h"
#include "tools/output.h"

namespace silowalk::inline tools {

/// What `silowalk compare` was asked for: plain values.
struct CompareRequest {
  std::string file;
  std::optional<std::string> baseline;
  Window window;
  std::optional<std::uint32_t> first_look;
  std::vector<std::string> outputs;
  std::optional<OutputOf> by;
  std::optional<std::string> smallest;  ///< as given: its unit is that of the deciding output
  std::vector<Objective> objectives;    ///< empty: a comparison
  std::optional<RunSettings> invented;  ///< how to simulate with assumed inputs moved
  bool one_at_a_time = false;
  bool one_page = false;
  OutputRequest output;
};

CommandLine compare_command_line();

/// Throws UsageError, and InvalidInput for an objective that cannot be read.
CompareRequest read_compare_request(CommandLine const& line);

/// What to compare in this file. Throws UsageError for an amount that does not fit the deciding output.
ComparisonQuestion comparison_question(CompareRequest const& request, ResultsFile const& file);

ObjectiveQuestion objective_question(CompareRequest const& request);

}  // namespace silowalk::inline tools
