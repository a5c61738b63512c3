#include "engine/statistics/wording.h"

#include <cmath>

#include "engine/base/calendar.h"
#include "engine/base/text.h"

namespace silowalk::inline statistics {
namespace {

/// Chooses the suffix by the rounded value: 999.6 k would read "1000 k", so the limits lie half a digit lower.
std::string with_magnitude(double value) {
  double const size = std::abs(value);
  if (size >= 999.5e6) return three_digits(value / 1e9) + " bn";
  if (size >= 999.5e3) return three_digits(value / 1e6) + " M";
  if (size >= 9995) return three_digits(value / 1e3) + " k";
  return three_digits(value);
}

/// Returns a duration in the largest unit in which it is not small: up to 100 s, up to 100 min, up to 48 h, then days.
std::string duration(double days) {
  double const seconds = std::abs(days) * seconds_per_day;
  if (seconds == 0) return "0 s";
  if (seconds < 0.9995) return three_digits(days * milliseconds_per_day) + " ms";
  if (seconds < 99.95) return three_digits(days * seconds_per_day) + " s";
  if (seconds < 99.95 * 60) return three_digits(days * minutes_per_day) + " min";
  // Up to two days in hours: "36 h" reads better than "1.50 days".
  if (seconds < 48 * 3600) return three_digits(days * 24) + " h";
  return three_digits(days) + " days";
}

}  // namespace

std::string worded(double value, OutputKind kind, std::string const& currency) {
  switch (kind) {
    case OutputKind::share:
      return percent(value);
    case OutputKind::yearly_rate:
      return three_digits(value) + " a year";
    case OutputKind::money:
      return currency + " " + with_magnitude(value);
    case OutputKind::duration:
      return duration(value);
    default:
      return with_magnitude(value);
  }
}

}  // namespace silowalk::inline statistics
