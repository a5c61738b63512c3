#pragma once

#include <vector>

#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/model/model_tables.h"

namespace silowalk::inline simulation {

/// Sets the success in force in a month from the load of the silos in the month before, which is known where all of it
/// was simulated. `shift`: log-odds beyond the scenario's success. Both by touchpoint. Called in time order, at the
/// first event of the month.
void apply_fatigue(ModelTables const& tables, Ledger const& ledger, int month, std::vector<Threshold>& success,
                   std::vector<double>& shift);

}  // namespace silowalk::inline simulation
