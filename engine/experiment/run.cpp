#include "engine/experiment/run.h"

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <mutex>
#include <new>
#include <numeric>

#include "engine/base/complaint.h"
#include "engine/experiment/executor.h"
#include "engine/simulation/walk/stopped.h"
#include "engine/statistics/stored_value.h"

namespace silowalk::inline experiment {
namespace {

/// Returns the visits of all months and touchpoints.
std::uint64_t visits_of(Tally const& tally) {
  std::uint64_t visits = 0;
  for (std::size_t i = 0; i < tally.touchpoint_cells.size(); i += touchpoint_fields.size()) {
    visits += static_cast<std::uint64_t>(tally.touchpoint_cells[i + static_cast<std::size_t>(TouchpointField::visits)]);
  }
  return visits;
}

/// One run under way: the state that its threads share. Tasks are replications, not blocks: with few blocks some
/// threads would be idle. A block is decided, and at last saved, by one of the threads that run it.
class Runner {
 public:
  /// `first_of`: for each scenario the first one with the same histories.
  Runner(Plan const& plan, std::vector<std::size_t> const& first_of, std::vector<OutputFrame> const& frames,
         Simulator const& simulator, BlockStore& store, RunOptions const& options)
      : plan_(plan), alike_(first_of.size()), simulator_(simulator), store_(store), options_(options) {
    for (std::size_t i = 0; i < first_of.size(); ++i) alike_[first_of[i]].push_back(static_cast<int>(i));
    if (!plan.precision) return;
    for (OutputFrame const& frame : frames) {
      auto& outputs = outputs_.emplace_back();
      for (std::string const& name : plan.outputs) outputs.emplace_back(name, Window{}, frame, "--measure");
      series_.emplace_back(outputs.size(), Series(plan.precision->maximum));
    }
  }

  /// Runs all stages: one, or one per look of the precision rule until every output is precise.
  RunReport go() {
    if (!plan_.precision) {
      report_.replications = reach(0, plan_.replications);
      report_.complete = report_.replications == plan_.replications;
      report_.time_over = !report_.complete && !stopping();
      report_.progress = progress_;
      return report_;
    }
    std::uint32_t from = 0;
    int look = 0;
    for (std::uint32_t const to : looks_of(*plan_.precision)) {
      report_.replications = reach(from, to);
      report_.complete = report_.replications == to;
      report_.time_over = !report_.complete && !stopping();
      report_.progress = progress_;
      if (!report_.complete) return report_;
      judge_all(++look);
      if (report_.precise) break;
      // A block cut short by this look is run again in full: in the store it has another count, so another identity.
      from = to - to % plan_.block_size;
    }
    return report_;
  }

 private:
  /// May become true at any time, but never false again.
  bool stopping() const { return options_.stop != nullptr && options_.stop->load(); }

  /// Returns whether no time is left to simulate this block.
  bool too_late_for(PlannedBlock const& block) const {
    return options_.limit && block.first >= options_.limit->least && options_.limit->is_over();
  }

  /// A block while it is being worked on. Its replications may be run by different threads.
  struct BlockUnderWay {
    enum class State { waiting, running, loaded, skipped };
    PlannedBlock block;
    std::mutex mutex;  ///< protects `state`, and `tallies` until it is running
    State state = State::waiting;
    std::vector<Tally> tallies;          ///< by replication of the block; each thread writes its own
    std::atomic<std::uint32_t> done{0};  ///< replications finished; the thread that makes it `count` saves
  };

  /// Runs the blocks of replications [from, to). Returns `to`; where it was stopped before, the first replication that
  /// a scenario lacks. Where it was stopped, blocks under way are lost.
  std::uint32_t reach(std::uint32_t from, std::uint32_t to) {
    std::deque<BlockUnderWay> blocks;  // a deque: its elements keep their addresses, and a mutex cannot be moved
    std::vector<std::pair<BlockUnderWay*, std::uint32_t>> tasks;  // a block, one of its replications
    for (PlannedBlock const& block : blocks_of(plan_, from, to)) {
      if (alike(block).empty()) continue;  // an earlier scenario stands for this one
      blocks.emplace_back().block = block;
      for (std::uint32_t i = 0; i < block.count; ++i) tasks.emplace_back(&blocks.back(), i);
    }
    progress_.blocks_total = progress_.blocks_done + blocks.size();
    for_each_task(tasks.size(), options_.threads,
                  [&](std::size_t i) { do_replication(*tasks[i].first, tasks[i].second); });
    // Blocks are in the order of replications: the first one that was skipped ends what all scenarios have.
    auto const skipped = std::find_if(blocks.begin(), blocks.end(), [](BlockUnderWay const& each) {
      return each.state == BlockUnderWay::State::skipped;
    });
    return skipped == blocks.end() ? to : skipped->block.first;
  }

  /// Runs one replication of a block, unless the block is not to be run. The thread that finishes the last one saves
  /// it.
  void do_replication(BlockUnderWay& under_way, std::uint32_t number) {
    if (!must_run(under_way)) return;
    PlannedBlock const& block = under_way.block;
    // Without the mutex: other threads write other elements, and the count orders them before the save.
    try {
      under_way.tallies[number] = simulate_one(block, block.first + number);
    } catch (StoppedSimulation const&) {
      std::lock_guard const lock(under_way.mutex);
      under_way.state = BlockUnderWay::State::skipped;
      return;
    }
    if (++under_way.done < block.count) return;
    for (int const scenario : alike(block)) store_.save(stored(block, scenario), under_way.tallies);
    finish(under_way, false);
  }

  /// Returns whether the block's replications are to be run. The first thread decides once for the block: skipped,
  /// found in the store, or to be run. Others wait at the mutex, since loading must not happen twice.
  bool must_run(BlockUnderWay& under_way) {
    using State = BlockUnderWay::State;
    std::lock_guard const lock(under_way.mutex);
    if (under_way.state != State::waiting) return under_way.state == State::running;
    if (stopping()) {
      under_way.state = State::skipped;
      return false;
    }
    // What the store has takes no time.
    if (find(under_way)) {
      under_way.state = State::loaded;
      finish(under_way, true);
      return false;
    }
    if (too_late_for(under_way.block)) {
      under_way.state = State::skipped;
      return false;
    }
    under_way.state = State::running;
    under_way.tallies.resize(under_way.block.count);
    return true;
  }

  /// Returns whether the store has the block for one of the scenarios that are alike; saves it for the others then.
  /// Reads the tallies only where they are needed: to save them, or to judge the precision.
  bool find(BlockUnderWay& under_way) {
    std::vector<Block> held;
    std::vector<Block> missing;
    for (int const scenario : alike(under_way.block)) {
      Block const block = stored(under_way.block, scenario);
      (store_.holds(block) ? held : missing).push_back(block);
    }
    if (held.empty()) return false;
    if (missing.empty() && !plan_.precision) return true;
    for (Block const& block : held) {
      auto found = store_.load(block);
      if (!found) continue;
      under_way.tallies = std::move(*found);
      for (Block const& each : missing) store_.save(each, under_way.tallies);
      return true;
    }
    return false;
  }

  /// Returns the scenarios for which this block's tallies stand, its own among them; empty where an earlier one stands
  /// for it.
  std::vector<int> const& alike(PlannedBlock const& block) const {
    return alike_[static_cast<std::size_t>(block.scenario)];
  }
  static PlannedBlock of_scenario(PlannedBlock block, int scenario) {
    block.scenario = scenario;
    return block;
  }
  Block stored(PlannedBlock const& block, int scenario) const {
    return stored_block(plan_, of_scenario(block, scenario));
  }

  /// Takes the values for the precision rule, releases the tallies, and reports progress.
  void finish(BlockUnderWay& under_way, bool reused) {
    for (int const scenario : alike(under_way.block))
      observe(of_scenario(under_way.block, scenario), under_way.tallies);
    std::uint64_t visits = 0;
    for (Tally const& tally : under_way.tallies) visits += visits_of(tally);
    under_way.tallies = {};
    std::lock_guard const lock(mutex_);
    ++progress_.blocks_done;
    if (reused) {
      ++progress_.blocks_reused;
    } else {
      progress_.replications_run += under_way.block.count;
      progress_.visits_run += visits;
    }
    if (options_.progress) options_.progress(progress_);
  }

  /// Simulates and rounds as a results file does, so that new and stored tallies are the same bits.
  Tally simulate_one(PlannedBlock const& block, std::uint32_t replication) const {
    try {
      Tally tally = simulator_(block.scenario, replication);
      round_to_storable(tally);
      return tally;
    } catch (StoppedSimulation const&) {
      throw;
    } catch (std::bad_alloc const&) {
      throw;  // not of this replication
    } catch (std::exception const& error) {
      throw RuntimeFailure(fmt::format("scenario '{}', seed {}, replication {}: {}",
                                       plan_.scenarios[static_cast<std::size_t>(block.scenario)].name, plan_.seed,
                                       replication, error.what()));
    }
  }

  /// Stores the outputs of a block. Every block has its own places in the series: no lock, and no order of blocks.
  void observe(PlannedBlock const& block, std::vector<Tally> const& tallies) {
    if (!plan_.precision) return;
    auto const scenario = static_cast<std::size_t>(block.scenario);
    for (std::size_t output = 0; output < outputs_[scenario].size(); ++output) {
      for (std::size_t i = 0; i < tallies.size(); ++i) {
        series_[scenario][output][block.first + i] = outputs_[scenario][output].of(tallies[i]);
      }
    }
  }

  /// Judges every output of every scenario at look `look`, from 1. Precondition: the blocks of that look are done.
  void judge_all(int look) {
    report_.precision.clear();
    report_.precise = true;
    for (std::size_t scenario = 0; scenario < outputs_.size(); ++scenario) {
      for (std::size_t output = 0; output < outputs_[scenario].size(); ++output) {
        PrecisionVerdict const verdict =
            judge(*plan_.precision, outputs_[scenario][output].kind(), look, series_[scenario][output]);
        report_.precise = report_.precise && verdict.reached;
        report_.precision.push_back({static_cast<int>(scenario), outputs_[scenario][output].name(), verdict});
      }
    }
  }

  Plan const& plan_;
  std::vector<std::vector<int>> alike_;  ///< by scenario: those it stands for, itself among them; or none
  Simulator const& simulator_;
  BlockStore& store_;
  RunOptions const& options_;
  std::vector<std::vector<NamedOutput>> outputs_;  ///< by scenario; only with a precision rule
  std::vector<std::vector<Series>> series_;        ///< by scenario and output
  std::mutex mutex_;                               ///< protects progress_ and calls of the listener
  Progress progress_;
  RunReport report_;  ///< written by the calling thread only
};

}  // namespace

RunReport run(Plan const& plan, std::vector<OutputFrame> const& frames, Simulator const& simulator, BlockStore& store,
              RunOptions const& options) {
  // A simulator can be any function of the scenario's number, so that none stands for another.
  std::vector<std::size_t> each_itself(plan.scenarios.size());
  std::iota(each_itself.begin(), each_itself.end(), std::size_t{0});
  return Runner(plan, each_itself, frames, simulator, store, options).go();
}

RunReport run(Plan const& plan, std::vector<Model> const& models, BlockStore& store, RunOptions const& options) {
  std::vector<OutputFrame> frames;
  for (std::size_t i = 0; i < models.size(); ++i) {
    frames.push_back(frame_of(plan.scenarios[i].scenario, models[i].axes()));
  }
  Simulator const simulator = [&](int scenario, std::uint32_t replication) {
    return simulate(models[static_cast<std::size_t>(scenario)], plan.seed, replication, {.stop = options.stop});
  };
  return Runner(plan, same_companies(plan), frames, simulator, store, options).go();
}

}  // namespace silowalk::inline experiment
