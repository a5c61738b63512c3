#pragma once

#include "engine/scenario/scenario.h"
#include "engine/simulation/model/tally.h"

namespace silowalk::inline simulation {

/// Returns the axes of every tally of a scenario, pseudo members last. A pure function of the scenario: readers of
/// results hold the axes of a file to it.
TallyAxes axes_of(Scenario const& scenario);

/// Returns the length of what is simulated after the warm-up, in days: the horizon, or less where Horizon::length ends
/// it before.
double simulated_days(Horizon const& horizon);

}  // namespace silowalk::inline simulation
