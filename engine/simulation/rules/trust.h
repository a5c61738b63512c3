#pragma once

#include "engine/scenario/scenario.h"

/// What a visit does to trust, and how trust fades. Trust is in log-odds above the segment's baseline.
namespace silowalk::inline simulation {

/// What one visit does to trust. Losses are positive.
struct TrustChange {
  double gain = 0;
  double own_loss = 0;     ///< caused by the silo that was visited
  double handed_loss = 0;  ///< caused by the silo that lost the context on the way to it

  constexpr double loss() const { return own_loss + handed_loss; }
};

/// The loss for an outcome that is no success: a failure costs `loss`, giving up or being turned away `loss` x
/// `abandon`. A recovered failure costs nothing.
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

/// The loss for a wait: in proportion to it, up to the whole of `wait` from the tolerance on. `wait` in open days;
/// `inverse_tolerance` is 1 / tolerance, 0 where waiting costs nothing.
constexpr double wait_loss(TrustEffect const& effect, double inverse_tolerance, double wait) {
  if (!(wait > 0 && inverse_tolerance > 0)) return 0;
  double const share = wait * inverse_tolerance;
  return effect.wait * (share < 1 ? share : 1.0);
}

/// What a visit does to trust, as the touchpoint's `effect` says.
constexpr TrustChange trust_change(TrustEffect const& effect, double inverse_tolerance, Outcome outcome, double wait,
                                   bool context_lost) {
  return {outcome == Outcome::success ? effect.gain : 0.0,
          outcome_loss(effect, outcome) + wait_loss(effect, inverse_tolerance, wait),
          context_lost ? effect.handoff : 0.0};
}

/// The same with the losses of the silo visited and of the silo that handed over multiplied.
constexpr TrustChange scale_losses(TrustChange const& change, double own, double handed) {
  return {change.gain, change.own_loss * own, change.handed_loss * handed};
}

/// The exponent of the factor by which trust fades towards the baseline in `days`; `memory_rate` is 1 / memory.
constexpr double fade_exponent(double days, double memory_rate) { return -days * memory_rate; }

}  // namespace silowalk::inline simulation
