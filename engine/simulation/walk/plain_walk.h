#pragma once

#include <atomic>

#include "engine/base/random.h"
#include "engine/simulation/model/model_tables.h"

namespace silowalk::inline simulation {

/// Returns whether walk_plainly() can simulate a scenario: no visit takes handling, each touchpoint has a route after
/// success, and the table of counts is not too large. Precondition: plain_build contains the features it uses.
bool only_counts(ModelTables const& tables);

/// Simulates one replication of such a scenario, eight customers side by side with their random numbers drawn together.
/// Returns the same tally as the walker. Visits are only counted; money follows from the counts. Preconditions:
/// customers are independent, and only_counts(). Throws RuntimeFailure on an overflow; StoppedSimulation once `stop`
/// (null: never) is true.
Tally walk_plainly(ModelTables const& tables, RandomKey const& key, std::atomic<bool> const* stop);

}  // namespace silowalk::inline simulation
