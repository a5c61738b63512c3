#include "engine/analysis/whatif/attribution.h"

#include <map>
#include <numeric>

namespace silowalk::inline analysis {

AttributionPlan plan_attribution(Levers const& levers, std::uint64_t seed, std::uint32_t replications,
                                 int pairs_of_orders) {
  AttributionPlan result;
  result.levers = static_cast<int>(levers.levers().size());
  if (pairs_of_orders > 0) {
    result.orders = random_orders(result.levers, pairs_of_orders, seed);
    result.coalitions = coalitions_of(result.orders, result.levers);
  } else {
    // All subsets, by their bits.
    result.coalitions.resize(std::size_t{1} << result.levers);
    std::iota(result.coalitions.begin(), result.coalitions.end(), Coalition{0});
  }
  result.plan.seed = seed;
  result.plan.replications = replications;
  for (Coalition const on : result.coalitions)
    result.plan.scenarios.push_back(plan_scenario(levers.name_of(on), levers.with(on), seed));
  return result;
}

Attribution attribute(AttributionPlan const& plan, std::span<Series const> worth, OutputKind kind) {
  if (plan.orders.empty()) return attribute(worth, kind);
  // Orders share coalitions, so each is simulated once and looked up by its bits.
  std::map<std::uint64_t, Series> by_coalition;
  for (std::size_t i = 0; i < plan.coalitions.size(); ++i) by_coalition.emplace(plan.coalitions[i], worth[i]);
  return attribute_sampled(by_coalition, plan.orders, plan.levers, kind);
}

}  // namespace silowalk::inline analysis
