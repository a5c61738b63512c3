#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/outputs.h"
#include "engine/report/report.h"
#include "engine/report/titles.h"

/// @file
/// Named outputs as a report.

namespace silowalk::inline report {

/// Returns a table of named outputs for each scenario. JSON: {"scenarios": {NAME: {OUTPUT: {...}}}}, in the order of
/// the page (scenarios as in the file, entities as in the scenario), numbers in base units. `titles`: of each scenario,
/// in the same order; none: pages have names.
Report outputs_report(std::vector<ShownScenario> const& scenarios, Window const& window,
                      std::vector<Titles> const& titles = {});

}  // namespace silowalk::inline report
