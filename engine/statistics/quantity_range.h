#pragma once

#include <algorithm>

#include "engine/scenario/outputs.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

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

/// Returns the estimate with its interval cut to the range of an output. A load is a share of agents' time, but the
/// work offered can exceed it: only zero bounds a load.
inline Estimate within_range(Estimate value, NamedOutput const& output) {
  return output.name().ends_with(".load") ? not_below_zero(value) : within_range(value, output.kind());
}

}  // namespace silowalk::inline statistics
