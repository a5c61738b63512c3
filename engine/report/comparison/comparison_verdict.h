#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/comparison.h"
#include "engine/report/page.h"
#include "engine/report/titles.h"

/// Which scenario wins, and how sure that is. The first compared output decides.
/// Precondition of all: the comparison has at least one output.
namespace silowalk::inline report {

/// Returns "value_at_close (more is better): C wins.", or that there is no winner. "" where neither more nor less of
/// the deciding output is better.
std::string format_verdict(Comparison const& comparison, Titles const& titles);

/// Returns a sentence for each difference in the deciding output: how large it is, what that means, and how many
/// replications would decide it with 80 % probability where it is undecided.
Items verdict_items(Comparison const& comparison);

/// Returns a table with the winner in each output and the probability of each scenario to be best, or a paragraph with
/// the reason why there is none.
PageBlock winners_block(Comparison const& comparison, Titles const& titles);

}  // namespace silowalk::inline report
