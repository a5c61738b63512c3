#pragma once

#include <string>

#include "engine/analysis/replay/customer_promises.h"
#include "engine/report/json.h"

namespace silowalk::inline report {

/// Promise less delivery by touchpoint and segment, most at stake first.
std::string promises_text(std::string const& scenario, CustomerPromises const& found, std::string const& currency);

/// {"replications", "at_stake", "holes": [...]}: shares of visits, money in the currency.
Json promises_json(CustomerPromises const& found);

}  // namespace silowalk::inline report
