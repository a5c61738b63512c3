#pragma once

#include "engine/archive/verify_results.h"
#include "engine/report/report.h"

/// @file
/// The verification of a results file as a report.

namespace silowalk::inline report {

/// Returns whether the digests of a results file match, or what the folder of parts of a stopped run has. JSON:
/// {"file", "complete", "digest", "matches", "scenarios": [...]}, or with "parts" instead of the last three.
Report verify_report(Verification const& found);

}  // namespace silowalk::inline report
