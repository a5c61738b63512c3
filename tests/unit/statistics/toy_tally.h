#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"
#include "engine/simulation/model/tally.h"
#include "engine/statistics/named_output.h"

/// Tallies for tests: arbitrary whole numbers that depend on (seed, replication) only, and access to single cells. They
/// do not satisfy the identities of the ledger.
namespace silowalk::toy {

/// Returns small axes; names in parentheses are the pseudo members, which come last.
inline TallyAxes axes(int months = 3) {
  return {months,
          {"order", "care_call", "(subscription)", "(overhead)"},
          {"sales", "care", "(company)"},
          {"private", "business", "(unallocated)"},
          {"bill_explainer"}};
}

inline OutputFrame frame(int months = 3) { return {axes(months), "EUR", 0.08, months * days_per_month}; }

/// Return one cell for writing. Preconditions: month and member are within the axes.
inline std::int64_t& cell(Tally& tally, int month, int touchpoint, TouchpointField field) {
  return tally
      .touchpoint_cells[static_cast<std::size_t>(month * tally.touchpoints + touchpoint) * touchpoint_fields.size() +
                        static_cast<std::size_t>(field)];
}
inline std::int64_t& cell(Tally& tally, int month, int silo, SiloField field) {
  return tally.silo_cells[static_cast<std::size_t>(month * tally.silos + silo) * silo_fields.size() +
                          static_cast<std::size_t>(field)];
}
inline std::int64_t& cell(Tally& tally, int month, int segment, SegmentField field) {
  return tally.segment_cells[static_cast<std::size_t>(month * tally.segments + segment) * segment_fields.size() +
                             static_cast<std::size_t>(field)];
}

/// Returns a tally with a pseudo-random number from 1 to 1e9 in every cell, so that two confused cells show. Every
/// seventh bin of the wait histogram has a number from 0 to 99.
/// Uses std::mt19937_64 without a distribution, whose numbers the standard fixes for all platforms.
inline Tally random(TallyAxes const& axes, std::uint64_t seed, std::uint32_t replication) {
  Tally tally = empty_tally(axes);
  std::mt19937_64 bits(seed * 1000003 + replication);
  Drift& drift = tally.drift;
  for (auto* const cells :
       {&tally.touchpoint_cells, &tally.silo_cells, &tally.segment_cells, &tally.initiative_cells,
        &drift.customers_placed, &drift.first_offered, &drift.first_capacity, &drift.last_offered, &drift.last_capacity,
        &drift.first_visits, &drift.first_wait, &drift.last_visits, &drift.last_wait}) {
    for (std::int64_t& each : *cells) each = static_cast<std::int64_t>(1 + bits() % 1000000000);
  }
  for (std::size_t i = 0; i < tally.wait_histogram.size(); i += 7) {
    tally.wait_histogram[i] = static_cast<std::int64_t>(bits() % 100);
  }
  return tally;
}

}  // namespace silowalk::toy
