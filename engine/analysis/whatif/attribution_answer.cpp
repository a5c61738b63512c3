#include "engine/analysis/whatif/attribution_answer.h"

#include <utility>

#include "engine/statistics/quantity_range.h"

namespace silowalk::inline analysis {
namespace {

constexpr int usual_pairs_of_orders = 20;

/// The plan of a question: coalitions of levers (or the scenario alone), then the counterfactuals.
struct PlannedQuestion {
  AttributionPlan coalitions;
  std::optional<CounterfactualPlan> silos;
  std::vector<std::string> outputs;  ///< whose difference is shared out, then those of the counterfactuals
  std::size_t shared = 0;            ///< of the first kind
};

/// Returns how many pairs of orders to draw; 0: all orders are counted.
int pairs_of_orders(AttributionQuestion const& question) {
  bool const many = question.levers->levers().size() > static_cast<std::size_t>(most_exact_levers);
  return question.pairs_of_orders.value_or(many ? usual_pairs_of_orders : 0);
}

/// Plans the coalitions and the outputs to attribute.
void plan_levers(PlannedQuestion& planned, AttributionQuestion const& question, std::uint64_t seed) {
  planned.coalitions = plan_attribution(*question.levers, seed, question.size.replications, pairs_of_orders(question));
  planned.outputs = question.measures;
  if (planned.outputs.empty()) planned.outputs = {"value_at_close", "lost"};
  planned.shared = planned.outputs.size();
}

/// Plans the scenario alone, for a question about silos only. Scenario 0 is the base in both cases.
void plan_base_alone(PlannedQuestion& planned, AttributionQuestion const& question, std::uint64_t seed) {
  Plan& plan = planned.coalitions.plan;
  plan.seed = seed;
  plan.replications = question.size.replications;
  plan.scenarios.push_back(plan_scenario(question.name, question.base, seed));
}

/// Returns the whole plan. Counterfactuals stand behind the coalitions, so that their places are unchanged.
PlannedQuestion plan_question(AttributionQuestion const& question) {
  PlannedQuestion planned;
  std::uint64_t const seed = question.size.seed.value_or(question.base.seed);
  if (question.levers)
    plan_levers(planned, question, seed);
  else
    plan_base_alone(planned, question, seed);
  if (question.levers && !question.silos) return planned;
  planned.silos = add_counterfactuals(planned.coalitions.plan, 0);
  for (std::string& each : counterfactual_outputs(question.base)) planned.outputs.push_back(std::move(each));
  return planned;
}

/// Attributes one output. `output`: its place among the outputs. The first scenarios of the plan are the coalitions.
AttributedOutput attribute_output(PlannedQuestion const& planned, EvaluatedRun const& run, std::size_t output) {
  std::vector<Series> worth;
  for (std::size_t i = 0; i < planned.coalitions.coalitions.size(); ++i) worth.push_back(run.series[i][output]);
  NamedOutput const& named = run.outputs.front()[output];
  AttributedOutput found{named, attribute(planned.coalitions, worth, named.kind())};
  found.attribution.none = within_range(found.attribution.none, named);
  found.attribution.all = within_range(found.attribution.all, named);
  return found;
}

/// Returns the attribution of each requested output.
LeversAnswer answer_levers(Levers const& levers, PlannedQuestion const& planned, EvaluatedRun const& run) {
  LeversAnswer answer{levers, planned.coalitions.coalitions.size(), planned.coalitions.orders.size(), {}};
  for (std::size_t i = 0; i < planned.shared; ++i) answer.outputs.push_back(attribute_output(planned, run, i));
  return answer;
}

/// Returns the counterfactuals. Their outputs stand behind the shared ones, "lost" and "value_at_close" first.
CounterfactualAnswer answer_silos(PlannedQuestion const& planned, EvaluatedRun const& run) {
  std::vector<NamedOutput> const& outputs = run.outputs.front();
  return {counterfactuals(*planned.silos, run.series, planned.shared), outputs[planned.shared],
          outputs[planned.shared + 1]};
}

}  // namespace

std::optional<AttributionAnswer> answer_attribution(AttributionQuestion const& question, Evaluator const& evaluate) {
  PlannedQuestion const planned = plan_question(question);
  std::optional<EvaluatedRun> const run = evaluate({planned.coalitions.plan, planned.outputs, question.window});
  if (!run) return std::nullopt;
  AttributionAnswer answer{basis_of(question.name, planned.coalitions.plan, *run), {}, {}};
  if (question.levers) answer.levers = answer_levers(*question.levers, planned, *run);
  if (planned.silos) answer.silos = answer_silos(planned, *run);
  return answer;
}

}  // namespace silowalk::inline analysis
