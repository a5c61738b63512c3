#pragma once

#include <array>
#include <cstddef>

#include "engine/base/portable_math.h"
#include "engine/simulation/model/model_tables.h"

/// Quiet churn while a customer dwells.
namespace silowalk::inline simulation {

/// The drift of the log hazard over one dwell: a(u) = a exp(-u / memory); memory_rate = 1 / memory (0: no drift).
struct HazardDrift {
  double a = 0;
  double memory_rate = 0;
};

/// The drift of a customer of this segment whose trust was settled at the start of the dwell.
inline HazardDrift hazard_drift(SegmentRow const& s, double trust) {
  HazardDrift drift{0, s.memory_rate};
  if (trust != 0 && s.sensitivity != 0) {
    double const a = s.sensitivity * trust;
    drift.a = a > s.cap ? s.cap : a < -s.cap ? -s.cap : a;
  }
  return drift;
}

/// The part of the hazard after so many days of a dwell that is owed to lost trust, max(0, 1 - h0 / h).
inline double share_owed_to_trust(HazardDrift const& drift, double after) {
  double const a = drift.memory_rate == 0 ? drift.a : drift.a * portable_exp(-after * drift.memory_rate);
  return a < 0 ? 1 - portable_exp(a) : 0.0;
}

namespace hazard {

inline constexpr int most_terms = 64;
inline constexpr double enough = 1e-14;  ///< a power of the series below this ends it

constexpr std::array<double, most_terms> inverses() {
  std::array<double, most_terms> result{};
  for (int n = 1; n < most_terms; ++n) result[static_cast<std::size_t>(n)] = 1.0 / n;
  return result;
}
inline constexpr std::array<double, most_terms> inverse = inverses();

/// Three-point Gauss-Legendre over a short dwell, where the series would lose its digits to cancellation. The relative
/// error is about max(a, 1)^6 (u / m)^6 / 2 016 000.
inline double short_exposure(HazardDrift const& drift, double u) {
  constexpr double offset = 0.38729833462074168852;  // sqrt(3/5) / 2
  auto const f = [&](double x) { return portable_exp(-drift.a * portable_exp(-x * drift.memory_rate)); };
  return u * (5 * (f(u * (0.5 - offset)) + f(u * (0.5 + offset))) + 8 * f(u * 0.5)) / 18;
}

/// Which of the two serves.
inline bool is_short(HazardDrift const& drift, double u) {
  double const size = drift.a < 0 ? -drift.a : drift.a;
  return u * drift.memory_rate < 0.25 && size * u * drift.memory_rate < 0.25;
}

inline double series_exposure(HazardDrift const& drift, double u) {
  double const q = portable_exp(-u * drift.memory_rate);
  double power = 1;  // (-a)^n / n!
  double q_power = 1;
  double sum = 0;
  for (std::size_t n = 1; n < most_terms; ++n) {
    power *= -drift.a * inverse[n];
    q_power *= q;
    sum += power * (1 - q_power) * inverse[n];
    double const term = power < 0 ? -power : power;
    if (term < enough && n > 1) break;
  }
  return u + sum / drift.memory_rate;
}

}  // namespace hazard

/// Integral over (0, u) of exp(-a exp(-x / m)) dx = u + m sum over n >= 1 of (-a)^n (1 - q^n) / (n n!), q = exp(-u /
/// m). Right to 1e-9 relative for |a| <= 8. a = 0 costs nothing.
inline double relative_exposure(HazardDrift const& drift, double u) {
  if (drift.a == 0) return u;
  if (drift.memory_rate == 0) return u * portable_exp(-drift.a);
  return hazard::is_short(drift, u) ? hazard::short_exposure(drift, u) : hazard::series_exposure(drift, u);
}

/// Where in (low, high) the exposure reaches `goal`, which it does: what sixty halvings of (low, high) come to, bit for
/// bit, in a third of the time. Once in a life.
double exposure_crossing(HazardDrift const& drift, double low, double high, double goal);

}  // namespace silowalk::inline simulation
