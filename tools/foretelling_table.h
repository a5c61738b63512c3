#pragma once

#include <string>

#include "engine/evidence/foretelling.h"
#include "tools/json.h"

namespace silowalk {

/// Scores by touchpoint beside scores by journey, and which of them foretells losses.
std::string foretelling_text(std::string const& scenario, Foretelling const& found);

/// {"months", "landmarks", "replications", "felt": [...], "heard": [...]}: scores in points, concordances as numbers.
Json foretelling_json(Foretelling const& found);

}  // namespace silowalk
