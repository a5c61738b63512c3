#pragma once

#include <algorithm>

#include "engine/scenario/outputs.h"
#include "engine/statistics/estimate.h"

/// Intervals of quantities that have a range. Functions are pure and safe from several threads.
namespace silowalk::inline statistics {

/// Returns the estimate with its interval cut at zero. For quantities that are never negative, not for differences.
/// What is cut off is impossible, so that the shorter interval covers the true value as often as Student's t does.
inline Estimate not_below_zero(Estimate value) {
  if (value.low) value.low = std::max(*value.low, 0.0);
  return value;
}

/// Returns the estimate with its interval cut to the range of its kind: shares lie within 0 and 1; counts, rates,
/// durations and agents are not below 0; money, scores and log-odds have no range. Not for differences.
inline Estimate within_range(Estimate value, OutputKind kind) {
  if (kind == OutputKind::money || kind == OutputKind::score || kind == OutputKind::log_odds) return value;
  if (kind == OutputKind::share && value.high) value.high = std::min(*value.high, 1.0);
  return not_below_zero(value);
}

}  // namespace silowalk::inline statistics
