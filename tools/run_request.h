#pragma once

#include <string>
#include <vector>

#include "engine/experiment/plan.h"
#include "tools/options.h"

namespace silowalk::inline tools {

/// What `silowalk run` was asked for: plain values.
struct RunRequest {
  Plan plan;
  std::string output;                ///< path
  std::vector<std::string> outputs;  ///< named outputs that were asked for
  int threads = 1;
  bool force = false;
  bool quiet = false;
  bool json = false;
};

CommandLine run_command_line();

/// Reads and checks the scenarios; warnings go to standard error. Throws UsageError and InvalidInput.
RunRequest read_request(CommandLine const& line);

/// "1%", "1 %", "0.01" -> 0.01, more than 0 and less than 1. Throws UsageError.
double parse_share_option(std::string const& option, std::string const& text);
inline double parse_precision(std::string const& text) { return parse_share_option("precision", text); }

}  // namespace silowalk::inline tools
