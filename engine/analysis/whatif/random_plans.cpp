#include "engine/analysis/whatif/random_plans.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/complaint.h"
#include "engine/base/random.h"

namespace silowalk::inline analysis {
namespace {

/// Returns a duration in months that work takes: rounded up, since work moves by whole months.
int whole_months(double days) { return static_cast<int>(std::ceil(days / days_per_month - 1e-9)); }

/// Returns the scenario with these dates of start, in months from month 0.
Scenario with_plan(Scenario scenario, StartMonths const& starts) {
  for (std::size_t i = 0; i < starts.size(); ++i)
    scenario.initiatives[i].start = starts[i] ? std::optional(*starts[i] * days_per_month) : std::nullopt;
  return scenario;
}

/// Returns the number-th random plan. Words are keyed by (number, initiative), so that a plan depends on nothing drawn
/// before it.
StartMonths random_plan(Scenario const& scenario, RandomKey const& key, std::uint32_t number) {
  // A purpose of its own: no word is shared with simulated customers.
  constexpr std::uint32_t purpose = name_hash("random plans");
  StartMonths starts;
  for (std::size_t i = 0; i < scenario.initiatives.size(); ++i) {
    Words const words = philox(key, number, static_cast<std::uint32_t>(i), 0, purpose);
    auto const months = static_cast<std::uint64_t>(scenario.horizon.months);
    bool const taken = (words.w[0] >> 31U) != 0;
    // Multiplication instead of a remainder: all months are equally likely, to 2^-32.
    auto const month = static_cast<int>((static_cast<std::uint64_t>(words.w[1]) * months) >> 32U);
    starts.push_back(taken ? std::optional(month) : std::nullopt);
  }
  return starts;
}

/// Returns the mean over several series by replication, defined only where all of them are. Precondition: at least one
/// series, all of one length.
Series mean_series(std::vector<Series> const& all) {
  Series means(all.front().size());
  for (std::size_t r = 0; r < means.size(); ++r) {
    double sum = 0;
    bool defined = true;
    for (Series const& each : all) {
      defined = defined && each[r];
      sum += each[r].value_or(0);
    }
    if (defined) means[r] = sum / static_cast<double>(all.size());
  }
  return means;
}

}  // namespace

double cost_of_plan(Scenario const& scenario, StartMonths const& starts) {
  double cost = 0;
  double const end = scenario.horizon.months * days_per_month;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    Initiative const& each = scenario.initiatives[i];
    // No start: never begun, no cost.
    if (!starts[i]) continue;
    double const delivered = (*starts[i] + whole_months(each.duration)) * days_per_month;
    cost += each.cost_once + each.cost_running * std::max(0.0, end - delivered);
  }
  return cost;
}

StartMonths plan_of(Scenario const& scenario) {
  // Silos may differ from the organisation, so both are checked.
  if (scenario.organisation.rule != Rule::plan)
    reject(scenario.organisation.where, "this company does not decide by rule `plan`",
           "a plan is the dates at which initiatives start; other rules decide during the simulation",
           "organisation.rule=plan");
  for (Silo const& silo : scenario.silos)
    if (silo.rule && *silo.rule != Rule::plan)
      reject(silo.where, fmt::format("silo.{} does not decide by rule `plan`", silo.name),
             "a plan is the dates at which initiatives start", fmt::format("silo.{}.rule=plan", silo.name));
  StartMonths starts;
  bool any = false;
  for (Initiative const& each : scenario.initiatives) {
    starts.push_back(each.start ? std::optional(whole_months(*each.start)) : std::nullopt);
    any = any || each.start;
  }
  if (!any)
    reject(
        scenario.organisation.where, "there is no plan: no initiative has a `start`", "",
        scenario.initiatives.empty() ? "" : fmt::format("initiative.{}.start=month 3", scenario.initiatives[0].name));
  return starts;
}

RandomPlans draw_plans(Scenario const& scenario, std::size_t count, double tolerance, std::uint64_t seed) {
  constexpr std::uint32_t most_tries = 1'000'000;
  RandomPlans plans;
  plans.own = plan_of(scenario);
  plans.own_cost = cost_of_plan(scenario, plans.own);
  RandomKey const key(seed, 0);
  for (std::uint32_t number = 0; number < most_tries && plans.drawn.size() < count; ++number) {
    StartMonths starts = random_plan(scenario, key, number);
    double const cost = cost_of_plan(scenario, starts);
    ++plans.tried;
    // Relative to the own cost; a plan that costs nothing is compared with plans that cost nothing.
    if (std::abs(cost - plans.own_cost) > tolerance * plans.own_cost) continue;
    plans.drawn.push_back(std::move(starts));
    plans.costs.push_back(cost);
  }
  if (plans.drawn.size() < count)
    reject(scenario.organisation.where,
           fmt::format("of {} random plans only {} cost within {:g} % of {:.2f}", most_tries, plans.drawn.size(),
                       100 * tolerance, plans.own_cost),
           "with so few initiatives there are few plans of one cost: a wider --tolerance, or fewer --plans");
  return plans;
}

Plan plan_of_plans(Scenario const& scenario, RandomPlans const& plans, std::uint64_t seed, std::uint32_t replications) {
  Plan plan;
  plan.seed = seed;
  plan.replications = replications;
  plan.scenarios.push_back(plan_scenario("own plan", with_plan(scenario, plans.own), seed));
  for (std::size_t i = 0; i < plans.drawn.size(); ++i)
    plan.scenarios.push_back(
        plan_scenario(fmt::format("random plan {}", i + 1), with_plan(scenario, plans.drawn[i]), seed));
  return plan;
}

Percentile place_among(std::span<Series const> measure, double level) {
  Percentile result;
  Series const& own = measure.front();
  // The own plan is first, as plan_of_plans() has it.
  result.own = estimate(own, level);
  std::vector<Series> compared;
  double below = 0;
  // `difference` is the own plan less a random one: above zero, the random plan is worse.
  for (Series const& each : measure.subspan(1)) {
    Estimate const difference = paired_difference(each, own, level).difference;
    if (!difference.mean) {
      ++result.left_out;
      continue;
    }
    compared.push_back(each);
    below += *difference.mean > 0 ? 1 : *difference.mean == 0 ? 0.5 : 0;
    bool const worse = difference.low && *difference.low > 0;
    bool const better = difference.high && *difference.high < 0;
    ++(worse ? result.worse : better ? result.better : result.undecided);
    double const mean = *estimate(each, level).mean;
    if (!result.best || mean > *result.best) result.best = mean;
  }
  int const count = result.compared();
  if (count == 0) return result;
  result.share = below / count;
  // Undecided plans count either way: below at the lower end, above at the upper end.
  result.interval.low = wilson_interval(result.worse, count, level).low;
  result.interval.high = wilson_interval(count - result.better, count, level).high;
  result.advantage = paired_difference(mean_series(compared), own, level).difference;
  return result;
}

}  // namespace silowalk::inline analysis
