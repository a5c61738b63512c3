#pragma once

#include <string>
#include <vector>

#include "engine/experiment/run_request.h"
#include "tools/options.h"

/// @file
/// The options of `silowalk run`, and their checks.

namespace silowalk::inline tools {

/// Returns the command line of `silowalk run` with all options declared, before parsing.
CommandLine run_command_line();

/// Reads and checks the options and all scenarios; warnings go to standard error. Nothing is simulated before all
/// scenarios are sound. Throws UsageError and InvalidInput.
RunRequest read_request(CommandLine const& line);

/// Returns 0.01 for "1%", "1 %" and "0.01". Throws UsageError unless it is more than 0 and less than 1.
double parse_share_option(std::string const& option, std::string const& text);
/// Returns --precision as a share. Errors as for parse_share_option().
inline double parse_precision(std::string const& text) { return parse_share_option("precision", text); }

}  // namespace silowalk::inline tools
