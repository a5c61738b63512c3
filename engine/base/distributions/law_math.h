#pragma once

#include <stdexcept>

#include "engine/base/portable_math.h"

/// Shared helpers of the laws: checks of parameters, a root finder, one transform.
namespace silowalk::inline base::law_math {

inline constexpr double log_root_two_pi = 0.91893853320467274178;  ///< log sqrt(2 pi): phi(z) = exp(-z^2 / 2 - this)

/// Throws std::invalid_argument with `what` where a parameter is not allowed.
inline void require(bool holds, char const* what) {
  if (!holds) throw std::invalid_argument(what);
}

/// Returns whether x >= 0. Both functions return false for NaN and infinity.
inline bool is_amount(double x) { return x >= 0 && x < portable::infinity; }
/// Returns whether x > 0.
inline bool is_positive(double x) { return x > 0 && x < portable::infinity; }

/// Solves f(y) = target for an increasing f; `f(y)` returns value and slope. Precondition: the root and `guess` are in
/// [low, high]. Newton's method within a bracket; bisection where a step leaves it or, every second time, after nine
/// steps. Newton alone can leave the bracket where
/// the slope is near zero.
template <typename F>
double solve_increasing(F const& f, double low, double high, double target, double guess) {
  double y = guess;
  // Bounded: bisection every second time ends far sooner, whatever f is.
  for (int i = 0; i < 200; ++i) {
    auto const [value, slope] = f(y);
    (value < target ? low : high) = y;
    double const step = (target - value) / slope;
    double next = y + step;
    bool const slow = i > 8 && i % 2 == 0;
    if (slow || !(next > low && next < high)) next = 0.5 * (low + high);
    double const change = next - y;
    y = next;
    double const tolerance = 1e-15 * (y < 0 ? -y : y);
    if ((change <= tolerance && change >= -tolerance) || high - low <= tolerance) break;
  }
  return y;
}

/// Computes E e^(-tU), U uniform on (0, 1): (1 - e^-t) / t.
/// Precondition: t >= 0.
inline double laplace_of_unit(double t) { return t == 0 ? 1.0 : -portable_expm1(-t) / t; }

}  // namespace silowalk::inline base::law_math
