#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/whatif/evaluate_plan.h"
#include "engine/analysis/whatif/evaluator.h"
#include "engine/journey/sound.h"
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
  SimulationSize size() const { return {replications, seed}; }
};

/// Declares --keep, --replications, --seed, --threads and --quiet. The verb declares the output options
/// (tools/output.h) itself.
void declare_run_settings(CommandLine& line);
/// Throws UsageError, also where --output is given what belongs to --keep or --measure.
RunSettings read_run_settings(CommandLine const& line);

/// Declares --measure.
void declare_measure(CommandLine& line);
/// --measure, one of measures_of_worth(). Throws UsageError.
std::string requested_measure(CommandLine const& line);

/// Runs a plan (or reads what the output file has of it) and evaluates outputs; scenario i has the outputs `names(i)`,
/// all equally many. Outputs that do not exist are complained about before anything is run. None when it was stopped
/// and can be continued (which is printed on standard error); stopped without an output file, it throws.
std::optional<EvaluatedRun> run_and_evaluate(Plan const& plan, RunSettings const& settings,
                                             std::vector<std::string> const& names, Window const& window);

/// The same for the questions of the engine. What a part simulates is kept in a results file of its own,
/// FILE-PART.h5.
Evaluator evaluator_of(RunSettings const& settings);

}  // namespace silowalk::inline tools
