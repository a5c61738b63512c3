#pragma once

#include <vector>

#include "engine/simulation/decisions/forecast.h"

namespace silowalk::inline simulation {

/// One piece of work on the table.
struct Candidate {
  std::size_t initiative = 0;
  double alignment = 0;  ///< of whoever ranks it; 1: as the enterprise would
  Forecast forecast;
  double rank = 0;
};

/// The best first: alignment x value / max |value| + (1 - alignment) x own / max |own|, both per unit of cost; ties
/// stand as in the scenario. What ranks at 0 or below is not wanted and comes last.
void rank_candidates(std::vector<Candidate>& candidates);

}  // namespace silowalk::inline simulation
