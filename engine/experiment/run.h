#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/block_store.h"
#include "engine/experiment/plan.h"
#include "engine/simulation/model/tally.h"
#include "engine/simulation/walk/simulate.h"

/// Runs of a plan: every replication of every scenario, on any number of threads, into a store of blocks.
namespace silowalk::inline experiment {

/// The progress of a run. Totals are of the stage under way: with a precision rule, up to its next look.
struct Progress {
  std::size_t blocks_done = 0;         ///< of all stages so far
  std::size_t blocks_total = 0;        ///< those done and those of this stage
  std::size_t blocks_reused = 0;       ///< of those done
  std::uint64_t replications_run = 0;  ///< simulated, not reused
  std::uint64_t visits_run = 0;        ///< of those replications, without the warm-up
};

/// When to end a run before all its replications. The engine has no clock: the caller supplies it.
struct TimeLimit {
  double days = 0;                ///< the time allowed, for reports
  std::function<bool()> is_over;  ///< asked by several threads at once; once true, it must stay true
  std::uint32_t least = 2;        ///< replications to run whatever the time: two have an interval
};

/// How a run is executed. No option changes a replication; `stop` and `limit` change how many there are.
struct RunOptions {
  int threads = 1;  ///< at least 1; below counts as 1
  /// Once true, no new block is begun and those under way are thrown away. May be set by any thread.
  std::atomic<bool> const* stop = nullptr;
  std::optional<TimeLimit> limit = {};                 ///< none: until all replications are run
  std::function<void(Progress const&)> progress = {};  ///< called after each block, by one thread at a time
  std::function<void(std::string const&)> warn = {};   ///< called with a sentence, by one thread at a time
};

/// The verdict of the precision rule on one output of one scenario.
struct PrecisionFinding {
  int scenario = 0;          ///< its place in the plan
  std::string output;        ///< its full name
  PrecisionVerdict verdict;  ///< at the last look
};

/// The outcome of a run. The tallies are in the store.
struct RunReport {
  /// Of every scenario. Where the run was stopped: the first replications that all scenarios have, which can be fewer
  /// than a scenario has by itself.
  std::uint32_t replications = 0;
  bool complete = false;   ///< false: stopped before its end
  bool time_over = false;  ///< stopped by RunOptions::limit
  Progress progress;
  std::vector<PrecisionFinding> precision;  ///< at the last look; empty without a rule
  bool precise = true;                      ///< every finding reached its target
};

/// Simulates one replication of one scenario of the plan. Called by several threads at once; must be a function of its
/// arguments. May throw StoppedSimulation once RunOptions::stop is true.
using Simulator = std::function<Tally(int scenario, std::uint32_t replication)>;

/// Runs the blocks that the store does not have. Every digit is the same for any number of threads and after any
/// interruption. After a failure no new task is begun and finished blocks stay in the store; a failed simulation is
/// thrown as a RuntimeFailure that names scenario, seed and replication. Throws InvalidInput where the precision
/// applies to an output that does not exist. `frames` has one per scenario.
RunReport run(Plan const& plan, std::vector<OutputFrame> const& frames, Simulator const& simulator, BlockStore& store,
              RunOptions const& options);

/// Runs with the engine's simulation. `models` has one per scenario. Scenarios that are the same company are simulated
/// once, and counted once as progress; the store gets the blocks of each.
/// Precondition: the models were made of the plan's scenarios, in their order.
RunReport run(Plan const& plan, std::vector<Model> const& models, BlockStore& store, RunOptions const& options);

}  // namespace silowalk::inline experiment
