#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/scorecard.h"
#include "engine/report/scenario_parts.h"

/// @file
/// Scorecards as a report.

namespace silowalk::inline report {

/// What scorecards are compared with.
struct ScorecardTerms {
  std::string against;   ///< the baseline's name; empty: each silo's own first three months
  ScorecardRules rules;  ///< how legs were judged
};

/// Returns the three legs of every silo of each scenario, and which breaks first. JSON of each scenario:
/// {"replications", "against", "silos": {...}}, money in the currency, loads and churn as numbers; null for a scenario
/// without a card: the baseline.
Report scorecard_report(std::vector<Of<std::optional<Scorecard>>> const& found, ScorecardTerms const& terms);

}  // namespace silowalk::inline report
