#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"
#include "engine/report/json.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

namespace silowalk::inline tools {

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

/// "segment", "silo", "touchpoint" -> what --by means. Throws UsageError.
OutputOf parse_by(std::string const& word);

/// The names that a choice stands for in one scenario. Percentiles of waits have no windows: where they were not asked
/// for by name, they are left out of a window.
std::vector<std::string> chosen_names(OutputChoice const& choice, OutputFrame const& frame);

/// Throws InvalidInput for outputs, scenarios and windows that do not exist.
std::vector<ShownScenario> estimate_outputs(ResultsFile const& file, OutputChoice const& choice);

/// {"scenarios": {NAME: {OUTPUT: {...}}}}, keys sorted, numbers in base units.
Json to_json(std::vector<ShownScenario> const& scenarios);

/// One table per scenario, then what the intervals are of.
std::string to_text(std::vector<ShownScenario> const& scenarios, Window const& window);

}  // namespace silowalk::inline tools
