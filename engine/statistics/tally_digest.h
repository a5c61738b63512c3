#pragma once

#include "engine/base/digest.h"
#include "engine/simulation/model/tally.h"

namespace silowalk::inline statistics {

/// Of every whole number of a tally, its drift and its histogram included: touchpoint cells, silo cells, segment cells,
/// histogram, drift in the order of its declaration, each preceded by its length.
Digest digest_of(Tally const& tally);

}  // namespace silowalk::inline statistics
