#pragma once

#include "engine/base/distribution.h"

namespace silowalk::inline journey {

/// What the closed forms need to know of a time D through which somebody passes while leaving at rate h.
struct Passage {
  double mean = 0;             ///< E min(D, tau): time passed, tau exponential of rate h
  double square = 0;           ///< E min(D, tau)^2
  double survives = 1;         ///< E exp(-hD)
  double mean_if_through = 0;  ///< E D exp(-hD): time passed where it is survived
};

Passage passage(Distribution const& distribution, double rate);

/// E exp(-rate D).
double laplace(Distribution const& distribution, double rate);

}  // namespace silowalk::inline journey
