#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/random.h"

/// Random words for several customers at once. Integer and + - x / arithmetic lane by lane, so that the wide versions
/// give the very words of the narrow one; the processor's widest is chosen when the program is loaded.
namespace silowalk::inline simulation {

inline constexpr int lanes = 8;

/// The counters of the next visit of each lane.
struct LaneCounters {
  alignas(64) std::uint32_t c0[lanes];
  alignas(64) std::uint32_t c1[lanes];
  alignas(64) std::uint32_t c2[lanes];
  alignas(64) std::uint32_t c3[lanes];
};

/// The first block of a visit, lane by lane, and the unit exponentials -log(1 - u) of the words for dwell and handling.
struct LaneDraws {
  alignas(64) std::uint64_t w[4][lanes];  ///< the low 32 bits count
  alignas(64) double dwell[lanes];
  alignas(64) double handling[lanes];
};

/// The first block of one visit.
struct VisitDraws {
  Words words;
  double dwell;
  double handling;
};

/// What a visit that takes no time will want of its moment, worked out for several at once; negative: not worked out.
struct Ahead {
  double fade = -1;      ///< of trust since it was settled
  double discount = -1;  ///< as seen from month 0
};

/// `with_handling`: whether anybody will ask for LaneDraws::handling.
using DrawLanes = void (*)(RandomKey const& key, LaneCounters const& counters, bool with_handling, LaneDraws& drawn);

/// The versions that this processor can run, widest first. All give the same bits.
std::vector<DrawLanes> supported_draw_lanes();

/// The same for one visit alone.
VisitDraws draw_one(RandomKey const& key, std::uint32_t c0, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3);

inline VisitDraws of_lane(LaneDraws const& draws, int lane) {
  auto const word = [&](int k) { return static_cast<std::uint32_t>(draws.w[k][lane]); };
  return {{{word(0), word(1), word(2), word(3)}}, draws.dwell[lane], draws.handling[lane]};
}

}  // namespace silowalk::inline simulation
