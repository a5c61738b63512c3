#pragma once

#include <string>

#include "engine/evidence/objective.h"
#include "tools/json.h"

namespace silowalk {

/// The scenarios of a file under other objectives: who wins under which, by which terms, in which segments.
std::string rescored_text(Rescored const& all);

/// {"baseline", "objectives": [...], "replications", "scenarios", ...}.
Json rescored_json(Rescored const& all);

}  // namespace silowalk
