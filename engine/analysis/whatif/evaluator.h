#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/whatif/evaluated_run.h"
#include "engine/experiment/plan.h"

/// The common part of the what-if questions (attribution, money, random plans). Each makes a plan, lets the caller
/// simulate it, and estimates the answer from the values of a few outputs.
namespace silowalk::inline analysis {

/// One plan to simulate and what to evaluate in each replication of each of its scenarios.
struct EvaluationRequest {
  Plan plan;                         ///< what to simulate
  std::vector<std::string> outputs;  ///< names, evaluated in every scenario
  Window window = {};                ///< months from month 0
  std::string part = {};  ///< "" for the question's first plan; else a word to name the second results file by
  double share = 1;       ///< of the time allowed for the question, where there is a limit, that has passed at the end
};

/// Simulates a plan, or reads what was kept of it. None where it was stopped and can be continued.
using Evaluator = std::function<std::optional<EvaluatedRun>(EvaluationRequest const&)>;

/// How a question is to be simulated.
struct SimulationSize {
  std::uint32_t replications = 100;                  ///< of each scenario
  std::optional<std::uint64_t> seed = std::nullopt;  ///< none: the scenario's
};

/// The simulations and assumptions behind an answer.
struct AnswerBasis {
  std::string name;                      ///< of the scenario
  std::size_t scenarios = 0;             ///< simulated
  std::size_t companies = 0;             ///< of them different in more than words
  std::uint32_t replications = 0;        ///< of each scenario, simulated
  std::uint32_t planned = 0;             ///< replications asked for
  std::optional<double> stopped_after;   ///< days allowed; none: the time sufficed
  std::uint64_t seed = 0;                ///< the key of all random numbers
  std::vector<std::string> assumptions;  ///< of the first scenario's model, for people
};
/// Returns the basis of an answer. `name` is that of the scenario.
AnswerBasis basis_of(std::string name, Plan const& plan, EvaluatedRun const& run);

/// Returns the outputs that can measure worth: more is better, so that a marginal value or a percentile has a
/// direction. The first is the default.
std::vector<std::string> const& measures_of_worth();

/// Returns one output's series in every scenario of the plan. `output`: its place in the request.
std::vector<Series> series_of_output(EvaluatedRun const& run, std::size_t output);

}  // namespace silowalk::inline analysis
