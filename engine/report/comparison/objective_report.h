#pragma once

#include "engine/analysis/results/objective.h"
#include "engine/report/report.h"

namespace silowalk::inline report {

/// Returns the scenarios of a file under other objectives: which one wins, by which terms, in which segments. Nothing
/// is simulated. Values of an objective have no unit, since its terms can have different ones. JSON: {"baseline",
/// "objectives": [...], "replications", "scenarios", ...}.
Report objective_report(Rescored const& rescored);

}  // namespace silowalk::inline report
