#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/outputs.h"
#include "engine/report/report.h"

/// @file
/// Named outputs as a report.

namespace silowalk::inline report {

/// Returns a table of named outputs for each scenario. JSON: {"scenarios": {NAME: {OUTPUT: {...}}}}, keys sorted,
/// numbers in base units.
Report outputs_report(std::vector<ShownScenario> const& scenarios, Window const& window);

}  // namespace silowalk::inline report
