#pragma once

#include <cstddef>
#include <limits>

#include "engine/simulation/model/customer.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/rules/hazard.h"
#include "engine/simulation/rules/lane_math.h"

/// Quiet churn: one unit exponential per life, spent while a customer dwells.
namespace silowalk::inline simulation {

inline constexpr double never = std::numeric_limits<double>::infinity();

/// How a dwell ended for the life clock.
struct Leaving {
  double after = never;  ///< days into the dwell at which the customer left; never: they stayed
  double caused = 0;     ///< the part of the hazard at that moment that is owed to lost trust, share_owed_to_trust()
};

namespace life {

inline Leaving left(HazardDrift const& drift, double after) { return {after, share_owed_to_trust(drift, after)}; }

/// The first step of the hazard that begins after this tenure. It never falls, so the search goes on where it stopped.
inline std::size_t step_at(SegmentRow const& s, Customer& c, double tenure) {
  std::size_t step = c.tenure_step;
  while (step < s.tenure.size() && s.tenure[step].from <= tenure) ++step;
  c.tenure_step = static_cast<std::uint8_t>(step < 255 ? step : 255);
  return step;
}

/// Where the piece of a dwell that lies before a step ends, in days into the dwell.
inline double end_of_piece(SegmentRow const& s, std::size_t step, double tenure, double dwell) {
  return step < s.tenure.size() && s.tenure[step].from - tenure < dwell ? s.tenure[step].from - tenure : dwell;
}

/// The hazard by tenure is constant between steps, so the dwell is spent piece by piece.
template <class Expose>
Leaving spend_by_tenure(SegmentRow const& s, Customer& c, double from, double dwell, HazardDrift const& drift,
                        double rate, Expose& expose) {
  double const tenure = from - c.joined;
  double begin = 0;
  double exposed = 0;
  std::size_t step = step_at(s, c, tenure);
  while (true) {
    double const end = end_of_piece(s, step, tenure, dwell);
    double const factor = rate * (step == 0 ? 1.0 : s.tenure[step - 1].times);
    double const upto = expose(drift, end);
    double const spent = factor * (upto - exposed);
    if (spent >= c.life_left && factor > 0)
      return left(drift, exposure_crossing(drift, begin, end, exposed + c.life_left / factor));
    c.life_left -= spent;
    if (end >= dwell) return {};
    exposed = upto;
    begin = end;
    ++step;
  }
}

}  // namespace life

/// Spends a customer's life clock over a dwell that begins at `from` with the trust settled there. `expose(drift, u)`
/// gives relative_exposure(drift, u).
template <class Expose>
Leaving spend_life(SegmentRow const& s, Customer& c, double from, double dwell, Expose expose) {
  HazardDrift const drift = hazard_drift(s, c.trust);
  double const rate = s.hazard * c.frailty;
  if (!s.tenure.empty()) return life::spend_by_tenure(s, c, from, dwell, drift, rate, expose);
  double const spent = rate * expose(drift, dwell);
  if (spent >= c.life_left) return life::left(drift, exposure_crossing(drift, 0, dwell, c.life_left / rate));
  c.life_left -= spent;
  return {};
}

/// Asks for the exposures that spend_life() will want, in its order.
inline void ask_exposures(SegmentRow const& s, Customer& c, double from, double dwell, Exposures& exposures) {
  HazardDrift const drift = hazard_drift(s, c.trust);
  if (s.tenure.empty()) {
    exposures.ask(drift, dwell);
    return;
  }
  double const tenure = from - c.joined;
  double end = 0;
  for (std::size_t step = life::step_at(s, c, tenure);; ++step) {
    end = life::end_of_piece(s, step, tenure, dwell);
    exposures.ask(drift, end);
    if (end >= dwell) return;
  }
}

}  // namespace silowalk::inline simulation
