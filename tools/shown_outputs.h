#pragma once

#include <string>

#include "engine/analysis/results/outputs.h"
#include "tools/options.h"

/// What verbs that show named outputs share.
namespace silowalk::inline tools {

/// "segment", "silo", "touchpoint" -> what --by means. Throws UsageError.
OutputOf parse_by(std::string const& word);

/// Declares --measure, --by, --from, --to and --scenario.
void declare_choice_options(CommandLine& line);

/// Reads them. Throws UsageError.
OutputChoice read_output_choice(CommandLine const& line);

}  // namespace silowalk::inline tools
