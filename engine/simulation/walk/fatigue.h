#pragma once

#include <vector>

#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/model/model_tables.h"

namespace silowalk::inline simulation {

/// Sets the success in force in a month from the load of the silos in the month before. A month that the warm-up
/// simulates only in part counts as unknown and has no effect. `success`: thresholds, `shift`: log-odds beyond the
/// scenario's success, both by touchpoint. Precondition: called in time order, at the first event of the month. For
/// companies without decisions; Decisions::set_success() covers the others.
void apply_fatigue(ModelTables const& tables, Ledger const& ledger, int month, std::vector<Threshold>& success,
                   std::vector<double>& shift);

}  // namespace silowalk::inline simulation
