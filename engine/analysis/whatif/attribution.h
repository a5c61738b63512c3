#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/experiment/plan.h"
#include "engine/scenario/levers.h"
#include "engine/statistics/shapley.h"

/// Attribution of a difference to levers: the coalitions of levers as scenarios of one plan, under common random
/// numbers, and the shares computed from their results.
namespace silowalk::inline analysis {

/// The simulations behind an attribution. Invariant: one scenario of the plan for each coalition.
struct AttributionPlan {
  Plan plan;                          ///< scenario i has the levers of coalitions[i] on
  std::vector<Coalition> coalitions;  ///< ascending, the first none, the last all; every one where there is no order
  std::vector<Order> orders;          ///< sampled; empty: all are counted
  int levers = 0;                     ///< number of levers in the set
};

/// Plans all 2^k coalitions, or, with `pairs_of_orders` > 0, those that as many random orders and their reverses pass
/// through. Throws InvalidInput where a coalition is no sound scenario.
AttributionPlan plan_attribution(Levers const& levers, std::uint64_t seed, std::uint32_t replications,
                                 int pairs_of_orders = 0);

/// Computes the shares. Precondition: `worth` has one series per scenario of the plan, in its order. `kind` decides how
/// shares are rounded.
Attribution attribute(AttributionPlan const& plan, std::span<Series const> worth, OutputKind kind);

}  // namespace silowalk::inline analysis
