#pragma once

#include "engine/analysis/whatif/attribution_answer.h"
#include "engine/report/report.h"
#include "engine/report/titles.h"

/// @file
/// The attribution to levers and silos as a report.

namespace silowalk::inline report {

/// Returns for each output the shares of the levers in its difference, the effect of each alone and last, and the
/// interactions; where requested, also the counterfactual of each silo. Shares add up to the difference, as displayed
/// too.
Report attribution_report(AttributionAnswer const& answer, Titles const& titles = {});

}  // namespace silowalk::inline report
