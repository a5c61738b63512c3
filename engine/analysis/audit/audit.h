#pragma once

#include "engine/analysis/audit/audit_result.h"

/// @file
/// The audit of a company. No state, no randomness; safe from any thread.

namespace silowalk::inline analysis {

/// Audits a company: does it have a strategy? Precondition: the scenario is free of errors (check.h). Nothing is
/// simulated: the result is a function of the arguments.
Audit audit(Scenario const& scenario, AuditRules const& rules = {});

}  // namespace silowalk::inline analysis
