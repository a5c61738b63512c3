#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

/// Named outputs of a results file as estimates over its replications.
namespace silowalk::inline analysis {

/// The outputs that a user asks for.
struct OutputChoice {
  std::vector<std::string> outputs;     ///< none: the company's, or with `by` all that such an entity has
  std::optional<OutputOf> by;           ///< outputs without a dot are those of each segment, touchpoint or silo
  std::optional<std::string> scenario;  ///< none: all
  Window window;                        ///< months from month 0; percentiles of waits have the whole horizon only
};

/// One output and its estimate.
struct ShownOutput {
  NamedOutput output;  ///< as its scenario has it
  Estimate estimate;   ///< over replications; Wilson's interval for shares of replications
};

/// The outputs of one scenario.
struct ShownScenario {
  std::string name;                  ///< as in the file
  std::uint32_t replications = 0;    ///< of this scenario
  int months = 0;                    ///< of its horizon
  std::vector<ShownOutput> outputs;  ///< in the order of the choice
};

/// Returns the names of the chosen outputs in one scenario. Percentiles of waits have no windows: with a window they
/// are left out unless they are asked for by name.
std::vector<std::string> chosen_names(OutputChoice const& choice, OutputFrame const& frame);

/// Returns the place of the scenario of this name, or all places without a name. Throws InvalidInput with a guess.
std::vector<std::size_t> chosen_scenarios(ResultsFile const& file, std::optional<std::string> const& name);

/// Estimates the chosen outputs. Throws InvalidInput for outputs, scenarios and windows that do not exist; `origin` is
/// reported as the file of the error. One thread at a time (ResultsFile).
std::vector<ShownScenario> estimate_outputs(ResultsFile const& file, OutputChoice const& choice,
                                            std::string const& origin = "--measure");

}  // namespace silowalk::inline analysis
