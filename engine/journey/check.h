#pragma once

#include <vector>

#include "engine/base/complaint.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline journey {

/// Whether a scenario is sound: shares sum, an exit can be reached from every touchpoint (or quiet churn ends every
/// journey), nothing is unreachable, no silo is offered more work than it can do in the long run (a warning with the
/// numbers), outcomes have routes. Errors and warnings, in the order of the file.
std::vector<Complaint> check_journey(Scenario const& scenario);

/// Throws InvalidInput with the errors of check_journey(), where there are any; warnings are left out.
void expect_sound(Scenario const& scenario);

}  // namespace silowalk::inline journey
