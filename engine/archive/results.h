#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/digest.h"
#include "engine/scenario/as_written.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/named_output.h"
#include "engine/statistics/precision.h"

/// The content of a results file apart from the numbers: plain values, and the digests that protect all of it.
namespace silowalk::inline archive {

/// Titles beside the names of axes. An empty list, or one of another length than the axis, stands for the names.
struct AxisTitles {
  std::vector<std::string> touchpoints;
  std::vector<std::string> silos;
  std::vector<std::string> segments;
  std::vector<std::string> initiatives;
};

/// One scenario of a results file.
struct ScenarioResults {
  std::string name;                                ///< as the user wrote it; unique in the file
  std::string group;                               ///< name of the HDF5 group, derived from `name`
  std::string text;                                ///< the scenario in canonical form
  std::shared_ptr<Scenario const> scenario;        ///< the text, parsed; set by the reader, shared between copies
  Digest digest;                                   ///< of the text
  OutputFrame frame;                               ///< axes, currency, discount and length, as evaluation needs them
  std::vector<std::string> assumptions;            ///< sentences that a reader of the results must know
  std::vector<double> worth;                       ///< per head at close, by segment, in the currency
  Date start;                                      ///< the first day of month 0; not read back
  AxisTitles titles;                               ///< for people who open the file; not read back
  std::shared_ptr<WrittenScenario const> written;  ///< what its author wrote; none: not stored; not in `results`
  std::uint32_t replications = 0;
  std::uint64_t seed = 0;  ///< of its run; set by the reader, since a ResultsFile can hold runs of several seeds
  Digest results;          ///< of the text, axes, assumptions, worths and every number, as stored in the file
};

/// A scenario that cannot be read.
struct UnreadableScenario {
  std::string group;   ///< of HDF5; named after the scenario
  std::string reason;  ///< why
};

/// The outcome of a run with a precision rule.
struct PrecisionRecord {
  PrecisionRule rule;
  std::vector<std::string> outputs;  ///< to which the rule was applied
  int look = 0;                      ///< at which the run ended, from 1
  double level_at_look = 0;          ///< of the intervals that the rule judged
  bool reached = false;              ///< by every output of every scenario
};

/// Everything in a results file but the numbers.
struct ResultsHeader {
  std::string engine_version;  ///< of the program that wrote the file
  std::uint64_t seed = 0;      ///< of the run
  bool complete = false;       ///< the run was not stopped before its end
  Digest plan;                 ///< of engine version, seed, block size and scenarios (Plan::digest())
  Digest digest;               ///< of the results, as stored in the file
  std::optional<PrecisionRecord> precision;
  std::vector<ScenarioResults> scenarios;
};

/// Returns "A" for scenario 0, "B" for scenario 1; after "Z" comes "S27". Pages and the command line use it as a short
/// name of the scenario at this place of a file.
std::string scenario_letter(std::size_t scenario);

/// Returns the place of the scenario of this name; where no scenario has it, of this letter. Throws InvalidInput that
/// names the file `origin`, lists all scenarios with their letters and guesses: a name that begins with `name`, or the
/// nearest one.
std::size_t scenario_named(std::vector<ScenarioResults> const& scenarios, std::string const& name,
                           std::string const& origin);

/// Returns the digest of one scenario's results: format, name, text, replications, currency, discount, length, months,
/// names of touchpoints, silos and segments, worths, assumptions, then `of_variables`.
/// `of_variables`: in the order of variables_of(), each over the variable's name and its numbers as stored, row by row.
/// Names of initiatives are covered by the text.
Digest results_digest(ScenarioResults const& scenario, std::vector<Digest> const& of_variables);

/// Returns the digest of a file: format, seed, then name and digest of every scenario in the order of the file. The
/// engine version is left out: two versions that compute the same results have the same digest.
Digest results_digest(std::uint64_t seed, std::vector<ScenarioResults> const& scenarios);

}  // namespace silowalk::inline archive
