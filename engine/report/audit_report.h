#pragma once

#include <string>

#include "engine/analysis/audit/audit.h"
#include "engine/report/json.h"

namespace silowalk::inline report {

/// One screen for people.
std::string audit_report(Scenario const& scenario, Audit const& audit);

/// For programs: all of it, in base units (days, the currency, shares from 0 to 1).
Json audit_json(Scenario const& scenario, Audit const& audit);

}  // namespace silowalk::inline report
