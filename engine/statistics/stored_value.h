#pragma once

#include <cstdint>

#include "engine/simulation/model/tally.h"

/// The conversion between a tally's whole numbers and the numbers of a results file: counts are stored unchanged, the
/// rest as float64 in base units. Functions are pure.
namespace silowalk::inline statistics {

/// Returns the cell in base units. One division, correctly rounded: the same bits on any machine.
double stored_value(std::int64_t cell, Scale scale);

/// Returns the whole number of which `value` is the stored_value(). Exact for |cell| < 2^52; beyond that several cells
/// can share a stored value, and one of them is returned. Throws RuntimeFailure where the result exceeds 63 bits.
std::int64_t from_stored_value(double value, Scale scale);

/// Rounds a tally to what a results file would return: scaled cells of 2^52 and more (4.5 billion in money, 52 000
/// agent-days) to the precision of a float64; all others are unchanged. Runs round before anything is derived, so that
/// a result has the same bits whether it comes from memory, a part file or a results file.
void round_to_storable(Tally& tally);

}  // namespace silowalk::inline statistics
