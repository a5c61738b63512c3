#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/block_store.h"
#include "engine/base/digest.h"
#include "engine/scenario/as_written.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/named_output.h"
#include "engine/statistics/precision.h"

/// The plan of a run: scenarios, replications and random numbers, divided into blocks. Plain values; functions are
/// pure.
namespace silowalk::inline experiment {

/// A scenario with everything that identifies it in a results file.
struct PlannedScenario {
  std::string name;  ///< unique in the plan
  Scenario scenario;
  std::string text;                                          ///< as canonical_text() writes it
  Digest digest;                                             ///< of the text
  std::shared_ptr<WrittenScenario const> written = nullptr;  ///< for the results file; part of no digest
};

/// Which scenarios, how many replications, which random numbers. All scenarios get the same replications under common
/// random numbers, so that they can be compared pairwise.
struct Plan {
  std::vector<PlannedScenario> scenarios;
  std::uint64_t seed = 1;                  ///< of every scenario; replaces those of their files
  std::uint32_t replications = 100;        ///< where no precision is asked for
  std::optional<PrecisionRule> precision;  ///< add replications until every output of every scenario is this precise
  std::vector<std::string> outputs;        ///< to which the precision applies
  std::optional<Digest> replaced;          ///< a scenario of the results file that this run drops
  std::uint32_t block_size = 4;            ///< replications; a constant of the format, never a function of threads

  /// Returns the digest of all on which the numbers depend: engine version, seed, block size, scenarios. The number of
  /// replications is left out, so that a run can be continued with more.
  Digest digest() const;
  /// Returns the digest of all on which a block's numbers depend besides its scenario's text: engine version, seed,
  /// block size. Scenarios are left out, so that adding one keeps the blocks of the others.
  Digest blocks_digest() const;
};

/// A block of a plan while it is being run.
struct PlannedBlock {
  int scenario = 0;         ///< its place in the plan
  std::uint32_t first = 0;  ///< replication, counts from 0
  std::uint32_t count = 0;  ///< replications
};

/// Returns the identity of a planned block in a store.
Block stored_block(Plan const& plan, PlannedBlock const& block);

/// Returns the scenario with `seed` in place of its own, its canonical text and the digest of that text.
PlannedScenario plan_scenario(std::string name, Scenario scenario, std::uint64_t seed);

/// Returns for each scenario the place of the first one that is the same company: it differs in words and goals alone
/// (without_words()), so the same random numbers give the same events. It is the scenario itself where there is none
/// before it.
/// O(size of all scenarios): each is printed once.
std::vector<std::size_t> same_companies(Plan const& plan);

/// Returns the properties on which the scenario's outputs depend.
/// The length is that of the months, or less where Horizon::length ends the simulation before.
OutputFrame frame_of(Scenario const& scenario, TallyAxes axes);

/// Returns the blocks of replications [from, to) in the order in which they are run: replications ascending, scenarios
/// within, so that a stopped run has about equally many replications of each scenario. The last block may be shorter.
/// Precondition: `from` is a multiple of the block size.
/// O(blocks).
std::vector<PlannedBlock> blocks_of(Plan const& plan, std::uint32_t from, std::uint32_t to);

}  // namespace silowalk::inline experiment
