#include "engine/journey/dwell.h"

#include <cmath>

#include "engine/base/sampler.h"

namespace silowalk::inline journey {
namespace {

/// Moments and transform of a distribution. Gamma and Erlang have closed forms; a Sampler would first make tables,
/// which take a millisecond for each route.
class Law {
 public:
  /// Precondition: a gamma distribution has a coefficient of variation above 0 (its reader makes a constant of 0).
  explicit Law(Distribution const& distribution) {
    bool const erlang = distribution.kind == Distribution::Kind::erlang;
    if (!erlang && distribution.kind != Distribution::Kind::gamma) {
      sampler_ = Sampler(distribution);
      return;
    }
    shape_ = erlang ? distribution.b : 1 / (distribution.b * distribution.b);
    scale_ = distribution.a / shape_;
  }
  double mean() const { return shape_ > 0 ? shape_ * scale_ : sampler_.mean(); }                   ///< days
  double variance() const { return shape_ > 0 ? shape_ * scale_ * scale_ : sampler_.variance(); }  ///< days^2
  /// E exp(-rate D), `rate` per day. For gamma (1 + scale x rate)^-shape.
  double laplace(double rate) const {
    return shape_ > 0 ? std::exp(-shape_ * std::log1p(scale_ * rate)) : sampler_.laplace(rate);
  }

 private:
  Sampler sampler_;
  double shape_ = 0;
  double scale_ = 0;
};

/// Computes E D exp(-hD) = - d/dh E exp(-hD), by the five-point rule; a step of h / 20 keeps nine digits of what
/// Sampler gives.
double mean_if_through(Law const& law, double rate) {
  double const step = rate / 20;
  double const near = law.laplace(rate - step) - law.laplace(rate + step);
  double const far = law.laplace(rate - 2 * step) - law.laplace(rate + 2 * step);
  return (8 * near - far) / (12 * step);
}

}  // namespace

// All moments follow from the transform, so that no distribution needs an integral of its own.
Passage passage(Distribution const& distribution, double rate) {
  Law const law(distribution);
  Passage result;
  result.mean = law.mean();
  result.square = law.variance() + result.mean * result.mean;
  result.mean_if_through = result.mean;
  if (!(rate > 0) || result.mean == 0) return result;
  result.survives = law.laplace(rate);
  // Where almost nobody leaves, the formulas below cancel; the plain moments are then the better approximation.
  double const small = rate * result.mean;
  if (small < 1e-5) return result;
  // By integration by parts: E min(D, tau) = (1 - E exp(-hD)) / h, and the square likewise.
  result.mean = (1 - result.survives) / rate;
  result.mean_if_through = mean_if_through(law, rate);
  result.square = 2 / (rate * rate) * (1 - result.survives - rate * result.mean_if_through);
  return result;
}

double laplace(Distribution const& distribution, double rate) { return Law(distribution).laplace(rate); }

}  // namespace silowalk::inline journey
