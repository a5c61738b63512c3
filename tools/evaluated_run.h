#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/run.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"
#include "tools/options.h"

namespace silowalk::inline tools {

/// How a verb that simulates to answer a question was asked to do it: plain values.
struct RunSettings {
  std::optional<std::string> output;  ///< results file; none: nothing is kept
  std::uint32_t replications = 100;
  std::optional<std::uint64_t> seed;
  int threads = 1;
  bool force = false;
  bool quiet = false;
  bool json = false;
};

/// Declares --out, --replications, --seed, --threads, --force, --quiet and --json.
void declare_run_settings(CommandLine& line);
/// Throws UsageError.
RunSettings read_run_settings(CommandLine const& line);

/// --output, one of those of which more is better; value_at_close where it is not given. Throws UsageError.
std::string requested_measure(CommandLine const& line);

/// Journeys that cannot be walked are complained about before anything is run. Throws InvalidInput.
void refuse_unsound(Scenario const& scenario);

/// Values of outputs, [scenario of the plan][output].
struct EvaluatedRun {
  std::vector<std::vector<NamedOutput>> outputs;
  std::vector<std::vector<Series>> series;
  std::vector<std::string> assumptions;  ///< of the first scenario's model
};

/// Runs a plan (or reads what the output file has of it) and evaluates outputs; scenario i has the outputs `names(i)`,
/// all equally many. Outputs that do not exist are complained about before anything is run. None when it was stopped
/// and can be continued (which is said on standard error); stopped without an output file, it throws.
std::optional<EvaluatedRun> run_and_evaluate(Plan const& plan, RunSettings const& settings,
                                             std::vector<std::string> const& names, Window const& window);

}  // namespace silowalk::inline tools
