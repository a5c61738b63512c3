#pragma once

#include "engine/analysis/results/comparison.h"
#include "engine/report/json.h"

namespace silowalk::inline report {

/// A comparison in full, for programs; numbers in base units.
Json to_json(Comparison const& comparison);

}  // namespace silowalk::inline report
