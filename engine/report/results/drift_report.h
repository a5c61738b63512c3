#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/drift.h"
#include "engine/report/page.h"

namespace silowalk::inline report {

/// Returns how far the start was from the steady state: customers by segment, load (a share) and mean wait (days) by
/// silo at the start and at the end of the warm-up. No rows where there was no warm-up.
Grid drift_grid(WarmUpDrift const& drift);

/// Returns the grid of a scenario as text; "" where there was no warm-up. Reads the results file.
std::string drift_text(ResultsFile const& file, std::size_t scenario);

}  // namespace silowalk::inline report
