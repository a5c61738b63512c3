#include <cmath>

#include "engine/base/sampler.h"
#include "engine/base/sampler_tables.h"

namespace silowalk::inline base {

namespace {

constexpr double log_root_two_pi = 0.91893853320467274178;

/// E e^(-tU), U uniform on (0, 1): (1 - e^-t) / t.
double laplace_of_unit(double t) { return t == 0 ? 1.0 : -portable_expm1(-t) / t; }

/// E e^(-tX), X on (0, 1) with density 2x: 2 (1 - (1 + t) e^-t) / t^2; by its power series where that cancels.
double laplace_of_rising(double t) {
  if (t > 2.0) return 2.0 * (1.0 - (1.0 + t) * portable_exp(-t)) / (t * t);
  double term = 1.0;
  double sum = 0;
  for (int n = 0; n < 30; ++n) {
    sum += term * 2.0 / (n + 2);
    term *= -t / (n + 1);
  }
  return sum;
}

/// E e^(-tX), X on (0, 1) with density 2 (1 - x): 2 (t - 1 + e^-t) / t^2.
double laplace_of_falling(double t) {
  if (t > 2.0) return 2.0 * (t + portable_expm1(-t)) / (t * t);
  double term = 1.0;
  double sum = 0;
  for (int n = 0; n < 30; ++n) {
    sum += term;
    term *= -t / (n + 3);
  }
  return sum;
}

/// E exp(-s e^(mu + sigma Z)), Z normal. The trapezoidal rule converges like exp(-2 pi d / h), d = pi / (2 sigma) being
/// how far the integrand is analytic; the tails left out hold 1e-19.
double laplace_of_lognormal(double s, double mu, double sigma) {
  constexpr double h = 1.0 / 64;
  constexpr int reach = 9 * 64;
  double sum = 0;
  for (int i = -reach; i <= reach; ++i) {
    double const z = i * h;
    sum += portable_exp(-0.5 * z * z - log_root_two_pi - s * portable_exp(mu + sigma * z));
  }
  return sum * h;
}

/// E exp(-s scale E^(1 / k)), E unit exponential = e^t: the trapezoidal rule in t, as above with d = min(1, k) pi / 2.
double laplace_of_weibull(double s, double scale, double inverse_shape) {
  constexpr double h = 1.0 / 64;
  constexpr int from = -40 * 64;
  constexpr int to = 4 * 64;
  double const log_scale = portable_log(s * scale);
  double sum = 0;
  for (int i = from; i <= to; ++i) {
    double const t = i * h;
    sum += portable_exp(t - portable_exp(t) - portable_exp(log_scale + inverse_shape * t));
  }
  return sum * h;
}

}  // namespace

double Sampler::variance() const {
  switch (law_) {
    case Law::constant:
      return 0;
    case Law::exponential:
      return a_ * a_;
    case Law::uniform:
      return b_ * b_ / 12.0;
    case Law::triangular: {
      double const below = b_ - a_;
      double const above = c_ - b_;
      return (below * below + below * above + above * above) / 18.0;
    }
    case Law::normal:
      return variance_normal();
    case Law::lognormal:
      return mean_ * mean_ * portable_expm1(b_ * b_);
    case Law::gamma:
      return a_ * b_ * b_;
    case Law::weibull: {
      double const ratio = log_gamma(1.0 + 2.0 * b_) - 2.0 * log_gamma(1.0 + b_);
      return mean_ * mean_ * portable_expm1(ratio);
    }
    case Law::values:
    case Law::interpolated:
      return variance_empirical();
  }
  return 0;
}

/// sigma^2 (1 + c h - h^2), c = -mu / sigma, h = phi(c) / P(Z > c).
double Sampler::variance_normal() const {
  double const cut = -a_ / b_;
  double const hazard = (mean_ - a_) / b_;
  return b_ * b_ * (1.0 - hazard * (hazard - cut));
}

double Sampler::variance_empirical() const {
  std::vector<double> const& values = tables_->values;
  std::size_t const count = tables_->cumulative.size();
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    double const low = values[i] - mean_;
    double const high = law_ == Law::interpolated ? values[i + 1] - mean_ : low;
    sum += (low * low + low * high + high * high) / 3.0;
  }
  return sum / static_cast<double>(count);
}

double Sampler::laplace(double s) const {
  if (s == 0) return 1.0;
  switch (law_) {
    case Law::constant:
      return portable_exp(-s * a_);
    case Law::exponential:
      return 1.0 / (1.0 + s * a_);
    case Law::uniform:
      return portable_exp(-s * a_) * laplace_of_unit(s * b_);
    case Law::triangular:
      return laplace_triangular(s);
    case Law::normal:
      return laplace_normal(s);
    case Law::lognormal:
      return laplace_of_lognormal(s, a_, b_);
    case Law::gamma:
      return portable_exp(-a_ * portable_log1p(s * b_));
    case Law::weibull:
      return laplace_of_weibull(s, a_, b_);
    case Law::values:
    case Law::interpolated:
      return laplace_empirical(s);
  }
  return 1.0;
}

double Sampler::laplace_triangular(double s) const {
  double const below = portable_exp(-s * a_) * laplace_of_rising(s * (b_ - a_));
  double const above = portable_exp(-s * b_) * laplace_of_falling(s * (c_ - b_));
  return d_ * below + (1.0 - d_) * above;
}

/// exp(-s mu + s^2 sigma^2 / 2) P(Z < m - s sigma) / P(Z < m), m = mu / sigma. Where the first factor may be huge and
/// the second tiny, the tail is taken without its exp(-y^2 / 2), y = s sigma - m.
double Sampler::laplace_normal(double s) const {
  double const m = a_ / b_;
  double const y = s * b_ - m;
  if (y <= 0) return portable_exp(s * (0.5 * s * b_ * b_ - a_)) * normal_cdf(-y) / d_;
  if (m < 0) return normal_tail_scaled(y) / normal_tail_scaled(-m);
  return portable_exp(-0.5 * m * m) * normal_tail_scaled(y) / d_;
}

double Sampler::laplace_empirical(double s) const {
  std::vector<double> const& values = tables_->values;
  std::size_t const count = tables_->cumulative.size();
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    double const width = law_ == Law::interpolated ? values[i + 1] - values[i] : 0.0;
    sum += portable_exp(-s * values[i]) * laplace_of_unit(s * width);
  }
  return sum / static_cast<double>(count);
}

}  // namespace silowalk::inline base
