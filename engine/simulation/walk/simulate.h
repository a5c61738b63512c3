#pragma once

#include <atomic>
#include <cstdint>

#include "engine/simulation/model/model.h"
#include "engine/simulation/model/tally.h"
#include "engine/simulation/model/visit.h"

namespace silowalk::inline simulation {

/// Options of one replication. None changes the tally.
struct SimulationOptions {
  /// Simulates in time order even where customers could be simulated one after another (for tests).
  bool force_time_order = false;
  /// Receives every visit (replays, tests); null: none. Slower. Must outlive the call.
  VisitSink* sink = nullptr;
  /// Once true, simulate() throws StoppedSimulation within a moment: at the next customer, or the next of some thousand
  /// slices of the time simulated. May be set by any thread; null: never. Must outlive the call.
  std::atomic<bool> const* stop = nullptr;
};

/// Simulates one replication and returns its tally. The same scenario, seed and replication give the same tally on any
/// machine. Allocates its own state, so it is safe to call from several threads with one Model; a sink must not be
/// shared. Throws RuntimeFailure where a counter overflows or a touchpoint has no route for an outcome.
Tally simulate(Model const& model, std::uint64_t seed, std::uint32_t replication,
               SimulationOptions const& options = {});

}  // namespace silowalk::inline simulation
