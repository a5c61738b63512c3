#pragma once

#include "engine/analysis/audit/audit_result.h"

namespace silowalk::inline analysis {

/// The scenario must be free of errors (check.h). Deterministic: nothing is simulated.
Audit audit(Scenario const& scenario, AuditRules const& rules = {});

}  // namespace silowalk::inline analysis
