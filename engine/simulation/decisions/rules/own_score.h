#pragma once

#include "engine/simulation/decisions/rules/rule.h"

namespace silowalk::inline simulation {

/// Each silo ranks its work by its own score, and by value to the company as far as the organisation is aligned.
struct OwnScoreRule {
  static double alignment(DecisionTables const& tables) { return tables.alignment; }
};

}  // namespace silowalk::inline simulation
