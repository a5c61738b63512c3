#pragma once

#include "engine/archive/verify_results.h"
#include "engine/report/report.h"

namespace silowalk::inline report {

/// Returns whether the digests of a results file match, or what the folder of parts of a stopped run has.
Report verify_report(Verification const& found);

}  // namespace silowalk::inline report
