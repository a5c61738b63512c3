#pragma once

#include <cstddef>
#include <vector>

#include "engine/analysis/results/comparison.h"
#include "engine/report/page.h"
#include "engine/report/titles.h"

/// The tables of a comparison. Scenarios are letters (difference_words.h); the page must have scenario_items() as
/// legend. `scenario` is an index into Comparison::scenarios, and must not be the baseline.
namespace silowalk::inline report {

/// Returns every output of a scenario beside the baseline's, with interval and percentage below.
/// Precondition: every compared output has a difference for `scenario`.
Grid differences_grid(Comparison const& comparison, std::size_t scenario, Titles const& titles);

/// Returns a row for each difference of each output, without notes: for a report of one page.
Grid short_differences_grid(Comparison const& comparison, Titles const& titles);

/// Returns the outputs of segments, silos and touchpoints that are worse in a scenario than in the baseline.
/// Segments come first, then silos, then touchpoints; within a kind the largest relative change comes first. At most
/// `most` rows, each with its percentage below if `percentages`.
std::vector<PageBlock> worse_blocks(Comparison const& comparison, std::size_t scenario, std::size_t most,
                                    bool percentages, Titles const& titles);

/// Returns the silos whose own survey score is up while the company's value at close is down, or that there is none.
std::vector<PageBlock> dashboard_blocks(Comparison const& comparison, Titles const& titles);

/// Returns what became of the customers and their value in one scenario: open + joined - lost - ended (+ revaluation) =
/// close. Below each line is half of its interval. `by_segment`: also of every segment.
Grid statement_grid(AssetStatement const& statement, bool by_segment, Titles const& titles);

}  // namespace silowalk::inline report
