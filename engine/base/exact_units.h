#pragma once

#include <span>
#include <string>
#include <string_view>

/// Formats durations and rates in the unit in which they are shortest, for texts that are read again: "9 min", not
/// "0.00625 days". Every text reads back to the same double, bit for bit (see units.h). Each call parses its
/// candidates, one a unit: about a microsecond.
namespace silowalk::inline base {

/// Returns "9 min", "2.5 h", "30 days", "6 months"; in days where no unit has a number of at most 6 digits. Zero is
/// "0 days". Precondition: finite.
std::string exact_duration(double days);

/// Returns "25 per day", "3200 per month", "0.3 per year"; per day where no unit has a number of at most 6 digits.
/// Precondition: finite.
std::string exact_rate(double per_day);

/// Returns "0.35", or "1.8 %" where no plain number of at most 6 digits, but that percentage, reads back to the share.
/// Precondition: finite.
std::string exact_share(double share);

/// Numbers in one unit of time: "min" and {"2", "3.5"}.
struct ExactList {
  std::string_view unit;  ///< a constant
  std::string numbers;    ///< "2, 3.5"
};

/// Returns the numbers in days.
ExactList durations_in_days(std::span<double const> days);

/// Returns the numbers in the unit in which the list is shortest. Each number with the unit reads
/// back to its value. Precondition: finite. O(values).
ExactList exact_durations(std::span<double const> days);

}  // namespace silowalk::inline base
