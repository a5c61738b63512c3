#pragma once

#include "engine/simulation/decisions/rules/rule.h"

/// @file
/// Rule `enterprise`.

namespace silowalk::inline simulation {

/// Rule `enterprise`: work is ranked by its value to the company alone.
struct EnterpriseRule {
  /// Returns the weight of the value, 1: the owner's score does not count.
  static double alignment(DecisionTables const& /*tables*/) { return 1.0; }
};

}  // namespace silowalk::inline simulation
