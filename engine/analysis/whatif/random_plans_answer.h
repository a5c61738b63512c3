#pragma once

#include <optional>
#include <string>

#include "engine/analysis/whatif/evaluator.h"
#include "engine/analysis/whatif/random_plans.h"

namespace silowalk::inline analysis {

/// Is the scenario's plan better than random plans of the same cost?
struct RandomPlansQuestion {
  std::string name;  ///< of the scenario
  Scenario scenario;
  std::size_t plans = 100;
  double tolerance = 0.1;  ///< by how much costs may differ, a share
  std::string measure = measures_of_worth().front();
  SimulationSize size = {};
};

struct RandomPlansAnswer {
  AnswerBasis basis;
  RandomPlans plans;
  double tolerance = 0;
  NamedOutput measure;
  Percentile place;
};

/// None where the evaluator was stopped. Throws what draw_plans() and the evaluator throw.
std::optional<RandomPlansAnswer> rank_among_random_plans(RandomPlansQuestion const& question,
                                                         Evaluator const& evaluate);

}  // namespace silowalk::inline analysis
