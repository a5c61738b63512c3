#pragma once

#include <string>

#include "engine/statistics/named_output.h"

/// The one place of this layer that makes text for people.
namespace silowalk::inline statistics {

/// Returns a value as people read it: "6.2 min", "EUR 1.23 M", "33.1 %", "0.331 a year". `value` is in base units
/// (durations in days). Rounded, so never used in files.
std::string worded(double value, OutputKind kind, std::string const& currency);
inline std::string worded(double value, NamedOutput const& output) {
  return worded(value, output.kind(), output.currency());
}

}  // namespace silowalk::inline statistics
