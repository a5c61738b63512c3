#pragma once

#include "engine/archive/results.h"
#include "engine/experiment/plan.h"
#include "engine/simulation/model/model.h"

namespace silowalk::inline experiment {

/// Returns what a results file says of a scenario besides its numbers: a function of the scenario alone. Replications
/// and digest of the results are left open. Precondition: the model was made of the scenario.
ScenarioResults planned_results(PlannedScenario const& planned, Model const& model);

}  // namespace silowalk::inline experiment
