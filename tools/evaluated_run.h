#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/whatif/evaluate_plan.h"
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
  bool json = false;
};

/// Declares --out, --replications, --seed, --threads, --force, --quiet and --json.
void declare_run_settings(CommandLine& line);
/// Throws UsageError.
RunSettings read_run_settings(CommandLine const& line);

/// --output, one of those of which more is better; value_at_close where it is not given. Throws UsageError.
std::string requested_measure(CommandLine const& line);

/// evaluate_plan() with a progress line and stopped by Ctrl-C. None when it was stopped and can be continued, which is
/// printed on standard error.
std::optional<EvaluatedRun> run_and_evaluate(Plan const& plan, RunSettings const& settings,
                                             std::vector<std::string> const& names, Window const& window);

}  // namespace silowalk::inline tools
