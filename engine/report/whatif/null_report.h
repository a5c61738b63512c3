#pragma once

#include "engine/analysis/whatif/random_plans_answer.h"
#include "engine/report/report.h"

namespace silowalk::inline report {

/// Returns the percentile of a plan among random plans of the same cost.
Report null_report(RandomPlansAnswer const& answer);

}  // namespace silowalk::inline report
