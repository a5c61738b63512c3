#pragma once

#include <cmath>

#include "engine/base/portable_math.h"

/// Quiet churn while a customer dwells (model.md, "A visit", 10).
namespace silowalk {

/// The drift of the log hazard over one dwell: a(u) = a exp(-u / memory); memory_rate = 1 / memory (0: no drift).
struct HazardDrift {
  double a = 0;
  double memory_rate = 0;
};

/// Integral over (0, u) of exp(-a exp(-x / m)) dx = u + m sum over n >= 1 of (-a)^n (1 - q^n) / (n n!), q = exp(-u /
/// m). Right to 1e-12 relative for |a| <= 8. a = 0 costs nothing.
inline double relative_exposure(HazardDrift const& drift, double u) {
  if (drift.a == 0) return u;
  if (drift.memory_rate == 0) return u * portable_exp(-drift.a);
  double const q = portable_exp(-u * drift.memory_rate);
  double power = 1;  // (-a)^n / n!
  double q_power = 1;
  double sum = 0;
  for (int n = 1; n < 64; ++n) {
    power *= -drift.a / n;
    q_power *= q;
    double const term = power * (1 - q_power) / n;
    sum += term;
    double const size = power < 0 ? -power : power;
    if (size < 1e-14 && n > 1) break;
  }
  return u + sum / drift.memory_rate;
}

}  // namespace silowalk
