#pragma once

#include <string>

#include "engine/analysis/results/scorecard.h"
#include "engine/report/json.h"

namespace silowalk::inline report {

/// The three legs of every silo. `against`: the baseline's name; empty: each silo's own first three months.
std::string scorecard_text(std::string const& scenario, std::string const& against, Scorecard const& card,
                           ScorecardRules const& rules, std::string const& currency);

/// {"replications", "against", "silos": {...}}: money in the currency, loads and churn as numbers.
Json scorecard_json(std::string const& against, Scorecard const& card);

}  // namespace silowalk::inline report
