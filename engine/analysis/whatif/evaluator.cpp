#include "engine/analysis/whatif/evaluator.h"

#include <utility>

namespace silowalk::inline analysis {

AnswerBasis basis_of(std::string name, Plan const& plan, EvaluatedRun const& run) {
  std::vector<std::size_t> const first = same_companies(plan);
  std::size_t companies = 0;
  // The first of equal scenarios stands for itself.
  for (std::size_t i = 0; i < first.size(); ++i) companies += first[i] == i ? 1 : 0;
  return {std::move(name),   plan.scenarios.size(), companies, run.replications,
          plan.replications, run.stopped_after,     plan.seed, run.assumptions};
}

std::vector<std::string> const& measures_of_worth() {
  static std::vector<std::string> const names{"value_at_close", "value",     "margin",
                                              "revenue",        "customers", "lifetime_value"};
  return names;
}

std::vector<Series> series_of_output(EvaluatedRun const& run, std::size_t output) {
  std::vector<Series> series;
  for (auto const& scenario : run.series) series.push_back(scenario[output]);
  return series;
}

}  // namespace silowalk::inline analysis
