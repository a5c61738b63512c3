#include "engine/experiment/run.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/complaint.h"
#include "engine/experiment/executor.h"
#include "engine/statistics/stored_value.h"

namespace silowalk {
namespace {

std::uint64_t visits_of(Tally const& tally) {
  std::uint64_t visits = 0;
  for (std::size_t i = 0; i < tally.touchpoint_cells.size(); i += touchpoint_fields.size()) {
    visits += static_cast<std::uint64_t>(tally.touchpoint_cells[i + static_cast<std::size_t>(TouchpointField::visits)]);
  }
  return visits;
}

/// One run under way: what is shared between its threads.
class Runner {
 public:
  Runner(Plan const& plan, std::vector<OutputFrame> const& frames, Simulator const& simulator, BlockStore& store,
         RunOptions const& options)
      : plan_(plan), simulator_(simulator), store_(store), options_(options) {
    if (!plan.precision) return;
    for (OutputFrame const& frame : frames) {
      auto& outputs = outputs_.emplace_back();
      for (std::string const& name : plan.outputs) outputs.emplace_back(name, Window{}, frame, "--output");
      series_.emplace_back(outputs.size(), Series(plan.precision->maximum));
    }
  }

  RunReport go() {
    if (!plan_.precision) {
      report_.complete = reach(0, plan_.replications);
      report_.replications = plan_.replications;
      report_.progress = progress_;
      return report_;
    }
    std::uint32_t from = 0;
    int look = 0;
    for (std::uint32_t const to : looks_of(*plan_.precision)) {
      report_.complete = reach(from, to);
      report_.replications = to;
      report_.progress = progress_;
      if (!report_.complete) return report_;
      judge_all(++look);
      if (report_.precise) break;
      from = to - to % plan_.block_size;
    }
    return report_;
  }

 private:
  bool stopping() const { return options_.stop != nullptr && options_.stop->load(); }

  /// Runs the blocks of replications [from, to); false when it was stopped first.
  bool reach(std::uint32_t from, std::uint32_t to) {
    std::vector<Block> const blocks = blocks_of(plan_, from, to);
    progress_.blocks_total = progress_.blocks_done + blocks.size();
    std::atomic<std::size_t> skipped{0};
    for_each_task(blocks.size(), options_.threads, [&](std::size_t i) {
      if (stopping()) {
        ++skipped;
      } else {
        do_block(blocks[i]);
      }
    });
    return skipped == 0;
  }

  void do_block(Block const& block) {
    std::optional<std::vector<Tally>> tallies = store_.load(block);
    bool const reused = tallies.has_value();
    if (!reused) {
      tallies = simulate_block(block);
      store_.save(block, *tallies);
    }
    observe(block, *tallies);
    std::lock_guard const lock(mutex_);
    ++progress_.blocks_done;
    if (reused) {
      ++progress_.blocks_reused;
    } else {
      progress_.replications_run += block.count;
      for (Tally const& tally : *tallies) progress_.visits_run += visits_of(tally);
    }
    if (options_.progress) options_.progress(progress_);
  }

  std::vector<Tally> simulate_block(Block const& block) const {
    std::vector<Tally> tallies;
    tallies.reserve(block.count);
    for (std::uint32_t replication = block.first; replication < block.first + block.count; ++replication) {
      try {
        tallies.push_back(simulator_(block.scenario, replication));
      } catch (std::exception const& error) {
        throw RuntimeFailure(fmt::format("scenario '{}', seed {}, replication {}: {}",
                                         plan_.scenarios[static_cast<std::size_t>(block.scenario)].name, plan_.seed,
                                         replication, error.what()));
      }
      round_to_storable(tallies.back());
    }
    return tallies;
  }

  /// Every block has its own places in the series: no lock, no order.
  void observe(Block const& block, std::vector<Tally> const& tallies) {
    if (!plan_.precision) return;
    auto const scenario = static_cast<std::size_t>(block.scenario);
    for (std::size_t output = 0; output < outputs_[scenario].size(); ++output) {
      for (std::size_t i = 0; i < tallies.size(); ++i) {
        series_[scenario][output][block.first + i] = outputs_[scenario][output].of(tallies[i]);
      }
    }
  }

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
  Simulator const& simulator_;
  BlockStore& store_;
  RunOptions const& options_;
  std::vector<std::vector<NamedOutput>> outputs_;  ///< by scenario; only with a precision rule
  std::vector<std::vector<Series>> series_;        ///< by scenario and output
  std::mutex mutex_;
  Progress progress_;
  RunReport report_;
};

}  // namespace

std::optional<std::vector<Tally>> MemoryStore::load(Block const& block) {
  std::lock_guard const lock(mutex_);
  auto const found = blocks_.find({block.scenario, block.first});
  if (found == blocks_.end() || found->second.size() != block.count) return std::nullopt;
  return found->second;
}

void MemoryStore::save(Block const& block, std::vector<Tally> const& tallies) {
  std::lock_guard const lock(mutex_);
  blocks_[{block.scenario, block.first}] = tallies;
}

std::vector<Tally> MemoryStore::tallies(int scenario) const {
  std::lock_guard const lock(mutex_);
  std::vector<Tally> all;
  for (auto const& [key, tallies] : blocks_) {
    if (key.first == scenario) all.insert(all.end(), tallies.begin(), tallies.end());
  }
  return all;
}

RunReport run(Plan const& plan, std::vector<OutputFrame> const& frames, Simulator const& simulator, BlockStore& store,
              RunOptions const& options) {
  return Runner(plan, frames, simulator, store, options).go();
}

RunReport run(Plan const& plan, std::vector<Model> const& models, BlockStore& store, RunOptions const& options) {
  std::vector<OutputFrame> frames;
  for (std::size_t i = 0; i < models.size(); ++i) {
    frames.push_back(frame_of(plan.scenarios[i].scenario, models[i].axes()));
  }
  return run(
      plan, frames,
      [&](int scenario, std::uint32_t replication) {
        return simulate(models[static_cast<std::size_t>(scenario)], plan.seed, replication);
      },
      store, options);
}

}  // namespace silowalk
