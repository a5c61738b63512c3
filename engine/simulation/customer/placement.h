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

[[noreturn]] void too_many_visits();

}  // namespace silowalk::inline simulation
