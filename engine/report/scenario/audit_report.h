#pragma once

#include "engine/analysis/audit/audit.h"
#include "engine/report/report.h"
#include "engine/report/titles.h"

/// @file
/// The audit of a scenario as a report: gaps first, then what they were found in.

namespace silowalk::inline report {

/// What the page shows; the JSON is always complete.
struct AuditReportOptions {
  bool every_row = false;  ///< all goals and seams, not the first six of each
  Titles titles = {};      ///< of the scenario's parts; none: the page has names
};

/// Returns the gaps, then goals, coverage, seams and how the company decides. Nothing is simulated. JSON has all of it,
/// in base units (days, the currency, shares from 0 to 1): {"scenario", "strategy", "gaps", "goals",
/// "work_without_goal", "coverage", "seams", "priorities", "planned", "never_begins", "breaches", "calendar",
/// "sponsors", "without_sponsor", "invisible_work", "without_survey"}.
Report audit_report(Scenario const& scenario, Audit const& audit, AuditReportOptions const& options = {});

}  // namespace silowalk::inline report
