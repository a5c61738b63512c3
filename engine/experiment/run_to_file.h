#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/run.h"
#include "engine/experiment/run_request.h"

namespace silowalk::inline experiment {

/// A run that was stopped before its end. The same request continues it.
struct StoppedRun {
  std::size_t blocks_done = 0;
  std::size_t blocks_total = 0;
  std::string parts;  ///< the folder that keeps the finished blocks
};

struct RunOutcome {
  Plan plan;
  bool already_there = false;  ///< the file had all that is asked for: nothing was done
  std::optional<StoppedRun> stopped;
  RunReport report;                                   ///< of what was done
  std::vector<std::vector<std::string>> assumptions;  ///< by scenario of the plan
};

/// Runs what the output file does not have and writes the file, which is either untouched or complete at any moment.
/// Finished blocks are kept beside it (PartFolder) until then. What the file has is neither run again nor dropped:
/// where it has more replications than are asked for, all scenarios get as many. Throws what plan_of() throws;
/// InvalidInput where an output does not exist, before anything is run; RuntimeFailure where the file exists and is of
/// another run, cannot be written, is being written by another process, or where a simulation fails.
RunOutcome run_to_file(RunRequest const& request, RunOptions const& options);

/// The same of a plan that is made already.
RunOutcome run_to_file(Plan const& plan, std::string const& output, bool force, RunOptions const& options);

}  // namespace silowalk::inline experiment
