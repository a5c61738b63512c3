#pragma once

#include <cstdint>

#include "engine/simulation/model/tally.h"

/// How a tally's whole numbers stand in a results file: counts as they are, the rest as float64 in base units.
namespace silowalk::inline statistics {

/// One division: correctly rounded.
double stored_value(std::int64_t cell, Scale scale);

/// The whole number whose stored_value() this is. Exact for |cell| < 2^52; beyond
std::int64_t from_stored_value(double value, Scale scale);

/// A tally as a results file would give it back: the same, except for scaled cells of 2^52 and more (4.5 billion in
/// money, 52 000 agent-days), which are rounded to what a float64 can hold. Runs round so before anything is
/// derived, so that a result is the same bits whether it comes from memory, a part file or a results file.
void round_to_storable(Tally& tally);

}  // namespace silowalk::inline statistics
