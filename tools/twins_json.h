#pragma once

#include <string>

#include "engine/evidence/twins.h"
#include "engine/evidence/twins_summary.h"
#include "tools/json.h"

namespace silowalk {

Json to_json(Twin const& twin, Scenario const& a, Scenario const& b);
Json to_json(TwinsSummary const& summary, std::string const& a, std::string const& b);

}  // namespace silowalk
