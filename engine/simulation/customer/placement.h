#pragma once

#include <cstdint>

#include "engine/base/complaint.h"
#include "engine/simulation/model/model_tables.h"

/// Small steps that every way of walking shares.
namespace silowalk::inline simulation {

/// Where a customer stands at the steady start, by inversion of the cumulative shares.
inline Placement const& placement(SegmentRow const& s, double u) {
  std::size_t low = 0;
  std::size_t high = s.placements.size() - 1;
  while (low < high) {
    std::size_t const middle = (low + high) / 2;
    if (u < s.placements[middle].cumulative)
      high = middle;
    else
      low = middle + 1;
  }
  return s.placements[low];
}

std::uint32_t count_further_limits(std::int32_t const* limits, std::uint32_t groups, std::int32_t biased);

/// The route that a word takes: how many limits lie below it. Eight are compared at once, without a branch.
inline std::uint32_t count_limits_below(std::int32_t const* limits, std::uint32_t groups, std::uint32_t word) {
  auto const biased = static_cast<std::int32_t>(word ^ 0x80000000u);
  std::uint32_t below = 0;
  for (int i = 0; i < 8; ++i) below += biased > limits[i];
  return groups <= 1 ? below : below + count_further_limits(limits, groups, biased);
}

[[noreturn]] void too_many_visits();

}  // namespace silowalk::inline simulation
