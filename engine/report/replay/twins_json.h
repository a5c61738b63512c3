#pragma once

#include <string>

#include "engine/analysis/replay/twins.h"
#include "engine/analysis/replay/twins_summary.h"
#include "engine/report/json.h"

namespace silowalk::inline report {

Json to_json(Twin const& twin, Scenario const& a, Scenario const& b);
Json to_json(TwinsSummary const& summary, std::string const& a, std::string const& b);

}  // namespace silowalk::inline report
