#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/comparison.h"
#include "engine/report/page.h"

/// Which scenario wins, and how sure that is.
namespace silowalk::inline report {

/// "value_at_close (more is better): C wins."; "" where neither more nor less of the deciding output is better.
std::string format_verdict(Comparison const& comparison);

/// A sentence for each difference in the deciding output: how large it is and what that means.
Items verdict_items(Comparison const& comparison);

/// The winner in each output and the probability of each scenario to be best, or a paragraph that says why there is
/// none.
PageBlock winners_block(Comparison const& comparison);

}  // namespace silowalk::inline report
