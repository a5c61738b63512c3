#pragma once

#include "engine/simulation/model/decision_tables.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/model/reach.h"

namespace silowalk::inline simulation {

/// A parameter under effects: on the log-odds scale for probabilities, else base x factor.
/// `change`: the sum of log-odds, or the logarithm of the factor.
double under(Parameter const& parameter, double change);

/// Where these initiatives can push a parameter, whichever of them come into force and however they fade: all that
/// lowers it alone, and all that raises it alone. `begun`: by initiative.
Reach reach_of(DecisionTables const& tables, std::uint32_t parameter, std::vector<bool> const& begun);

/// Writes a parameter's value under `change` into the tables in force. `success` is left to the caller, who also knows
/// of fatigue; `agents` to whoever employs them. No change gives back what the scenario says, bit for bit.
void put_in_force(ModelTables& tables, ModelTables const& written, Parameter const& parameter, double change);

}  // namespace silowalk::inline simulation
