#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/digest.h"
#include "engine/statistics/named_output.h"
#include "engine/statistics/precision.h"

/// What a results file says, apart from the numbers themselves.
namespace silowalk::inline archive {

/// One scenario of a results file.
struct ScenarioResults {
  std::string name;   ///< as written
  std::string group;  ///< as an HDF5 group
  std::string text;   ///< canonical
  Digest digest;      ///< of the text
  OutputFrame frame;
  std::vector<std::string> assumptions;
  std::vector<double> worth;  ///< per head at close, by segment, in the currency
  std::uint32_t replications = 0;
  Digest results;  ///< of everything above and every number, as stored in the file
};

/// How a run that was asked for a precision ended.
struct PrecisionRecord {
  PrecisionRule rule;
  std::vector<std::string> outputs;
  int look = 0;
  double level_at_look = 0;  ///< of the intervals that the rule judged
  bool reached = false;
};

struct ResultsHeader {
  std::string engine_version;
  std::uint64_t seed = 0;
  bool complete = false;
  Digest plan;
  Digest digest;  ///< of the results, as stored in the file
  std::optional<PrecisionRecord> precision;
  std::vector<ScenarioResults> scenarios;
};

/// The digest of one scenario's results: format, name, text, replications, months, axes, worths, assumptions, then name
/// and digest (of its numbers as stored, row by row) of every variable in the order of variables().
Digest results_digest(ScenarioResults const& scenario, std::vector<Digest> const& of_variables);

/// The digest of a file: format, seed, then name and digest of every scenario in the order of the file.
Digest results_digest(std::uint64_t seed, std::vector<ScenarioResults> const& scenarios);

}  // namespace silowalk::inline archive
