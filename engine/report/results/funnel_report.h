#pragma once

#include <vector>

#include "engine/analysis/results/funnel.h"
#include "engine/report/scenario_parts.h"

/// @file
/// The funnel of initiatives as a report.

namespace silowalk::inline report {

/// Returns how far work gets in each scenario, step by step and initiative by initiative. JSON of each scenario:
/// {"replications", "with_forecast", "steps": [...], "initiatives": [...]}: per replication, money in the currency.
Report funnel_report(std::vector<Of<Funnel>> const& found);

}  // namespace silowalk::inline report
