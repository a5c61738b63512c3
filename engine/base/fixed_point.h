#pragma once

#include <cstdint>

#include "engine/base/calendar.h"

/// Converts amounts to the whole numbers in which the ledger is kept. Sums of doubles depend on the order of addition;
/// sums of whole numbers do not, so any number of threads gives the same totals.
///
/// No function here checks for overflow. Precondition: the result fits into 64 bits.
namespace silowalk::inline base {

/// One unit of the currency, one head, one log-odds or one point, in millionths.
inline constexpr std::int64_t millionths_of_one = 1'000'000;

/// Returns the nearest whole number; halves are rounded away from zero.
constexpr std::int64_t to_whole(double x) { return static_cast<std::int64_t>(x + (x < 0 ? -0.5 : 0.5)); }
/// Returns millionths of `x`: of the currency, of a head, of a log-odds or of a point.
constexpr std::int64_t to_millionths(double x) { return to_whole(x * 1e6); }
/// Returns a duration in days as microseconds. Precondition: days >= 0.
constexpr std::int64_t to_microseconds(double days) {
  return static_cast<std::int64_t>(days * microseconds_per_day + 0.5);
}

}  // namespace silowalk::inline base
