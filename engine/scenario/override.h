#pragma once

#include <string>

namespace silowalk::inline scenario {

/// One dotted path and a value, as in `--set silo.care.agents=30`. The value is TOML text; text that is not a TOML
/// value is read as a string ("--set segment.a.arrivals=25 per day" works unquoted).
struct Override {
  std::string path;    ///< "silo.care.agents", names without quotes
  std::string value;   ///< TOML text, or a text without quotes
  std::string origin;  ///< shown as the file in complaints: "--set"
};

/// Splits `PATH=VALUE` at the first '='; blanks around both are dropped. Throws InvalidInput where either is empty.
/// Whether the path exists is checked when it is applied.
Override parse_override(std::string const& text);

}  // namespace silowalk::inline scenario
