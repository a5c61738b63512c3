#pragma once

#include "engine/statistics/named_output.h"

namespace silowalk::inline statistics {

/// Whether more of an output is better for the company. Neither: visits, surveys, agents and spending are what they are
/// for, and no scenario wins on them.
enum class Better { neither, higher, lower };

Better better_of(NamedOutput const& output);

}  // namespace silowalk::inline statistics
