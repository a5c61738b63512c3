#pragma once

#include "engine/analysis/audit/audit_result.h"

namespace silowalk::inline analysis {

/// Fills in Audit::gaps from all the rest of it: one gap for each kind, with the names of what it is about.
void find_gaps(Scenario const& scenario, AuditRules const& rules, Audit& audit);

}  // namespace silowalk::inline analysis
