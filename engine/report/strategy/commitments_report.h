#pragma once

#include <vector>

#include "engine/analysis/results/commitments.h"
#include "engine/report/scenario_parts.h"

/// @file
/// Commitments as a report.

namespace silowalk::inline report {

/// Returns the promises of each scenario and what became of them: by initiative, by who promised whom, by silo.
/// JSON of each scenario: {"initiatives": [...], "matrix": [...], "silos": [...]}: means per replication, money in the
/// currency.
Report commitments_report(std::vector<Of<CommitmentLedger>> const& found);

}  // namespace silowalk::inline report
