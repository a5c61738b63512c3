#pragma once

#include <string>

#include "engine/analysis/replay/foretelling.h"
#include "engine/report/json.h"

namespace silowalk::inline report {

/// Scores by touchpoint beside scores by journey, and which of them foretells losses.
std::string foretelling_text(std::string const& scenario, Foretelling const& found);

/// {"months", "landmarks", "replications", "felt": [...], "heard": [...]}: scores in points, concordances as numbers.
Json foretelling_json(Foretelling const& found);

}  // namespace silowalk::inline report
