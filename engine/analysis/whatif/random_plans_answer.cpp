#include "engine/analysis/whatif/random_plans_answer.h"

#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {

std::optional<RandomPlansAnswer> rank_among_random_plans(RandomPlansQuestion const& question,
                                                         Evaluator const& evaluate) {
  std::uint64_t const seed = question.size.seed.value_or(question.scenario.seed);
  RandomPlans const plans = draw_plans(question.scenario, question.plans, question.tolerance, seed);
  Plan const plan = plan_of_plans(question.scenario, plans, seed, question.size.replications);
  std::optional<EvaluatedRun> const run = evaluate({plan, {question.measure}});
  if (!run) return std::nullopt;
  NamedOutput const& measure = run->outputs.front().front();
  Percentile place = place_among(series_of_output(*run, 0));
  place.own = within_range(place.own, measure);
  return RandomPlansAnswer{basis_of(question.name, plan, *run), plans, question.tolerance, measure, place};
}

}  // namespace silowalk::inline analysis
