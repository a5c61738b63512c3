#pragma once

#include "engine/base/digest.h"
#include "engine/simulation/model/tally.h"

namespace silowalk::inline statistics {

/// Returns the digest of every whole number of a tally: months, touchpoint cells, silo cells, segment cells, histogram,
/// drift in the order of its declaration, initiative cells; each array is preceded by its length. Two runs are equal
/// exactly where their digests are (but for a collision of 128 bits). A change of the order changes every digest.
Digest digest_of(Tally const& tally);

}  // namespace silowalk::inline statistics
