#pragma once

#include <vector>

#include "engine/analysis/replay/foretelling.h"
#include "engine/report/scenario_parts.h"

/// @file
/// Which score predicts losses, as a report.

namespace silowalk::inline report {

/// Returns scores by touchpoint beside scores by journey, and which of them predicts losses better. JSON of each
/// scenario:
/// {"months", "landmarks", "replications", "felt": [...], "heard": [...]}: scores in points, concordances as numbers.
Report scores_report(std::vector<Of<Foretelling>> const& found);

}  // namespace silowalk::inline report
