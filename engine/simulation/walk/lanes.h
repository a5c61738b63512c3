#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/random.h"

/// Random words for several customers at once (Philox4x32-10; Salmon, Moraes, Dror and Shaw, SC 2011). Each lane uses
/// integer and + - x / arithmetic in the same order, so all vector widths give the same bits. The widest version that
/// the processor supports is chosen at run time.
namespace silowalk::inline simulation {

inline constexpr int lanes = 8;  ///< lanes of one group: customers whose random words are drawn together

/// The counters of the next visit of each lane.
struct LaneCounters {
  alignas(64) std::uint32_t c0[lanes];  ///< arrival number
  alignas(64) std::uint32_t c1[lanes];  ///< hash of the segment
  alignas(64) std::uint32_t c2[lanes];  ///< hash of the touchpoint
  alignas(64) std::uint32_t c3[lanes];  ///< occurrence and block
};

/// The first block of a visit, lane by lane, and the unit exponentials -log(1 - u) of the words for dwell and handling.
struct LaneDraws {
  alignas(64) std::uint64_t w[4][lanes];  ///< the low 32 bits count
  alignas(64) double dwell[lanes];        ///< unit exponentials
  alignas(64) double handling[lanes];     ///< unit exponentials, where they were drawn
};

/// The first block of one visit.
struct VisitDraws {
  Words words;      ///< four random words
  double dwell;     ///< unit exponential
  double handling;  ///< unit exponential
};

/// Factors that a visit without duration needs at its moment, computed for several visits at once. Negative: not
/// computed.
struct Ahead {
  double fade = -1;      ///< of trust since it was settled
  double discount = -1;  ///< as seen from month 0
};

/// Draws the first blocks of all lanes. `with_handling`: whether LaneDraws::handling is needed; else it keeps its
/// values.
using DrawLanes = void (*)(RandomKey const& key, LaneCounters const& counters, bool with_handling, LaneDraws& drawn);

/// Returns the versions that this processor can run, widest first; never empty. All give the same bits.
std::vector<DrawLanes> supported_draw_lanes();

/// Draws the first block of one visit; the same bits as a lane. c0 to c3 are the counter (model/draws.h).
VisitDraws draw_one(RandomKey const& key, std::uint32_t c0, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3);

/// Returns the draws of one lane. LaneDraws::handling is meaningful only where it was drawn.
inline VisitDraws of_lane(LaneDraws const& draws, int lane) {
  auto const word = [&](int k) { return static_cast<std::uint32_t>(draws.w[k][lane]); };
  return {{{word(0), word(1), word(2), word(3)}}, draws.dwell[lane], draws.handling[lane]};
}

}  // namespace silowalk::inline simulation
