#include "engine/analysis/whatif/money_answer.h"

#include <algorithm>

#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

/// Returns the measure, then each silo's own score.
std::vector<std::string> outputs_of(MoneyQuestion const& question) {
  std::vector<std::string> outputs{question.measure};
  for (Silo const& silo : question.scenario.silos) outputs.push_back("silo." + silo.name + ".survey_mean");
  return outputs;
}

/// Returns [scenario][silo]: the values behind the measure.
std::vector<std::vector<Series>> own_scores_of(EvaluatedRun const& run) {
  std::vector<std::vector<Series>> own_scores;
  for (auto const& each : run.series) own_scores.emplace_back(each.begin() + 1, each.end());
  return own_scores;
}

/// Returns the share of the time after which the marginal values must be there: the reallocation has two scenarios.
double share_of_values(MoneyPlan const& plan) {
  auto const silos = std::count_if(plan.places.begin(), plan.places.end(),
                                   [](NudgedPlace const& each) { return each.place.kind == Place::Kind::silo_agents; });
  auto const scenarios = static_cast<double>(plan.plan.scenarios.size());
  return silos < 2 ? 1 : scenarios / (scenarios + 2);
}

/// Returns a plan of two scenarios: the company as it is, and reallocated. Both are simulated anew, since the seed is
/// another. As many replications as the marginal values have: the time was over for more.
Plan plan_of_reallocation(MoneyQuestion const& question, std::vector<Move> const& moves, AnswerBasis const& basis) {
  std::uint64_t const seed = basis.seed + 1;
  Plan plan;
  plan.seed = seed;
  plan.replications = basis.replications;
  plan.scenarios.push_back(plan_scenario("as it is", question.scenario, seed));
  plan.scenarios.push_back(plan_scenario("reallocated", reallocated(question.scenario, moves), seed));
  return plan;
}

/// Simulates the reallocation, where there is one. False where the evaluator was stopped.
bool simulate_reallocation(MoneyQuestion const& question, Evaluator const& evaluate, MoneyAnswer& answer) {
  if (answer.reallocation.moves.empty()) return true;
  answer.simulated_seed = answer.basis.seed + 1;
  std::optional<EvaluatedRun> const run =
      evaluate({plan_of_reallocation(question, answer.reallocation.moves, answer.basis),
                {question.measure},
                {},
                "reallocation"});
  if (!run) return false;
  answer.simulated_replications = run->replications;
  answer.simulated = paired_difference(run->series[0][0], run->series[1][0]).difference;
  return true;
}

}  // namespace

std::optional<MoneyAnswer> follow_money(MoneyQuestion const& question, Evaluator const& evaluate) {
  MoneyPlan const plan = plan_money(question.scenario, question.size.seed.value_or(question.scenario.seed),
                                    question.size.replications, question.unit_of_quality);
  std::optional<EvaluatedRun> const run = evaluate({plan.plan, outputs_of(question), {}, {}, share_of_values(plan)});
  if (!run) return std::nullopt;
  std::vector<Series> const values = series_of_output(*run, 0);
  MoneyAnswer answer{basis_of(question.name, plan.plan, *run),
                     question.unit_of_quality,
                     run->outputs.front().front(),
                     within_range(estimate(values.front()), run->outputs.front().front()),
                     marginals(plan, values),
                     suggest_reallocation(plan, values)};
  answer.initiatives = judge_initiatives(plan, values, own_scores_of(*run));
  if (!simulate_reallocation(question, evaluate, answer)) return std::nullopt;
  return answer;
}

}  // namespace silowalk::inline analysis
