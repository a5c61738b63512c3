#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/experiment/plan.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/estimate.h"

/// Is a plan better than random ones? Its percentile among random plans of the same cost (rule `plan`).
namespace silowalk::inline analysis {

/// When which initiative starts: one entry per initiative of the scenario; none: never.
using StartMonths = std::vector<std::optional<int>>;

/// Computes the cost of a plan within the horizon, in the currency: `once`, and `running` from delivery on (duration
/// rounded up to whole months, as work moves by whole months) to the end. Work that stalls is delivered later and costs
/// no more.
double cost_of_plan(Scenario const& scenario, StartMonths const& starts);

/// Returns the scenario's own plan. Throws InvalidInput where some silo decides otherwise than by rule `plan`, and
/// where no initiative has a start.
StartMonths plan_of(Scenario const& scenario);

/// Random plans that cost as much as the scenario's own. Invariant: `drawn` and `costs` have the same length.
struct RandomPlans {
  StartMonths own;                 ///< the scenario's own plan
  double own_cost = 0;             ///< in the currency
  std::vector<StartMonths> drawn;  ///< plans, in the order of drawing
  std::vector<double> costs;       ///< of the drawn plans, in the currency
  std::uint64_t tried = 0;         ///< plans drawn until so many cost the same
};

/// Draws `count` random plans that cost within `tolerance` (a share) of the scenario's own (rejection sampling). Each
/// initiative is taken with chance 1/2, to start in a month drawn evenly from the horizon; plans of another cost are
/// rejected. Philox, keyed by the seed: the same plans on any machine. Throws InvalidInput where plans of that cost are
/// so rare that a million draws do not give enough.
RandomPlans draw_plans(Scenario const& scenario, std::size_t count, double tolerance, std::uint64_t seed);

/// Returns the plan of all simulations. Scenario 0 has the own plan, scenario i the i-th random one.
Plan plan_of_plans(Scenario const& scenario, RandomPlans const& plans, std::uint64_t seed, std::uint32_t replications);

/// Where the own plan stands among the random ones.
struct Percentile {
  /// Of the compared random plans, those whose mean is below the own plan's; ties count half. None without any.
  std::optional<double> share;
  Interval interval{0, 1};     ///< see place_among()
  int worse = 0;               ///< random plans that are worse, their paired interval clear of zero
  int better = 0;              ///< random plans that are better, their interval clear of zero
  int undecided = 0;           ///< all others that are compared
  int left_out = 0;            ///< random plans without a replication in which both plans have a value
  Estimate own;                ///< the measure with the own plan
  Estimate advantage;          ///< over the mean of the compared random plans (paired)
  std::optional<double> best;  ///< mean of the best random plan
  int compared() const { return worse + better + undecided; }  ///< random plans that are not left out
};

/// Computes the own plan's percentile. Its interval covers both errors: the number of plans drawn, and the number of
/// replications of each. It goes from the lower end of Wilson's interval of the plans that are clearly worse to the
/// upper end of that of the plans that are not clearly better. It is conservative. Plans without a paired difference
/// are left out of every figure, and counted. Precondition: `measure` has the own plan first.
Percentile place_among(std::span<Series const> measure, double level = 0.95);

}  // namespace silowalk::inline analysis
