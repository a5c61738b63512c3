#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/run.h"
#include "engine/experiment/run_request.h"

/// Runs whose results go to a file.
namespace silowalk::inline experiment {

/// A run that was stopped before its end. The same request continues it.
struct StoppedRun {
  std::size_t blocks_done = 0;   ///< of this run, those found included
  std::size_t blocks_total = 0;  ///< as Progress::blocks_total
  std::string parts;             ///< the folder that keeps the finished blocks
};

/// The outcome of a run to a file: already there, stopped, or written.
struct RunOutcome {
  Plan plan;                                          ///< what was run, with the scenarios kept from the file
  bool already_there = false;                         ///< the file had all that is asked for: nothing was done
  std::optional<StoppedRun> stopped;                  ///< none: the file is complete, or has what the time allowed
  RunReport report;                                   ///< of the work done; default where `already_there`
  std::vector<std::vector<std::string>> assumptions;  ///< by scenario of the plan
};

/// Runs what the output file does not have and writes the file, which is either untouched or complete at any moment.
/// Finished blocks are kept beside it (PartFolder) until then. What the file has is neither run again nor dropped:
/// where it has more replications than are asked for, all scenarios get as many. A scenario that is replaced is
/// dropped. Where RunOptions::limit ends the run, the file gets the replications that all scenarios have by then
/// (unless it has as many already) and further blocks stay beside it: the same request continues.
/// Throws what plan_of() throws; InvalidInput where an output does not exist, before anything is run. Throws
/// RuntimeFailure where the file belongs to another run, cannot be written or is being written by another process, or
/// where a simulation fails. One call at a time in the whole program (HDF5).
RunOutcome run_to_file(RunRequest const& request, RunOptions const& options);

/// Runs a plan that is already made.
/// Precondition: its outputs exist. `output` and `force` are as in RunRequest.
RunOutcome run_to_file(Plan const& plan, std::string const& output, bool force, RunOptions const& options);

}  // namespace silowalk::inline experiment
