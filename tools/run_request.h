#pragma once

#include <string>
#include <vector>

#include "engine/experiment/run_request.h"
#include "tools/options.h"

namespace silowalk::inline tools {

CommandLine run_command_line();

/// Reads and checks the scenarios; warnings go to standard error. Throws UsageError and InvalidInput.
RunRequest read_request(CommandLine const& line);

/// "1%", "1 %", "0.01" -> 0.01, more than 0 and less than 1. Throws UsageError.
double parse_share_option(std::string const& option, std::string const& text);
inline double parse_precision(std::string const& text) { return parse_share_option("precision", text); }

}  // namespace silowalk::inline tools
