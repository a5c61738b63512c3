#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/outputs.h"
#include "engine/report/report.h"

/// @file
/// Named outputs as a report.

namespace silowalk::inline report {

/// Returns a table of named outputs for each scenario. JSON: {"scenarios": {NAME: {OUTPUT: {...}}}}, in the order of
/// the page (scenarios as in the file, entities as in the scenario), numbers in base units.
Report outputs_report(std::vector<ShownScenario> const& scenarios, Window const& window);

}  // namespace silowalk::inline report
