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

/// @file
/// The options of `silowalk compare` as plain values, and how they become questions about a results file.

namespace silowalk::inline tools {

/// The options of `silowalk compare` as plain values, apart from the command line.
/// Checked where no results file is needed; comparison_question() checks the rest.
struct CompareRequest {
  std::vector<std::string> files;  ///< the results files, as written on the command line; at least one
  /// Name of the scenario that the others are compared with; none: the first of the file.
  std::optional<std::string> baseline;
  Window window;  ///< months from month 0
  /// Replications at the first comparison, where more were added since; none: this is the only look.
  std::optional<std::uint32_t> first_look;
  std::vector<std::string> outputs;     ///< names of outputs; empty: the usual ones. The first one decides
  std::optional<OutputOf> by;           ///< one output for each member of this axis; none: `outputs` are complete names
  std::optional<std::string> smallest;  ///< text as given: only the deciding output fixes its unit
  std::vector<Objective> objectives;    ///< empty: a comparison
  std::optional<RunSettings> invented;  ///< how to simulate with assumed inputs moved
  bool one_at_a_time = false;           ///< move each assumed table alone as well; only with `invented`
  bool one_page = false;                ///< the short page instead of the full report
  OutputRequest output;
};

/// Returns the command line with all options of the verb declared, before parsing.
CommandLine compare_command_line();

/// Reads the options of a parsed line. Throws UsageError for contradictions, and InvalidInput for an objective that
/// cannot be read.
CompareRequest read_compare_request(CommandLine const& line);

/// Returns what to compare in this file. The baseline is its first scenario unless one is named. Throws UsageError for
/// an amount that does not fit the deciding output, and InvalidInput for a scenario or output that the file lacks.
ComparisonQuestion comparison_question(CompareRequest const& request, ResultsFile const& file);

/// Returns the same for --objective. Precondition: the request has objectives.
ObjectiveQuestion objective_question(CompareRequest const& request);

}  // namespace silowalk::inline tools
