#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"
#include "engine/experiment/run.h"

namespace silowalk::inline tools {

/// A plan that goes to a results file: what every verb that simulates has in common.
struct PlannedRun {
  Plan const& plan;
  std::string const& output;  ///< path
  int threads = 1;
  bool force = false;
  bool quiet = false;
};

/// Throws RuntimeFailure where no file can be put there: a folder, a device (which a rename would replace), or nothing
/// to put it in. Asked before anything is simulated.
void expect_place_for(std::string const& output);

/// The file that stands where the output shall go, if it is an earlier or the same run: the same seed and version, and
/// no scenario that the plan does not have (it may have more). Throws where it is neither and may not be overwritten.
std::optional<ResultsFile> find_earlier(PlannedRun const& planned);

/// Where each scenario of the plan stands in an earlier file, by name and text; none where it has to be run.
std::vector<std::optional<std::size_t>> places_in(ResultsHeader const& earlier, Plan const& plan);

/// Whether an earlier file has all that is asked for.
bool suffices(ResultsHeader const& header, Plan const& plan);

/// Runs what is missing and writes the file; finished blocks are kept beside it until then. What the earlier file has
/// is not run again, nor dropped: where it has more replications than are asked for, all scenarios get as many. None
/// when it was stopped first, which is said on standard error.
std::optional<RunReport> run_and_write(PlannedRun const& planned, std::vector<Model> const& models,
                                       ResultsFile const* earlier);

/// What the models take for granted, scenario by scenario; "" where they take nothing.
std::string assumptions_text(Plan const& plan, std::vector<Model> const& models);

}  // namespace silowalk::inline tools
