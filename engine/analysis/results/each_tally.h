#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/archive/layout.h"
#include "engine/archive/read_results.h"

namespace silowalk::inline analysis {

/// Calls `visit` with the first `count` replications of a scenario, in their order. They are read in steps
/// (replications_at_once), so that memory grows neither with their number nor with the size of a tally.
/// Precondition: count <= the scenario's replications. One thread at a time (ResultsFile).
template <class Visit>
void each_tally(ResultsFile const& file, std::size_t scenario, std::uint32_t count, FieldsNeeded const& fields,
                Visit const& visit) {
  auto const at_once =
      static_cast<std::uint32_t>(replications_at_once(file.header().scenarios.at(scenario).frame.axes));
  for (std::uint32_t first = 0; first < count; first += at_once) {
    for (Tally const& tally : file.tallies(scenario, first, std::min(at_once, count - first), fields)) visit(tally);
  }
}

}  // namespace silowalk::inline analysis
