#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/whatif/attribution.h"
#include "engine/analysis/whatif/counterfactual.h"
#include "engine/analysis/whatif/evaluator.h"

/// The shares of levers in a difference, and the cost of each silo's losses of trust.
namespace silowalk::inline analysis {

/// What to attribute and how to simulate it.
struct AttributionQuestion {
  std::string name;                         ///< of the scenario
  Scenario base;                            ///< with levers: theirs
  std::optional<Levers> levers = {};        ///< none: silos only
  std::vector<std::string> measures = {};   ///< whose difference is shared out; none: value_at_close and lost
  std::optional<int> pairs_of_orders = {};  ///< drawn at random; none: all orders, or 20 pairs beyond 12 levers
  bool silos = false;                       ///< with levers: the counterfactual of each silo, too
  Window window = {};
  SimulationSize size = {};
};

/// The shares of one output's difference.
struct AttributedOutput {
  NamedOutput output;
  Attribution attribution;
};

struct LeversAnswer {
  Levers levers;
  std::size_t coalitions = 0;
  std::size_t orders = 0;  ///< sampled; 0: all were counted
  std::vector<AttributedOutput> outputs;
};

struct CounterfactualAnswer {
  CounterfactualAccount account;
  NamedOutput lost;
  NamedOutput value;
};

struct AttributionAnswer {
  AnswerBasis basis;
  std::optional<LeversAnswer> levers;
  std::optional<CounterfactualAnswer> silos;
};

/// Answers the question with one call of the evaluator. None where the evaluator was stopped. Throws InvalidInput where
/// a coalition of levers is no sound scenario, and what the evaluator throws.
std::optional<AttributionAnswer> answer_attribution(AttributionQuestion const& question, Evaluator const& evaluate);

}  // namespace silowalk::inline analysis
