#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/archive/block_store.h"
#include "engine/experiment/plan.h"
#include "engine/simulation/model/tally.h"
#include "engine/simulation/walk/simulate.h"

namespace silowalk::inline experiment {

/// How far a run is. Totals are of the stage under way: with a precision rule, up to its next look.
struct Progress {
  std::size_t blocks_done = 0;
  std::size_t blocks_total = 0;
  std::size_t blocks_reused = 0;  ///< of those done
  std::uint64_t replications_run = 0;
  std::uint64_t visits_run = 0;
};

struct RunOptions {
  int threads = 1;
  std::atomic<bool> const* stop = nullptr;             ///< once true, no new block is begun
  std::function<void(Progress const&)> progress = {};  ///< called after each block, by one thread at a time
  std::function<void(std::string const&)> warn = {};   ///< called with a sentence, by one thread at a time
};

/// What the precision rule found for one output of one scenario.
struct PrecisionFinding {
  int scenario = 0;
  std::string output;
  PrecisionVerdict verdict;
};

struct RunReport {
  std::uint32_t replications = 0;  ///< of every scenario, when complete
  bool complete = false;           ///< false: stopped before its end
  Progress progress;
  std::vector<PrecisionFinding> precision;  ///< at the last look; empty without a rule
  bool precise = true;                      ///< every finding reached its target
};

/// Makes one replication of one scenario of the plan.
using Simulator = std::function<Tally(int scenario, std::uint32_t replication)>;

/// Runs what the store does not have. Every digit is the same for any number of threads and after any interruption.
/// A failure in a block stops new ones, keeps what is finished, and is thrown as a RuntimeFailure that names the
/// scenario and the replication. `frames` has one per scenario.
RunReport run(Plan const& plan, std::vector<OutputFrame> const& frames, Simulator const& simulator, BlockStore& store,
              RunOptions const& options);

/// The same with the engine. `models` has one per scenario. Scenarios that are the same company are simulated once, and
/// only that is counted as progress; the store gets the blocks of each.
RunReport run(Plan const& plan, std::vector<Model> const& models, BlockStore& store, RunOptions const& options);

}  // namespace silowalk::inline experiment
