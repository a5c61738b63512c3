#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

/// Named outputs of a results file as estimates over its replications.
namespace silowalk::inline analysis {

/// Which outputs a person asked to see.
struct OutputChoice {
  std::vector<std::string> outputs;     ///< none: the company's, or with `by` all that such an entity has
  std::optional<OutputOf> by;           ///< outputs without a dot are those of each segment, touchpoint or silo
  std::optional<std::string> scenario;  ///< none: all
  Window window;
};

struct ShownOutput {
  NamedOutput output;
  Estimate estimate;
};

struct ShownScenario {
  std::string name;
  std::uint32_t replications = 0;
  int months = 0;
  std::vector<ShownOutput> outputs;
};

/// The names that a choice stands for in one scenario. Percentiles of waits have no windows: where they were not asked
/// for by name, they are left out of a window.
std::vector<std::string> chosen_names(OutputChoice const& choice, OutputFrame const& frame);

/// The places of the scenario of this name, or of all. Throws InvalidInput with a guess.
std::vector<std::size_t> chosen_scenarios(ResultsFile const& file, std::optional<std::string> const& name);

/// Throws InvalidInput for outputs, scenarios and windows that do not exist. `origin` is named in what is thrown.
std::vector<ShownScenario> estimate_outputs(ResultsFile const& file, OutputChoice const& choice,
                                            std::string const& origin = "--measure");

}  // namespace silowalk::inline analysis
