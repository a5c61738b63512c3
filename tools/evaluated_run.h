#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/whatif/evaluate_plan.h"
#include "engine/analysis/whatif/evaluator.h"
#include "engine/journey/sound.h"
#include "tools/options.h"

/// @file
/// How the verbs that simulate read their options, run a plan, and evaluate it. Not thread safe: one call at a time.

namespace silowalk::inline tools {

/// The options of verbs that simulate to answer a question, as plain values.
struct RunSettings {
  std::optional<std::string> output;  ///< results file; none: nothing is kept, and a stopped run is lost
  std::uint32_t replications = 100;   ///< of each scenario
  std::optional<std::uint64_t> seed;  ///< of the random numbers; none: the scenario's
  int threads = 1;                    ///< of one run; at least 1
  bool force = false;                 ///< overwrite a report that exists, and a results file of another run
  bool quiet = false;                 ///< without progress on standard error
  std::optional<double> time;         ///< days that all runs together may take; none: no limit
  using Clock = std::chrono::steady_clock;
  Clock::time_point begun = Clock::now();  ///< of that time
  /// Returns the part of these settings that the questions of the engine take.
  SimulationSize size() const { return {replications, seed}; }
};

/// Declares --keep, --replications, --time, --seed, --threads and --quiet. The verb declares the output options
/// (tools/output.h) itself.
void declare_run_settings(CommandLine& line);
/// Reads them. Throws UsageError for numbers out of range; at least 2 replications, since one has no interval.
RunSettings read_run_settings(CommandLine const& line);

/// Declares --measure.
void declare_measure(CommandLine& line);
/// Returns --measure, one of measures_of_worth(); the first of them is the default. Throws UsageError with a guess.
std::string requested_measure(CommandLine const& line);

/// Runs a plan, or reads what the results file has of it, and evaluates the outputs of every scenario, until the time
/// of the settings is over. Unknown outputs are reported before anything is run (InvalidInput). None when the run was
/// stopped and can be continued, which is printed on standard error. Stopped without a results file, it throws. While
/// it runs, SIGINT and SIGTERM stop it (tools/interrupt.h). One call at a time.
std::optional<EvaluatedRun> run_and_evaluate(EvaluationRequest const& request, RunSettings const& settings);

/// Returns run_and_evaluate() as a function for the what-if questions of the engine. It copies `settings`.
Evaluator evaluator_of(RunSettings const& settings);

}  // namespace silowalk::inline tools
