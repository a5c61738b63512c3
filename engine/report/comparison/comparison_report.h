#pragma once

#include <optional>

#include "engine/analysis/results/comparison.h"
#include "engine/analysis/whatif/invented_moves.h"
#include "engine/report/report.h"
#include "engine/report/titles.h"

/// @file
/// The report of a comparison: page by options, JSON always in full.

namespace silowalk::inline report {

/// What the page shows; the JSON is always complete.
struct ComparisonReportOptions {
  bool one_page = false;    ///< for decision makers: the verdict, every output once, the worst side effects, goals
  bool by_segment = false;  ///< with the statements of every segment
};

/// Returns which scenario wins and how sure that is, what differs, who is worse off and where, dashboards against
/// value, goals, customer assets, and which intervals to doubt. The JSON has all of it, whatever the options are.
/// `invented`: the results of moving assumed inputs, where they were simulated. `titles`: of the baseline's parts;
/// none: pages have names.
Report comparison_report(Comparison const& comparison, ComparisonReportOptions const& options = {},
                         std::optional<InventedMoves> const& invented = std::nullopt, Titles const& titles = {});

}  // namespace silowalk::inline report
