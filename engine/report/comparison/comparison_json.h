#pragma once

#include "engine/analysis/results/comparison.h"
#include "engine/report/json.h"

/// @file
/// A comparison for programs.

namespace silowalk::inline report {

/// Returns a comparison in full, for programs. Numbers are in base units: days, the currency, shares from 0 to 1.
Json to_json(Comparison const& comparison);

}  // namespace silowalk::inline report
