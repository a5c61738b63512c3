#pragma once

#include <cstdint>

#include "engine/base/complaint.h"
#include "engine/simulation/model/model_tables.h"

/// Helpers shared by all builds of the walker.
namespace silowalk::inline simulation {

/// Returns where a customer stands at the steady start, by inversion of the cumulative shares. `u` is uniform on
/// (0, 1). Precondition: the segment has placements. Complexity: logarithmic in their number.
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

/// Throws RuntimeFailure: a counter of visits to one touchpoint (16 bits) is full.
[[noreturn]] void too_many_visits();

}  // namespace silowalk::inline simulation
