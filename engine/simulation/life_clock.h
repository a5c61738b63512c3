#pragma once

#include <cstddef>
#include <limits>

#include "engine/simulation/customer.h"
#include "engine/simulation/hazard.h"
#include "engine/simulation/model_tables.h"

/// Quiet churn: one unit exponential per life, spent while a customer dwells.
namespace silowalk {

inline constexpr double never = std::numeric_limits<double>::infinity();

/// How a dwell ended for the life clock.
struct Leaving {
  double after = never;  ///< days into the dwell at which the customer left; never: they stayed
  double caused = 0;     ///< the part of the hazard at that moment that is owed to lost trust, max(0, 1 - h0 / h)
};

namespace life {

/// Where in (low, high) the exposure reaches `goal`: bisection, once in a life.
inline double crossing(HazardDrift const& drift, double low, double high, double goal) {
  if (drift.a == 0) return goal < low ? low : goal > high ? high : goal;
  for (int i = 0; i < 60; ++i) {
    double const middle = 0.5 * (low + high);
    (relative_exposure(drift, middle) < goal ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

inline Leaving left(HazardDrift const& drift, double after) {
  double const a = drift.memory_rate == 0 ? drift.a : drift.a * portable_exp(-after * drift.memory_rate);
  return {after, a < 0 ? 1 - portable_exp(a) : 0.0};
}

/// The hazard by tenure is constant between steps, so the dwell is spent piece by piece.
inline Leaving spend_by_tenure(SegmentRow const& s, Customer& c, double from, double dwell, HazardDrift const& drift,
                               double rate) {
  double const tenure = from - c.joined;
  double begin = 0;
  double exposed = 0;
  std::size_t step = 0;
  while (step < s.tenure.size() && s.tenure[step].from <= tenure) ++step;
  while (true) {
    double end = dwell;
    if (step < s.tenure.size() && s.tenure[step].from - tenure < dwell) end = s.tenure[step].from - tenure;
    double const factor = rate * (step == 0 ? 1.0 : s.tenure[step - 1].times);
    double const upto = relative_exposure(drift, end);
    double const spent = factor * (upto - exposed);
    if (spent >= c.life_left && factor > 0)
      return left(drift, crossing(drift, begin, end, exposed + c.life_left / factor));
    c.life_left -= spent;
    if (end >= dwell) return {};
    exposed = upto;
    begin = end;
    ++step;
  }
}

}  // namespace life

/// Spends a customer's life clock over a dwell that begins at `from` with the trust settled there.
inline Leaving spend_life(SegmentRow const& s, Customer& c, double from, double dwell) {
  HazardDrift drift{0, s.memory_rate};
  if (c.trust != 0 && s.sensitivity != 0) {
    double const a = s.sensitivity * c.trust;
    drift.a = a > s.cap ? s.cap : a < -s.cap ? -s.cap : a;
  }
  double const rate = s.hazard * c.frailty;
  if (!s.tenure.empty()) return life::spend_by_tenure(s, c, from, dwell, drift, rate);
  double const spent = rate * relative_exposure(drift, dwell);
  if (spent >= c.life_left) return life::left(drift, life::crossing(drift, 0, dwell, c.life_left / rate));
  c.life_left -= spent;
  return {};
}

}  // namespace silowalk
