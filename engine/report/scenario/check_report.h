#pragma once

#include <vector>

#include "engine/analysis/audit/check_scenario.h"
#include "engine/report/report.h"

namespace silowalk::inline report {

struct CheckReportOptions {
  /// With the complaints and the silos of each handoff. False for a terminal: complaints go to standard error there,
  /// and a page has 100 columns.
  bool whole = true;
};

/// Whether the scenario is sound, its complaints, and where it is sound: silos and their load, handoffs, and the closed
/// forms of each segment. JSON is in base units (days, the currency, probabilities).
Report check_report(Scenario const& scenario, ScenarioCheck const& check, CheckReportOptions const& options = {});

/// The same of a file that is no scenario: the complaints only.
Report unsound_report(std::vector<Complaint> const& complaints);

}  // namespace silowalk::inline report
