#pragma once

#include <string>

#include "engine/archive/read_results.h"

namespace silowalk::inline report {

/// How far the start was from steady: heads at the start and the end of the warm-up by segment, load and mean wait in
/// its first and last month by silo. Means over replications; "" where there was no warm-up.
std::string drift_text(ResultsFile const& file, std::size_t scenario);

}  // namespace silowalk::inline report
