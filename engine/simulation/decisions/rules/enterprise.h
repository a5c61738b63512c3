#pragma once

#include "engine/simulation/decisions/rules/rule.h"

namespace silowalk::inline simulation {

/// Rule `enterprise`: work is ranked by its value to the company alone.
struct EnterpriseRule {
  static double alignment(DecisionTables const& /*tables*/) { return 1.0; }
};

}  // namespace silowalk::inline simulation
