#pragma once

#include "engine/analysis/results/objective.h"
#include "engine/report/report.h"

namespace silowalk::inline report {

/// The scenarios of a file under other objectives: who wins under which, by which terms, in which segments.
/// JSON: {"baseline", "objectives": [...], "replications", "scenarios", ...}.
Report objective_report(Rescored const& rescored);

}  // namespace silowalk::inline report
