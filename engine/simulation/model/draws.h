#pragma once

#include <cstdint>

#include "engine/base/random.h"

/// The names of all random words. A block of four words has the counter (arrival number, segment hash, third, fourth).
/// For a visit the third is the touchpoint's hash; the fourth holds the occurrence of that touchpoint in this
/// customer's life, and the block. Otherwise the third is one of the reserved words below.
///
/// Nothing depends on the order of drawing, so scenarios share random numbers (common random numbers). A word must
/// never get a second meaning: two draws from one word would be dependent.
namespace silowalk::inline simulation::draws {

// Third words; each names one kind of draw.
// Reserved third words (name_hash never gives one below 256).
inline constexpr std::uint32_t life = 0;     ///< block 0: life clock, frailty, pace, tenure at start; block 1: place,
                                             ///< residual (two), context; block 2: moment in the next opening
inline constexpr std::uint32_t arrival = 1;  ///< block 0: gap to this newcomer, moment in the next opening

inline constexpr std::uint32_t work = 2;   ///< (months since it was begun, initiative): whether the month moves it
inline constexpr std::uint32_t staff = 3;  ///< (seat, silo, number of the agent in the seat): time until resignation

/// Returns the fourth word of the block that ranks a customer where customers are chosen at random: (arrival number,
/// place of the segment, work, this). The pieces of work have hashes of at least `reserved_names` (base/random.h) as
/// second words and 0 as fourth, so no block is shared: places that could be a hash have another fourth word.
constexpr std::uint32_t choice(std::uint32_t segment) { return segment / reserved_names; }

// Blocks of a visit, and the words in them.
inline constexpr std::uint32_t first_block = 0;
inline constexpr int route = 0;
inline constexpr int dwell = 1;
inline constexpr int outcome = 2;
inline constexpr int handling = 3;
inline constexpr std::uint32_t second_block = 1;
inline constexpr int patience = 0;
inline constexpr int recovery = 1;
inline constexpr int context = 2;
inline constexpr int survey = 3;
inline constexpr std::uint32_t third_block = 2;
inline constexpr int noise = 0;
inline constexpr int opening = 1;

/// Block drawn once for a customer and a touchpoint: block 3 at occurrence 0.
inline constexpr std::uint32_t lasting_block = 3;
inline constexpr int own_success = 0;
inline constexpr int own_failure = 1;

/// Returns the fourth word of a visit's counter. Preconditions: occurrence < 2^24 (the record stores 16 bits), block <
/// 256.
constexpr std::uint32_t visit(std::uint32_t occurrence, std::uint32_t block) { return occurrence << 8 | block; }

}  // namespace silowalk::inline simulation::draws
