#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/whatif/evaluator.h"
#include "engine/analysis/whatif/money.h"

/// Marginal values, the suggested reallocation simulated under another seed, and each initiative alone.
namespace silowalk::inline analysis {

/// What to value and how to simulate it.
struct MoneyQuestion {
  std::string name;                                   ///< of the scenario
  Scenario scenario;                                  ///< the company as it is
  std::string measure = measures_of_worth().front();  ///< an output of which more is better
  double unit_of_quality = 0.1;                       ///< log-odds of success
  SimulationSize size = {};                           ///< replications and seed
};

/// The answer to a MoneyQuestion.
struct MoneyAnswer {
  AnswerBasis basis;                         ///< what was simulated for the marginal values
  double unit_of_quality = 0;                ///< log-odds of success
  NamedOutput measure;                       ///< the output that values are in
  Estimate as_it_is;                         ///< the measure of the company as it is
  std::vector<Marginal> marginals;           ///< by place of the plan
  Reallocation reallocation;                 ///< suggested by the marginal values; predicted, not simulated
  std::optional<Estimate> simulated = {};    ///< the reallocation, with random numbers of its own; none without moves
  std::uint64_t simulated_seed = 0;          ///< seed of `simulated`; 0 without moves
  std::uint32_t simulated_replications = 0;  ///< of `simulated`; 0 without moves
  std::vector<InitiativeJudged> initiatives = {};  ///< each alone; empty without initiatives
};

/// Answers the question; none where the evaluator was stopped. Where a reallocation is suggested, the evaluator is
/// called a second time, for the part "reallocation", with the next seed: new random numbers remove the bias of the
/// choice.
std::optional<MoneyAnswer> follow_money(MoneyQuestion const& question, Evaluator const& evaluate);

}  // namespace silowalk::inline analysis
