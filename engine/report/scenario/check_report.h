#pragma once

#include <vector>

#include "engine/analysis/audit/check_scenario.h"
#include "engine/report/report.h"
#include "engine/report/titles.h"

/// @file
/// The check of a scenario as a report: complaints, loads, handoffs, closed forms.

namespace silowalk::inline report {

/// What the page shows; the JSON is always complete.
struct CheckReportOptions {
  /// With the complaints and the silos of each handoff. False for a terminal: there, complaints go to standard error,
  /// and 100 columns have no room for the silos.
  bool whole = true;
  Titles titles = {};  ///< of the scenario's parts; none: pages have names
};

/// Returns whether the scenario is sound, and its complaints. A sound one also has silos and their load, handoffs, and
/// the closed forms of each segment. Nothing is simulated. JSON: {"sound", "complaints", "silos", "handoffs",
/// "segments"}, in base units (days, the currency, probabilities); the last three of a sound one only.
Report check_report(Scenario const& scenario, ScenarioCheck const& check, CheckReportOptions const& options = {});

/// Returns the report of a file that is no scenario: the complaints only. JSON: {"sound": false, "complaints"}.
Report unsound_report(std::vector<Complaint> const& complaints);

}  // namespace silowalk::inline report
