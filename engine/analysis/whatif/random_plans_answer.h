#pragma once

#include <optional>
#include <string>

#include "engine/analysis/whatif/evaluator.h"
#include "engine/analysis/whatif/random_plans.h"

/// @file
/// The question of random plans, from scenario to answer.

namespace silowalk::inline analysis {

/// Is the scenario's plan better than random plans of the same cost?
struct RandomPlansQuestion {
  std::string name;                                   ///< of the scenario
  Scenario scenario;                                  ///< its organisation decides by rule `plan`
  std::size_t plans = 100;                            ///< random plans to draw
  double tolerance = 0.1;                             ///< by how much costs may differ, a share
  std::string measure = measures_of_worth().front();  ///< an output of which more is better
  SimulationSize size = {};                           ///< replications and seed
};

/// The answer to a RandomPlansQuestion.
struct RandomPlansAnswer {
  AnswerBasis basis;     ///< what was simulated
  RandomPlans plans;     ///< plans and their costs
  double tolerance = 0;  ///< a share, as in the question
  NamedOutput measure;   ///< the output that plans are compared by
  Percentile place;      ///< percentile of the own plan
};

/// Answers the question. None where the evaluator was stopped. Throws what draw_plans() and the evaluator throw.
std::optional<RandomPlansAnswer> rank_among_random_plans(RandomPlansQuestion const& question,
                                                         Evaluator const& evaluate);

}  // namespace silowalk::inline analysis
