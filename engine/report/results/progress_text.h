#pragma once

#include <string>

#include "engine/experiment/run.h"

/// @file
/// The progress of a run in words.

namespace silowalk::inline report {

/// Returns "12 of 50 blocks, 1.25 M visits/s, 0:23 left". `seconds`: since the run began. Reused blocks took no time
/// and do not count in rates. The remaining time assumes that blocks to come take as long as those done, up to
/// `allowed`.
std::string progress_text(Progress const& progress, double seconds, double allowed);

}  // namespace silowalk::inline report
