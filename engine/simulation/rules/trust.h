#pragma once

#include "engine/scenario/scenario.h"

/// The change of trust by a visit, and its fading. Trust is in log-odds above the segment's baseline. Pure functions.
namespace silowalk::inline simulation {

/// The change of trust by one visit, in log-odds. Losses are positive.
struct TrustChange {
  double gain = 0;
  double own_loss = 0;     ///< caused by the silo that was visited
  double handed_loss = 0;  ///< caused by the silo that lost the context on the way to it

  constexpr double loss() const { return own_loss + handed_loss; }
};

/// Returns the loss for an outcome: `loss` after a failure, `loss` x `abandon` after abandoned or turned away, else 0.
/// A recovered failure costs nothing.
constexpr double outcome_loss(TrustEffect const& effect, Outcome outcome) {
  switch (outcome) {
    case Outcome::failure:
      return effect.loss;
    case Outcome::abandoned:
    case Outcome::turned_away:
      return effect.loss * effect.abandon;
    default:
      return 0;
  }
}

/// Returns the loss for a wait: proportional to it, and the whole of `effect.wait` from the tolerance on. `wait` in
/// days by the clock of the tolerance; `inverse_tolerance` is 1 / tolerance in 1 / days, 0 where waiting costs nothing.
constexpr double wait_loss(TrustEffect const& effect, double inverse_tolerance, double wait) {
  if (!(wait > 0 && inverse_tolerance > 0)) return 0;
  double const share = wait * inverse_tolerance;
  return effect.wait * (share < 1 ? share : 1.0);
}

/// Returns the change of trust by a visit under the touchpoint's weights (`effect`).
constexpr TrustChange trust_change(TrustEffect const& effect, double inverse_tolerance, Outcome outcome, double wait,
                                   bool context_lost) {
  return {outcome == Outcome::success ? effect.gain : 0.0,
          outcome_loss(effect, outcome) + wait_loss(effect, inverse_tolerance, wait),
          context_lost ? effect.handoff : 0.0};
}

/// Returns `change` with the losses of the silo visited multiplied by `own`, those of the silo that handed over by
/// `handed`. Gains stay.
constexpr TrustChange scale_losses(TrustChange const& change, double own, double handed) {
  return {change.gain, change.own_loss * own, change.handed_loss * handed};
}

/// Returns the exponent of the factor by which trust fades towards the baseline in `days`; `memory_rate` is 1 / memory,
/// per day. The exponent, not the factor, so that callers compute eight exponentials at once.
constexpr double fade_exponent(double days, double memory_rate) { return -days * memory_rate; }

}  // namespace silowalk::inline simulation
