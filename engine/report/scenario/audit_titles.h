#pragma once

#include "engine/analysis/audit/audit_result.h"
#include "engine/report/titles.h"

/// @file
/// An audit for people: with titles where programs read names.

namespace silowalk::inline report {

/// Returns the audit with titles instead of names. Sentences on gaps have names inside, so gaps are found again, by
/// Audit::rules. Titles of no scenario return the audit as it is. Precondition: `scenario` is the one audited.
Audit titled(Scenario const& scenario, Audit audit, Titles const& titles);

}  // namespace silowalk::inline report
