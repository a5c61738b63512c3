#pragma once

#include "engine/analysis/whatif/attribution_answer.h"
#include "engine/report/report.h"

namespace silowalk::inline report {

/// For each output the shares of the levers in its difference, what each does alone and last, and the interactions;
/// and, where it was asked for, the counterfactual of each silo.
Report attribution_report(AttributionAnswer const& answer);

}  // namespace silowalk::inline report
