#pragma once

#include "engine/analysis/whatif/money_answer.h"
#include "engine/report/report.h"

namespace silowalk::inline report {

/// Returns the worth of one more and one less unit of quality or agent, the reallocation that this suggests, and the
/// effect of each initiative alone.
Report money_report(MoneyAnswer const& answer);

}  // namespace silowalk::inline report
