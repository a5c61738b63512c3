#pragma once

#include <cstddef>
#include <vector>

#include "engine/analysis/results/comparison.h"
#include "engine/report/page.h"

/// The tables of a comparison.
namespace silowalk::inline report {

/// Every output of a scenario beside the baseline's, with interval and percentage below.
Grid differences_grid(Comparison const& comparison, std::size_t scenario);

/// Every output once, a row for each difference: for a page that is read at a glance.
Grid short_differences_grid(Comparison const& comparison);

/// The outputs of segments, silos and touchpoints that are worse in a scenario than in the baseline, the largest
/// relative change of each kind first; at most `most`, each with its percentage below if `percentages`.
std::vector<PageBlock> worse_blocks(Comparison const& comparison, std::size_t scenario, std::size_t most,
                                    bool percentages);

/// Silos whose own survey score is up while the company's value at close is down.
std::vector<PageBlock> dashboard_blocks(Comparison const& comparison);

/// What became of the customers and their value in one scenario; `by_segment`: of every segment, too.
Grid statement_grid(AssetStatement const& statement, bool by_segment);

}  // namespace silowalk::inline report
