#pragma once

#include "engine/analysis/results/comparison.h"
#include "engine/report/json.h"

/// @file
/// A comparison for programs.

namespace silowalk::inline report {

/// Returns a comparison in full, for programs: {"asset_statements", "baseline", "dashboards", "decides", "from",
/// "goals", "outputs", "replications", "scenarios", "scrutiny", "side_effects", "to"}. Numbers are in base units: days,
/// the currency, shares from 0 to 1; months from month 0.
Json to_json(Comparison const& comparison);

}  // namespace silowalk::inline report
