#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/analysis/replay/customer_promises.h"
#include "engine/report/scenario_parts.h"

/// @file
/// Broken promises to customers as a report.

namespace silowalk::inline report {

/// Returns promise less delivery by touchpoint and segment, most at stake first: `most` rows of each scenario.
/// JSON of each scenario, always in full: {"replications", "at_stake", "holes": [...]}, shares of visits, money in the
/// currency.
Report promises_report(std::vector<Of<CustomerPromises>> const& found, std::size_t most = SIZE_MAX);

}  // namespace silowalk::inline report
