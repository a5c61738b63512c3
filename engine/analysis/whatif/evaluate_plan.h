#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/analysis/whatif/evaluated_run.h"
#include "engine/experiment/run_to_file.h"
#include "engine/statistics/named_output.h"

/// @file
/// Runs a plan of a what-if question, into a file or in memory.

namespace silowalk::inline analysis {

/// The results file of a question's simulations.
struct KeptIn {
  std::optional<std::string> output;  ///< results file; none: nothing is kept
  bool force = false;                 ///< overwrite that of another plan; one of the same plan is continued in any case
  /// Not "": the file is a further one beside `output`, OUTPUT-PART.h5, as EvaluationRequest::part. One of the same
  /// company under the same seed is overwritten: it followed from an earlier answer.
  std::string part = {};
};

/// Runs a plan (or reads what the output file has of it) and evaluates the outputs `names` of every scenario, over the
/// replications that all scenarios have where RunOptions::limit ended it. Returns the StoppedRun where it was stopped
/// otherwise and can be continued. Throws InvalidInput for outputs that do not exist, before
/// anything is run; RuntimeFailure where it was stopped and nothing is kept; what run_to_file() throws.
std::variant<EvaluatedRun, StoppedRun> evaluate_plan(Plan const& plan, KeptIn const& kept,
                                                     std::vector<std::string> const& names, Window const& window,
                                                     RunOptions const& options);

}  // namespace silowalk::inline analysis
