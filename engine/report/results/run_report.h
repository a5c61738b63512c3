#pragma once

#include <string>
#include <vector>

#include "engine/experiment/run_to_file.h"

namespace silowalk::inline report {

/// Returns what a run did, before its results: that there was nothing to do, or what its scenarios assume and how many
/// blocks were reused. Each paragraph has an empty line after it; "" where there is nothing to report. `output`: the
/// path of the results file.
std::string format_run(RunOutcome const& outcome, std::string const& output);

/// Returns a sentence for each output that missed the requested precision.
std::vector<std::string> format_imprecise(RunOutcome const& outcome);

/// Returns how much of a stopped run is saved, and how to continue it.
std::string format_stopped(StoppedRun const& stopped);

}  // namespace silowalk::inline report
