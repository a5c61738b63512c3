#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/block_store.h"
#include "engine/base/digest.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/named_output.h"
#include "engine/statistics/precision.h"

namespace silowalk::inline experiment {

struct PlannedScenario {
  std::string name;  ///< unique in the plan
  Scenario scenario;
  std::string text;  ///< canonical, as print_scenario() writes it
  Digest digest;     ///< of the text
};

/// Which scenarios, how many replications, which random numbers. All scenarios get the same replications, so that they
/// pair.
struct Plan {
  std::vector<PlannedScenario> scenarios;
  std::uint64_t seed = 1;
  std::uint32_t replications = 100;        ///< where no precision is asked for
  std::optional<PrecisionRule> precision;  ///< add replications until every output in every scenario is known so well
  std::vector<std::string> outputs;        ///< that the precision is asked of
  std::uint32_t block_size = 4;            ///< a constant of the format, never a function of threads

  /// What the numbers depend on: engine version, seed, block size, scenarios; not how many replications were asked for,
  /// so that a run can be continued with more.
  Digest digest() const;
  /// What a block's numbers depend on besides its scenario's text: engine version, seed, block size.
  Digest blocks_digest() const;
};

/// A block of a plan while it is being run.
struct PlannedBlock {
  int scenario = 0;  ///< its place in the plan
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

/// The name of a planned block in a store.
Block stored_block(Plan const& plan, PlannedBlock const& block);

/// The scenario with the plan's seed, its canonical text and digest.
PlannedScenario plan_scenario(std::string name, Scenario scenario, std::uint64_t seed);

/// For each scenario the first one of the plan (itself, mostly) that is the same company: they differ in words and
/// goals alone, and have the same histories.
std::vector<std::size_t> same_companies(Plan const& plan);

/// What the scenario's outputs need to know.
OutputFrame frame_of(Scenario const& scenario, TallyAxes axes);

/// Blocks of replications [from, to) in the order in which they are run: replications ascending, scenarios within.
/// `from` is a multiple of the block size.
std::vector<PlannedBlock> blocks_of(Plan const& plan, std::uint32_t from, std::uint32_t to);

}  // namespace silowalk::inline experiment
