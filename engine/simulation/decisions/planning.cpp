#include "engine/simulation/decisions/planning.h"

#include <algorithm>
#include <cmath>

namespace silowalk::inline simulation {

void rank_candidates(std::vector<Candidate>& candidates) {
  // A cost of at least 1 keeps free initiatives comparable.
  auto const per_cost = [](double gain, Candidate const& c) { return gain / std::max(c.forecast.price, 1.0); };
  double most_value = 0;
  double most_own = 0;
  for (Candidate const& c : candidates) {
    most_value = std::max(most_value, std::abs(per_cost(c.forecast.value, c)));
    most_own = std::max(most_own, std::abs(per_cost(c.forecast.own, c)));
  }
  // Value is in currency and the own score in points: each is divided by its largest size before they are weighted.
  for (Candidate& c : candidates) {
    double const value = most_value > 0 ? per_cost(c.forecast.value, c) / most_value : 0;
    double const own = most_own > 0 ? per_cost(c.forecast.own, c) / most_own : 0;
    c.rank = c.alignment * value + (1 - c.alignment) * own;
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](Candidate const& a, Candidate const& b) { return a.rank > b.rank; });
}

}  // namespace silowalk::inline simulation
