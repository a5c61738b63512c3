#pragma once

#include <vector>

#include "engine/analysis/audit/silo_card.h"
#include "engine/report/report.h"
#include "engine/report/titles.h"

/// @file
/// The card of a silo as a report: what a silo needs to know of the strategy, on one page.

namespace silowalk::inline report {

/// Returns one page for each silo: its priorities, goals, guardrails, initiatives, touchpoints and seams.
/// `shares_known`: as in the audit. JSON: {"cards": [...]}, in base units: days, the currency, shares from 0 to 1; null
/// where shares are not known. `titles`: of the scenario's parts; none: pages have names.
Report cards_report(Scenario const& scenario, std::vector<SiloCard> const& cards, bool shares_known,
                    Titles const& titles = {});

}  // namespace silowalk::inline report
