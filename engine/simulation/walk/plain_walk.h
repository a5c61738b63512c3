#pragma once

#include "engine/base/random.h"
#include "engine/simulation/model/model_tables.h"

namespace silowalk::inline simulation {

/// True where every visit always succeeds, takes no handling, moves no trust and carries no hazard: a count, a route
/// and a dwell are all there is to it.
bool only_counts(ModelTables const& tables);

/// One replication of such a scenario: eight customers side by side, their random numbers drawn together. Gives the
/// same tally as the walker does.
Tally walk_plainly(ModelTables const& tables, RandomKey const& key);

}  // namespace silowalk::inline simulation
