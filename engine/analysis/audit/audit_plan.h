#pragma once

#include "engine/analysis/audit/audit_result.h"
#include "engine/journey/load.h"

namespace silowalk::inline analysis {

/// When an initiative is under way, days after month 0, and how long until its effect is whole.
struct WorkWindow {
  double from = 0;
  double to = 0;         ///< delivered, if nothing stalls
  double felt = 0;       ///< on average: a piece of work of n months moves in each with probability `accountability`
  bool planned = false;  ///< on a date: rule `plan`
  bool begins = false;   ///< false: rule `plan`, and no date
};

/// By initiative. Under rule `plan` from its `start`; without one, and under any other rule, from month 0.
std::vector<WorkWindow> work_windows(Scenario const& scenario);

/// Fills in Audit::planned, breaches, timing, sponsors and unsponsored. `loads` are silo_loads(); empty: not known.
void find_constraints(Scenario const& scenario, std::vector<SiloLoad> const& loads, Audit& audit);

}  // namespace silowalk::inline analysis
