#pragma once

#include "engine/analysis/audit/audit_result.h"

/// @file
/// The last step of an audit: what a company with a strategy would not have.

namespace silowalk::inline analysis {

/// Appends to Audit::gaps: at most one gap of each kind, with the names of its subjects. Precondition: all other
/// members of the audit are filled in.
void find_gaps(Scenario const& scenario, AuditRules const& rules, Audit& audit);

}  // namespace silowalk::inline analysis
