#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/whatif/evaluator.h"
#include "engine/analysis/whatif/money.h"

/// Marginal values, the suggested reallocation simulated under another seed, and each initiative alone.
namespace silowalk::inline analysis {

struct MoneyQuestion {
  std::string name;  ///< of the scenario
  Scenario scenario;
  std::string measure = measures_of_worth().front();
  double unit_of_quality = 0.1;  ///< log-odds of success
  SimulationSize size = {};
};

struct MoneyAnswer {
  AnswerBasis basis;
  double unit_of_quality = 0;
  NamedOutput measure;
  Estimate as_it_is;
  std::vector<Marginal> marginals;
  Reallocation reallocation;
  std::optional<Estimate> simulated = {};  ///< the reallocation, with random numbers of its own; none without moves
  std::uint64_t simulated_seed = 0;
  std::vector<InitiativeJudged> initiatives = {};
};

/// Answers the question; none where the evaluator was stopped. Where a reallocation is suggested, the evaluator is
/// called a second time, for the part "reallocation", with the next seed: new random numbers remove the bias of the
/// choice.
std::optional<MoneyAnswer> follow_money(MoneyQuestion const& question, Evaluator const& evaluate);

}  // namespace silowalk::inline analysis
