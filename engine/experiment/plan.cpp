#include "engine/experiment/plan.h"

#include <algorithm>

#include "engine/scenario/read.h"

namespace silowalk {

Digest Plan::digest() const {
  Digester digester;
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

PlannedScenario plan_scenario(std::string name, Scenario scenario, std::uint64_t seed) {
  scenario.seed = seed;
  std::string text = print_scenario(scenario);
  Digest const digest = digest_of(text);
  return {std::move(name), std::move(scenario), std::move(text), digest};
}

OutputFrame frame_of(Scenario const& scenario, TallyAxes axes) {
  double const whole = scenario.horizon.months * days_per_month;
  double const length = std::min(whole, scenario.horizon.length.value_or(whole));
  return {std::move(axes), scenario.currency, scenario.horizon.discount, length};
}

std::vector<Block> blocks_of(Plan const& plan, std::uint32_t from, std::uint32_t to) {
  std::vector<Block> blocks;
  for (std::uint32_t first = from; first < to; first += plan.block_size) {
    for (int scenario = 0; scenario < static_cast<int>(plan.scenarios.size()); ++scenario) {
      blocks.push_back({scenario, first, std::min(plan.block_size, to - first)});
    }
  }
  return blocks;
}

}  // namespace silowalk
