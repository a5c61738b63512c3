#pragma once

#include <string>

#include "engine/evidence/audit.h"
#include "tools/json.h"

namespace silowalk {

/// One screen for people.
std::string audit_report(Scenario const& scenario, Audit const& audit);

/// For programs: all of it, in base units (days, the currency, shares from 0 to 1).
Json audit_json(Scenario const& scenario, Audit const& audit);

}  // namespace silowalk
