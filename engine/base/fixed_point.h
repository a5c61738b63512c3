#pragma once

#include <cstdint>

#include "engine/base/calendar.h"

/// Whole numbers that postings are made in, so that their order never matters.
namespace silowalk::inline base {

/// One unit of the currency, one head, one log-odds or one point, in millionths.
inline constexpr std::int64_t millionths_of_one = 1'000'000;

/// The nearest whole number; halves go away from zero.
constexpr std::int64_t to_whole(double x) { return static_cast<std::int64_t>(x + (x < 0 ? -0.5 : 0.5)); }
constexpr std::int64_t to_millionths(double x) { return to_whole(x * 1e6); }
/// Precondition: days >= 0.
constexpr std::int64_t to_microseconds(double days) {
  return static_cast<std::int64_t>(days * microseconds_per_day + 0.5);
}

}  // namespace silowalk::inline base
