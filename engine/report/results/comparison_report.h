#pragma once

#include <optional>

#include "engine/analysis/results/comparison.h"
#include "engine/analysis/whatif/invented_moves.h"
#include "engine/report/report.h"

namespace silowalk::inline report {

struct ComparisonReportOptions {
  bool one_page = false;    ///< for who decides: the verdict, every output once, the worst side effects, goals
  bool by_segment = false;  ///< with the statements of every segment
};

/// Which scenario wins and how sure that is, what differs, who is worse off and where, the dashboards against value,
/// goals, the customer assets, and which intervals to doubt. The JSON has all of it, whatever the options are.
Report comparison_report(Comparison const& comparison, ComparisonReportOptions const& options = {},
                         std::optional<InventedMoves> const& invented = std::nullopt);

}  // namespace silowalk::inline report
