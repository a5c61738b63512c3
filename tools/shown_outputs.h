#pragma once

#include <string>

#include "engine/analysis/results/outputs.h"
#include "tools/options.h"

/// Options shared by the verbs that show named outputs.
namespace silowalk::inline tools {

/// Returns the meaning of --by: "segment", "silo" or "touchpoint". Throws UsageError with a guess.
OutputOf parse_by(std::string const& word);

/// Declares --from and --to.
void declare_window_options(CommandLine& line);
/// Reads them. That `to` comes after `from`, and within the horizon, is checked against the results file.
Window read_window(CommandLine const& line);

/// Declares --measure, --by, --from, --to and --scenario.
void declare_choice_options(CommandLine& line);

/// Reads them. Names and months are checked against the results file later. Throws UsageError.
OutputChoice read_output_choice(CommandLine const& line);

}  // namespace silowalk::inline tools
