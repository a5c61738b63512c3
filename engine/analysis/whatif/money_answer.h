#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/whatif/evaluator.h"
#include "engine/analysis/whatif/money.h"

/// The whole of following the money: marginal values, the reallocation simulated anew, and initiatives alone.
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

/// None where the evaluator was stopped. It is called a second time, for the part "reallocation", where a reallocation
/// is suggested: with the next seed, so that having been chosen does not flatter it.
std::optional<MoneyAnswer> follow_money(MoneyQuestion const& question, Evaluator const& evaluate);

}  // namespace silowalk::inline analysis
