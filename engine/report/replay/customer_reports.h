#pragma once

#include <string>
#include <vector>

#include "engine/analysis/replay/twins.h"
#include "engine/analysis/replay/twins_summary.h"
#include "engine/analysis/replay/walk.h"
#include "engine/report/replay/walk_page.h"
#include "engine/report/report.h"

/// Walkthroughs and twins as reports: one page, or several under one title, and the same as JSON.
namespace silowalk::inline report {

/// The stories of customers of the run named `run`.
Report walks_report(std::vector<Walk> const& walks, std::string const& run, Scenario const& scenario,
                    WalkPageOptions const& options = {});

/// The same customers in two scenarios, side by side.
Report twins_report(std::vector<Twin> const& twins, Scenario const& a, Scenario const& b,
                    WalkPageOptions const& options = {});

/// All customers of two scenarios: how many part, when, why, and what it cost.
Report twins_summary_report(TwinsSummary const& summary, Scenario const& a, Scenario const& b);

}  // namespace silowalk::inline report
