#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/simulation/model/model_tables.h"

/// What a user must know of a compiled scenario.
namespace silowalk::inline simulation {

/// Returns the assumptions that a user must know to read the results, one sentence each, in a fixed order. Only those
/// that concern this scenario. Precondition: the features and decisions of `tables` are compiled.
std::vector<std::string> model_assumptions(Scenario const& scenario, ModelTables const& tables);

}  // namespace silowalk::inline simulation
