#include "engine/analysis/whatif/counterfactual.h"
#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

constexpr std::size_t lost_place = 0;
constexpr std::size_t value_place = 1;
constexpr std::size_t first_attributed = 2;

/// Returns b - a by replication, where both are defined.
Series minus(Series const& b, Series const& a) {
  Series difference(b.size());
  for (std::size_t i = 0; i < b.size() && i < a.size(); ++i)
    if (a[i] && b[i]) difference[i] = *b[i] - *a[i];
  return difference;
}

/// Returns b + a by replication, where both are defined.
Series plus(Series const& b, Series const& a) {
  Series sum(b.size());
  for (std::size_t i = 0; i < b.size() && i < a.size(); ++i)
    if (a[i] && b[i]) sum[i] = *b[i] + *a[i];
  return sum;
}

/// Compares a run without the losses of a silo with the base. All differences are paired by replication.
Counterfactual against(std::string silo, Series const& attributed, std::span<Series const> base,
                       std::span<Series const> without) {
  Counterfactual result;
  result.silo = std::move(silo);
  // Lost in the base less lost without: customers who would have stayed.
  Series const stayed = minus(base[lost_place], without[lost_place]);
  result.attributed = not_below_zero(estimate(attributed));
  result.stayed = estimate(stayed);
  result.regained = estimate(minus(without[value_place], base[value_place]));
  result.beyond = estimate(minus(stayed, attributed));
  return result;
}

}  // namespace

CounterfactualPlan add_counterfactuals(Plan& plan, std::size_t base) {
  CounterfactualPlan result;
  result.base = base;
  result.first = plan.scenarios.size();
  // A copy: the plan's scenarios move when it grows.
  Scenario const scenario = plan.scenarios[base].scenario;
  Scenario all = scenario;
  for (std::size_t i = 0; i < scenario.silos.size(); ++i) {
    result.silos.push_back(scenario.silos[i].name);
    Scenario one = scenario;
    one.silos[i].losses = 0;
    all.silos[i].losses = 0;
    plan.scenarios.push_back(plan_scenario(scenario.silos[i].name + " costs no trust", std::move(one), plan.seed));
  }
  plan.scenarios.push_back(plan_scenario("no silo costs any trust", std::move(all), plan.seed));
  return result;
}

std::vector<std::string> counterfactual_outputs(Scenario const& base) {
  std::vector<std::string> names{"lost", "value_at_close"};
  for (Silo const& silo : base.silos) names.push_back("silo." + silo.name + ".churn_attributed");
  return names;
}

CounterfactualAccount counterfactuals(CounterfactualPlan const& plan, std::span<std::vector<Series> const> series,
                                      std::size_t at) {
  std::span<Series const> const base = std::span(series[plan.base]).subspan(at);
  CounterfactualAccount account;
  account.lost = not_below_zero(estimate(base[lost_place]));
  Series attributed_to_all;
  for (std::size_t i = 0; i < plan.silos.size(); ++i) {
    Series const& attributed = base[first_attributed + i];
    attributed_to_all = i == 0 ? attributed : plus(attributed_to_all, attributed);
    account.silos.push_back(against(plan.silos[i], attributed, base, std::span(series[plan.first + i]).subspan(at)));
  }
  account.all = against("", attributed_to_all, base, std::span(series[plan.first + plan.silos.size()]).subspan(at));
  // What the ledger attributes to no silo: the baseline hazard.
  account.baseline = not_below_zero(estimate(minus(base[lost_place], attributed_to_all)));
  return account;
}

}  // namespace silowalk::inline analysis
