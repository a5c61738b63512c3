#pragma once

#include <vector>

#include "engine/base/complaint.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline journey {

/// Whether the reader of files has warned already of segments without customers, of patience that nobody needs, and of
/// routes of a failure that cannot happen. It names the line of the key.
enum class WarnedBefore { no, yes };

/// Checks whether a scenario can be simulated; returns errors and warnings in the order of the file.
///
/// Errors: shares of an outcome that do not sum to one, an outcome that can happen but has no route, a cycle that no
/// exit and no quiet churn ends, a name that does not resolve. Warnings: unreachable vertices, prospects who cannot
/// join, segments without customers, a silo that is offered more work than its capacity in the long run. Does not throw
/// InvalidInput. The load is not checked above most_touchpoints_solved touchpoints (closed_forms.h).
///
/// Names that do not resolve are returned alone, and later checks are left out where earlier ones found errors: the
/// list may be longer after a correction. Places refer to the files from which the scenario was read; complaints have
/// no excerpt.
std::vector<Complaint> check_journey(Scenario const& scenario, WarnedBefore warned = WarnedBefore::no);

}  // namespace silowalk::inline journey
