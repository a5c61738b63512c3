#pragma once

#include "engine/analysis/whatif/money_answer.h"
#include "engine/report/report.h"

namespace silowalk::inline report {

/// What one more and one less unit of quality or agent is worth, the reallocation that this suggests, and each
/// initiative alone.
Report money_report(MoneyAnswer const& answer);

}  // namespace silowalk::inline report
