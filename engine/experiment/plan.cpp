#include "engine/experiment/plan.h"

#include <algorithm>
#include <unordered_map>

#include "engine/scenario/canonical_text.h"
#include "engine/scenario/compare.h"
#include "engine/scenario/read.h"
#include "engine/simulation/compile/axes.h"

namespace silowalk::inline experiment {

Digest Plan::digest() const {
  Digester digester;
  // A word of its own, so that no other digest of the same values can be equal.
  digester.text("silowalk-plan 1");
  digester.text(SILOWALK_VERSION);
  digester.number(seed);
  digester.number(block_size);
  digester.number(scenarios.size());
  for (PlannedScenario const& each : scenarios) {
    digester.text(each.name);
    digester.digest(each.digest);
  }
  return digester.finish();
}

Digest Plan::blocks_digest() const {
  Digester digester;
  digester.text("silowalk-blocks 1");
  digester.text(SILOWALK_VERSION);
  digester.number(seed);
  digester.number(block_size);
  return digester.finish();
}

Block stored_block(Plan const& plan, PlannedBlock const& block) {
  return {plan.scenarios[static_cast<std::size_t>(block.scenario)].digest, block.first, block.count};
}

PlannedScenario plan_scenario(std::string name, Scenario scenario, std::uint64_t seed) {
  // In the text, so that the digest of a scenario names its random numbers too.
  scenario.seed = seed;
  std::string text = canonical_text(scenario);
  Digest const digest = digest_of(text);
  return {std::move(name), std::move(scenario), std::move(text), digest};
}

// Compared by canonical text, so that what print_scenario() leaves out cannot matter.
std::vector<std::size_t> same_companies(Plan const& plan) {
  std::vector<std::size_t> first;
  std::unordered_map<std::string, std::size_t> known;
  for (PlannedScenario const& each : plan.scenarios)
    first.push_back(known.emplace(print_scenario(without_words(each.scenario)), first.size()).first->second);
  return first;
}

OutputFrame frame_of(Scenario const& scenario, TallyAxes axes) {
  return {std::move(axes), scenario.currency, scenario.horizon.discount, simulated_days(scenario.horizon),
          scenario.tolerance_by};
}

// Block borders are multiples of block_size for every number of replications, so that a longer run finds the blocks of
// a shorter one.
std::vector<PlannedBlock> blocks_of(Plan const& plan, std::uint32_t from, std::uint32_t to) {
  std::vector<PlannedBlock> blocks;
  for (std::uint32_t first = from; first < to; first += plan.block_size) {
    for (int scenario = 0; scenario < static_cast<int>(plan.scenarios.size()); ++scenario) {
      blocks.push_back({scenario, first, std::min(plan.block_size, to - first)});
    }
  }
  return blocks;
}

}  // namespace silowalk::inline experiment
