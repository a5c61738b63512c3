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
  Window window = {};                       ///< months from month 0
  SimulationSize size = {};                 ///< replications and seed
};

/// The shares of one output's difference.
struct AttributedOutput {
  NamedOutput output;       ///< of the base scenario
  Attribution attribution;  ///< shares of the levers in its difference
};

/// The attribution of differences to levers.
struct LeversAnswer {
  Levers levers;                          ///< as in the question
  std::size_t coalitions = 0;             ///< simulated scenarios that are coalitions
  std::size_t orders = 0;                 ///< sampled; 0: all were counted
  std::vector<AttributedOutput> outputs;  ///< one for each measure of the question
};

/// The counterfactual of each silo, and the outputs that it is in.
struct CounterfactualAnswer {
  CounterfactualAccount account;  ///< estimates by silo
  NamedOutput lost;               ///< output that customers lost are counted by
  NamedOutput value;              ///< output that the value regained is measured by
};

/// The answer to an AttributionQuestion; both parts may be there.
struct AttributionAnswer {
  AnswerBasis basis;                          ///< what was simulated
  std::optional<LeversAnswer> levers;         ///< where the question has levers
  std::optional<CounterfactualAnswer> silos;  ///< where the question has no levers, or asks for silos
};

/// Answers the question with one call of the evaluator. None where the evaluator was stopped. Throws InvalidInput where
/// a coalition of levers is no sound scenario, and what the evaluator throws.
std::optional<AttributionAnswer> answer_attribution(AttributionQuestion const& question, Evaluator const& evaluate);

}  // namespace silowalk::inline analysis
