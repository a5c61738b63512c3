#pragma once

#include <string>
#include <vector>

#include "engine/experiment/run_to_file.h"

namespace silowalk::inline report {

/// What a run did, before its results: that nothing was to do, or what its scenarios assume and how many blocks were
/// reused. Paragraphs, each with an empty line after it; "" where there is nothing to report.
std::string format_run(RunOutcome const& outcome, std::string const& output);

/// A sentence for each output that is not known as precisely as was asked for.
std::vector<std::string> format_imprecise(RunOutcome const& outcome);

/// How much of a stopped run is saved, and how to continue it.
std::string format_stopped(StoppedRun const& stopped);

}  // namespace silowalk::inline report
