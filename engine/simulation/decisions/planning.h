#pragma once

#include <vector>

#include "engine/simulation/decisions/forecast.h"

/// @file
/// How work is ranked at a planning date.

namespace silowalk::inline simulation {

/// One initiative that may begin at a planning date.
struct Candidate {
  std::size_t initiative = 0;  ///< its index
  double alignment = 0;        ///< weight of the value to the company, 0 to 1; the rest is on the owner's score
  Forecast forecast;           ///< as forecast at the planning date
  double rank = 0;             ///< set by rank_candidates(); above 0: worth its cost
};

/// Sorts candidates by rank, the best first: alignment x value / max |value| + (1 - alignment) x own / max |own|, both
/// per unit of cost (at least 1). Ties keep their order. Candidates with a rank of 0 or below come last; the caller
/// must not begin them.
void rank_candidates(std::vector<Candidate>& candidates);

}  // namespace silowalk::inline simulation
