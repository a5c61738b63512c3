#pragma once

#include <cstddef>
#include <limits>

#include "engine/simulation/model/customer.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/rules/hazard.h"
#include "engine/simulation/rules/lane_math.h"

/// Quiet churn: one unit exponential per life, used up while a customer dwells.
///
/// The customer leaves when the accumulated hazard reaches it. This is exact in law, needs one draw per life, and keeps
/// the same customer comparable between scenarios (common random numbers). Drawing at each dwell would not.
namespace silowalk::inline simulation {

inline constexpr double never = std::numeric_limits<double>::infinity();  ///< a moment that does not come

/// The result of a dwell for the life clock.
struct LifeEnd {
  double after = never;  ///< days into the dwell at which the customer left; never: they stayed
  double caused = 0;     ///< the share of the hazard at that moment due to lost trust, share_owed_to_trust()
};

namespace life {

/// Returns the result for a customer who leaves `after` days into the dwell.
inline LifeEnd left(HazardDrift const& drift, double after) { return {after, share_owed_to_trust(drift, after)}; }

/// Returns the first step of the hazard that begins after this tenure (days). Tenure never falls within a life, so the
/// search continues where it stopped and is constant on average. From step 255 on each search starts at 255.
inline std::size_t step_at(SegmentRow const& s, Customer& c, double tenure) {
  std::size_t step = c.tenure_step;
  while (step < s.tenure.size() && s.tenure[step].from <= tenure) ++step;
  c.tenure_step = static_cast<std::uint8_t>(step < 255 ? step : 255);
  return step;
}

/// Returns where the piece of a dwell before a step ends, in days into the dwell.
inline double end_of_piece(SegmentRow const& s, std::size_t step, double tenure, double dwell) {
  return step < s.tenure.size() && s.tenure[step].from - tenure < dwell ? s.tenure[step].from - tenure : dwell;
}

/// Updates the life clock piece by piece, because the tenure factor is constant between steps. ask_exposures() must
/// request exactly these exposures in this order.
template <class Expose>
LifeEnd spend_by_tenure(SegmentRow const& s, Customer& c, double from, double dwell, HazardDrift const& drift,
                        double rate, Expose& expose) {
  double const tenure = from - c.joined;
  double begin = 0;
  double exposed = 0;
  std::size_t step = step_at(s, c, tenure);
  while (true) {
    double const end = end_of_piece(s, step, tenure, dwell);
    // Exposures accumulate from the start of the dwell, so that each piece needs one evaluation at its end.
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

/// Subtracts the accumulated hazard of a dwell from the customer's life clock and returns whether the customer left.
/// `from` is in days since month 0, `dwell` in days. `expose(drift, u)` returns relative_exposure(drift, u).
/// Precondition: the trust is settled at `from`. Where the customer leaves, the life clock keeps its value.
template <class Expose>
LifeEnd spend_life(SegmentRow const& s, Customer& c, double from, double dwell, Expose expose) {
  HazardDrift const drift = hazard_drift(s, c.trust);
  double const rate = s.hazard * c.frailty;
  if (!s.tenure.empty()) return life::spend_by_tenure(s, c, from, dwell, drift, rate, expose);
  double const spent = rate * expose(drift, dwell);
  if (spent >= c.life_left) return life::left(drift, exposure_crossing(drift, 0, dwell, c.life_left / rate));
  c.life_left -= spent;
  return {};
}

/// Requests the exposures that spend_life() uses, in its order. It may request more: spend_life() stops at a departure.
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
