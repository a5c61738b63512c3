#include "engine/simulation/rules/hazard.h"

#include <limits>

namespace silowalk::inline simulation {

namespace {

/// A point near the crossing, and the distance beyond which no evaluation can be on the wrong side.
struct Near {
  double at;      ///< days into the dwell
  double margin;  ///< days to either side within which the exposure must be evaluated
};

/// Returns |x - y|.
double distance(double x, double y) { return x < y ? y - x : x - y; }

/// Finds the crossing by Newton's method from the chord. The rounding errors of the exposure, over its slope, stay
/// below 1e-15 (1 + |a|) e^|a| of `high`, a hundredth of the margin. Where short dwells end and the series begins, the
/// two differ by about 1e-10. Near there, or where Newton does not converge, the margin is infinite.
Near near_crossing(HazardDrift const& drift, double low, double high, double goal) {
  double const size = drift.a < 0 ? -drift.a : drift.a;
  double const steepest = high * portable_exp(size);
  double const margin = 1e-13 * steepest;
  double const from = relative_exposure(drift, low);
  double x = low + (high - low) * ((goal - from) / (relative_exposure(drift, high) - from));
  for (int i = 0; i < 8; ++i) {
    double const slope = portable_exp(-drift.a * portable_exp(-x * drift.memory_rate));
    double const step = (goal - relative_exposure(drift, x)) / slope;
    x += step;
    if (!(x > low && x < high)) break;
    if (distance(step, 0) > 0.1 * margin) continue;
    double const end_of_short = 0.25 / (drift.memory_rate * (size > 1 ? size : 1.0));
    if (distance(x, end_of_short) < 1e-9 * steepest) break;
    return {x, margin};
  }
  return {x, std::numeric_limits<double>::infinity()};
}

}  // namespace

double exposure_crossing(HazardDrift const& drift, double low, double high, double goal) {
  if (drift.a == 0) return goal < low ? low : goal > high ? high : goal;
  // The result must not depend on how many evaluations were saved.
  // Newton alone would return other bits than bisection. It only replaces the evaluations whose side is certain.
  Near near{0, std::numeric_limits<double>::infinity()};
  if (drift.memory_rate > 0) near = near_crossing(drift, low, high, goal);
  for (int i = 0; i < 60; ++i) {
    double const middle = 0.5 * (low + high);
    if (middle == low || middle == high) return middle;  // more halvings would stay here
    bool const below =
        distance(middle, near.at) > near.margin ? middle < near.at : relative_exposure(drift, middle) < goal;
    (below ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace silowalk::inline simulation
