#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/experiment/plan.h"
#include "engine/scenario/levers.h"
#include "engine/statistics/shapley.h"

/// Which levers make the difference: the coalitions of levers as scenarios of one plan, all under the same random
/// numbers, and what comes of them.
namespace silowalk::inline analysis {

struct AttributionPlan {
  Plan plan;                          ///< scenario i has the levers of coalitions[i] on
  std::vector<Coalition> coalitions;  ///< ascending, the first none, the last all; every one where there is no order
  std::vector<Order> orders;          ///< sampled; empty: all are counted
  int levers = 0;
};

/// All 2^k coalitions, or, with `pairs_of_orders` > 0, those that so many random orders and their reverses pass
/// through. Throws InvalidInput where a coalition is no sound scenario.
AttributionPlan plan_attribution(Levers const& levers, std::uint64_t seed, std::uint32_t replications,
                                 int pairs_of_orders = 0);

/// `worth` has one series per scenario of the plan.
Attribution attribute(AttributionPlan const& plan, std::span<Series const> worth, OutputKind kind);

}  // namespace silowalk::inline analysis
