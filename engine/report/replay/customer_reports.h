#pragma once

#include <string>
#include <vector>

#include "engine/analysis/replay/twins.h"
#include "engine/analysis/replay/twins_summary.h"
#include "engine/analysis/replay/walk.h"
#include "engine/report/replay/walk_page.h"
#include "engine/report/report.h"

/// Walkthroughs and twins as reports: one page, or several under one title, and the same as JSON.
/// Scenarios must be those that were replayed: names of silos, touchpoints and segments are taken from them by index.
/// JSON is in base units (days since month 0, the currency, log-odds of trust, probabilities).
namespace silowalk::inline report {

/// Returns the stories of customers of the run named `run`. `walks` are of one scenario. JSON: {"walks": [...]}, as
/// to_json(Walk). Without walks the page states that nobody fits.
Report walks_report(std::vector<Walk> const& walks, std::string const& run, Scenario const& scenario,
                    WalkPageOptions const& options = {});

/// Returns the same customers in two scenarios, side by side. JSON: {"twins": [...]}, as to_json(Twin). Without twins
/// the page states that nobody fits.
Report twins_report(std::vector<Twin> const& twins, Scenario const& a, Scenario const& b,
                    WalkPageOptions const& options = {});

/// Returns the summary of all customers in two scenarios: how many part, when, why, and what it cost. JSON: as
/// to_json(TwinsSummary).
Report twins_summary_report(TwinsSummary const& summary, Scenario const& a, Scenario const& b, bool names = false);

}  // namespace silowalk::inline report
