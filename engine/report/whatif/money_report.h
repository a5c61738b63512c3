#pragma once

#include "engine/analysis/whatif/money_answer.h"
#include "engine/report/report.h"
#include "engine/report/titles.h"

/// @file
/// Marginal values as a report.

namespace silowalk::inline report {

/// Returns the worth of one more and one less unit of quality or agent, the reallocation that this suggests, and the
/// effect of each initiative alone. JSON: basis_json() with {"output", "unit", "unit_of_quality", "as_it_is",
/// "quality", "agents", "reallocation", "initiatives"}, values in the unit of the measure.
Report money_report(MoneyAnswer const& answer, Titles const& titles = {});

}  // namespace silowalk::inline report
