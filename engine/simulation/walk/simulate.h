#pragma once

#include <cstdint>

#include "engine/simulation/model/model.h"
#include "engine/simulation/model/tally.h"
#include "engine/simulation/model/visit.h"

namespace silowalk::inline simulation {

struct SimulationOptions {
  /// Walk in time order even where customers could be walked one after another (tests: both give the same tally).
  bool force_time_order = false;
  /// Told of every visit (replays, tests). Slower; the tally is the same.
  VisitSink* sink = nullptr;
};

/// One replication. Same (scenario, seed, replication), same tally, on any machine. Allocates its own state; safe to
/// call from several threads with one Model. Throws RuntimeFailure on an overflow of a counter.
Tally simulate(Model const& model, std::uint64_t seed, std::uint32_t replication,
               SimulationOptions const& options = {});

}  // namespace silowalk::inline simulation
