#pragma once

#include "engine/simulation/decisions/rules/rule.h"

/// @file
/// Rule `own-score`.

namespace silowalk::inline simulation {

/// Rule `own-score`: each silo ranks its work by its own score and by value to the company. The weight of the value is
/// the organisation's alignment as it arrives after all levels.
struct OwnScoreRule {
  /// Returns the weight of the value, 0 to 1.
  static double alignment(DecisionTables const& tables) { return tables.alignment; }
};

}  // namespace silowalk::inline simulation
