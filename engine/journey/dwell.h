#pragma once

#include "engine/base/distribution.h"

namespace silowalk::inline journey {

/// Moments of a time D during which a customer leaves at rate h per day. Days.
struct Passage {
  double mean = 0;             ///< E min(D, tau): time passed, tau exponential of rate h
  double square = 0;           ///< E min(D, tau)^2
  double survives = 1;         ///< E exp(-hD)
  double mean_if_through = 0;  ///< E D exp(-hD): time passed where it is survived
};

/// Computes the moments for `rate` h >= 0 per day. Where h E D < 1e-5, the mean and
/// the square are those of D itself. mean_if_through comes from a numerical derivative, right to about nine digits.
Passage passage(Distribution const& distribution, double rate);

/// Computes E exp(-rate D), rate >= 0 per day.
/// Also at rate 0, where it is 1. For gamma and Erlang in closed form; otherwise a Sampler is made, with its tables.
double laplace(Distribution const& distribution, double rate);

}  // namespace silowalk::inline journey
