#pragma once

#include "engine/analysis/replay/walk.h"
#include "engine/report/json.h"

/// Stories of customers for programs: base units (days since month 0, the currency, log-odds, probabilities).
namespace silowalk::inline report {

Json to_json(Visit const& visit, std::vector<Touch> const& touches, Scenario const& scenario);
Json to_json(Ending const& ending, Scenario const& scenario);
Json to_json(StoryMoney const& money);
Json to_json(Share const& share);
Json to_json(Walk const& walk, Scenario const& scenario);

}  // namespace silowalk::inline report
