#include "engine/statistics/tally_digest.h"

namespace silowalk::inline statistics {

Digest digest_of(Tally const& tally) {
  Digester digester;
  digester.number(static_cast<std::uint64_t>(tally.months));
  Drift const& drift = tally.drift;
  for (auto const* const cells :
       {&tally.touchpoint_cells, &tally.silo_cells, &tally.segment_cells, &tally.wait_histogram,
        &drift.customers_placed, &drift.first_offered, &drift.first_capacity, &drift.last_offered, &drift.last_capacity,
        &drift.first_visits, &drift.first_wait, &drift.last_visits, &drift.last_wait}) {
    digester.number(cells->size());
    digester.numbers(*cells);
  }
  digester.number(tally.initiative_cells.size());
  digester.numbers(tally.initiative_cells);
  return digester.finish();
}

}  // namespace silowalk::inline statistics
