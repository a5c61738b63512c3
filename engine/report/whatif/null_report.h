#pragma once

#include "engine/analysis/whatif/random_plans_answer.h"
#include "engine/report/report.h"

/// @file
/// The percentile among random plans as a report.

namespace silowalk::inline report {

/// Returns the percentile of a plan among random plans of the same cost. JSON: basis_json() with costs in the currency,
/// percentiles as shares from 0 to 1.
Report null_report(RandomPlansAnswer const& answer);

}  // namespace silowalk::inline report
