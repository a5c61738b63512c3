#pragma once

#include <array>
#include <cstddef>

#include "engine/base/portable_math.h"
#include "engine/simulation/model/model_tables.h"

/// The hazard of quiet churn while a customer dwells, relative to the hazard at baseline trust:
/// exp(-a exp(-u / memory)), u days into the dwell (see model.md, "Quiet churn"). Pure functions with portable
/// arithmetic, so results have the same bits on every machine.
namespace silowalk::inline simulation {

/// The drift of the log hazard over one dwell: a(u) = a exp(-u / memory); memory_rate = 1 / memory (0: no drift).
struct HazardDrift {
  double a = 0;            ///< log-odds of the hazard at the start of the dwell
  double memory_rate = 0;  ///< 1 / memory, per day
};

/// Returns the drift of a customer of this segment: a = sensitivity x trust, bounded by the segment's cap. `trust` in
/// log-odds, settled at the start of the dwell.
inline HazardDrift hazard_drift(SegmentRow const& s, double trust) {
  HazardDrift drift{0, s.memory_rate};
  if (trust != 0 && s.sensitivity != 0) {
    // Bounded, so that the series converges with its 64 terms.
    double const a = s.sensitivity * trust;
    drift.a = a > s.cap ? s.cap : a < -s.cap ? -s.cap : a;
  }
  return drift;
}

/// Returns the share of the hazard due to lost trust, `after` days into a dwell: max(0, 1 - h0 / h), h0 the hazard at
/// baseline trust.
inline double share_owed_to_trust(HazardDrift const& drift, double after) {
  double const a = drift.memory_rate == 0 ? drift.a : drift.a * portable_exp(-after * drift.memory_rate);
  return a < 0 ? 1 - portable_exp(a) : 0.0;
}

namespace hazard {

inline constexpr int most_terms = 64;
inline constexpr double enough = 1e-14;  ///< a power of the series below this ends it

/// Returns 1 / n for each n, so that the series multiplies instead of dividing.
constexpr std::array<double, most_terms> inverses() {
  std::array<double, most_terms> result{};
  for (int n = 1; n < most_terms; ++n) result[static_cast<std::size_t>(n)] = 1.0 / n;
  return result;
}
inline constexpr std::array<double, most_terms> inverse = inverses();

/// Computes the exposure of a short dwell by three-point Gauss-Legendre quadrature; the series would lose digits to
/// cancellation there. The relative error is about max(a, 1)^6 (u / m)^6 / 2 016 000.
inline double short_exposure(HazardDrift const& drift, double u) {
  constexpr double offset = 0.38729833462074168852;  // sqrt(3/5) / 2
  // The integrand at the three nodes; weights 5, 8, 5 over 18.
  auto const f = [&](double x) { return portable_exp(-drift.a * portable_exp(-x * drift.memory_rate)); };
  return u * (5 * (f(u * (0.5 - offset)) + f(u * (0.5 + offset))) + 8 * f(u * 0.5)) / 18;
}

/// Returns whether a dwell is short: short_exposure() is used, else series_exposure().
inline bool is_short(HazardDrift const& drift, double u) {
  double const size = drift.a < 0 ? -drift.a : drift.a;
  return u * drift.memory_rate < 0.25 && size * u * drift.memory_rate < 0.25;
}

/// Computes the exposure of any other dwell by the series of relative_exposure(), at most 63 terms. Precondition:
/// memory_rate > 0.
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
    // Terms shrink once n exceeds |a|; a small first one says nothing.
    if (term < enough && n > 1) break;
  }
  return u + sum / drift.memory_rate;
}

}  // namespace hazard

/// Computes the exposure, the integral over (0, u) of exp(-a exp(-x / m)) dx, in days at the baseline hazard:
///     u + m sum over n >= 1 of (-a)^n (1 - q^n) / (n n!), q = exp(-u / m)
/// Relative error at most 1e-9 for |a| <= 8. Where a = 0 it returns u at once. Precondition: u >= 0.
inline double relative_exposure(HazardDrift const& drift, double u) {
  if (drift.a == 0) return u;
  if (drift.memory_rate == 0) return u * portable_exp(-drift.a);
  return hazard::is_short(drift, u) ? hazard::short_exposure(drift, u) : hazard::series_exposure(drift, u);
}

/// Returns where in (low, high) the exposure reaches `goal`. Precondition: it does. The result has the bits of sixty
/// bisections of (low, high), in a third of the time. Called at most once in a life.
double exposure_crossing(HazardDrift const& drift, double low, double high, double goal);

}  // namespace silowalk::inline simulation
