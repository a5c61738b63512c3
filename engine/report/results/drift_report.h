#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/drift.h"
#include "engine/report/page.h"
#include "engine/report/titles.h"

/// @file
/// The drift over the warm-up as a table: a part of the report of a run.

namespace silowalk::inline report {

/// Returns how far the start was from steady: customers by segment, load and mean wait by silo at the start and the end
/// of the warm-up. No rows where there was no warm-up.
Grid drift_grid(WarmUpDrift const& drift, Titles const& titles = {});

}  // namespace silowalk::inline report
