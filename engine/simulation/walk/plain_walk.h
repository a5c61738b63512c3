#pragma once

#include "engine/base/random.h"
#include "engine/simulation/model/model_tables.h"

namespace silowalk::inline simulation {

/// Whether a scenario that uses no feature (plain_build contains them all) is walked by walk_plainly(): no visit takes
/// handling, and the table of counts is not too large.
bool only_counts(ModelTables const& tables);

/// One replication of such a scenario: eight customers side by side, their random numbers drawn together. Gives the
/// same tally as the walker does.
Tally walk_plainly(ModelTables const& tables, RandomKey const& key);

}  // namespace silowalk::inline simulation
