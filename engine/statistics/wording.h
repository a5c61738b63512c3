#pragma once

#include <string>

#include "engine/statistics/named_output.h"

namespace silowalk::inline statistics {

/// A value as people read it: "6.2 min", "EUR 1.23 M", "33.1 %", "0.331 a year". Three significant digits at least;
/// never used in files.
std::string worded(double value, OutputKind kind, std::string const& currency);
inline std::string worded(double value, NamedOutput const& output) {
  return worded(value, output.kind(), output.currency());
}

}  // namespace silowalk::inline statistics
