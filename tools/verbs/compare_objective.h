#pragma once

#include <string>

#include "engine/analysis/results/objective.h"
#include "engine/report/json.h"

namespace silowalk::inline tools {

/// The scenarios of a file under other objectives: who wins under which, by which terms, in which segments.
std::string rescored_text(Rescored const& all);

/// {"baseline", "objectives": [...], "replications", "scenarios", ...}.
Json rescored_json(Rescored const& all);

}  // namespace silowalk::inline tools
