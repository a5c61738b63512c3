#pragma once

#include "engine/analysis/audit/audit_result.h"
#include "engine/journey/load.h"

/// @file
/// Work in time: when it runs, which limits it breaks, how late it is felt, and who carries it.

namespace silowalk::inline analysis {

/// The time in which an initiative is under way, and the time of its full effect: days since month 0. Invariant: from
/// <= to <= felt.
struct WorkWindow {
  double from = 0;       ///< beginning of the work
  double to = 0;         ///< delivery, if nothing stalls
  double felt = 0;       ///< full effect on average: work of n months advances in each with chance `accountability`
  bool planned = false;  ///< on a date: rule `plan`
  bool begins = false;   ///< false: rule `plan`, and no date
};

/// Returns one window per initiative. Under rule `plan` from its `start`; without one, and under any other rule, from
/// month 0.
std::vector<WorkWindow> work_windows(Scenario const& scenario);

/// Fills in Audit::planned, never_begins, breaches, timing, sponsors and unsponsored. `loads`: silo_loads(); empty
/// where they are not known, and limits of load are not checked then.
void find_constraints(Scenario const& scenario, std::vector<SiloLoad> const& loads, Audit& audit);

}  // namespace silowalk::inline analysis
