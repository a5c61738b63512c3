#pragma once

#include <string>

namespace silowalk::inline scenario {

/// One dotted path and a value, as in `--set silo.care.agents=30`. The value is TOML text; a bare word that is no TOML
/// value is taken as a string ("--set segment.a.arrivals=25 per day" works unquoted).
struct Override {
  std::string path;
  std::string value;
  std::string origin;  ///< shown as the file in complaints: "--set"
};

/// `PATH=VALUE` -> Override. Throws InvalidInput.
Override parse_override(std::string const& text);

}  // namespace silowalk::inline scenario
