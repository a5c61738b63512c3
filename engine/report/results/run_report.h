#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/outputs.h"
#include "engine/archive/read_results.h"
#include "engine/experiment/run_to_file.h"
#include "engine/report/format.h"
#include "engine/report/report.h"

/// @file
/// What `silowalk run` prints when it is over, or stopped.

namespace silowalk::inline report {

/// Returns what a run did: what its scenarios assume, how many blocks were reused, the outputs of `choice`, how far the
/// start was from steady, and the digest. `path` is the results file that `file` reads. In JSON: that of
/// outputs_report(). `format`: CSV has names of parts, all others their titles.
Report run_report(RunOutcome const& outcome, ResultsFile const& file, std::string const& path,
                  OutputChoice const& choice, Format format = Format::text);

/// Returns a sentence for each output that is not known as precisely as was asked for; empty without a precision.
std::vector<std::string> format_imprecise(RunOutcome const& outcome);

/// Returns how much of a stopped run is saved, and how to continue it.
std::string format_stopped(StoppedRun const& stopped);

}  // namespace silowalk::inline report
