#pragma once

#include <cmath>

#include "engine/base/distributions/constant.h"
#include "engine/base/normal_words.h"

namespace silowalk::inline base {

/// The exponential of a normal variable. Prepared: a = mean of log X, b = its standard deviation.
struct LognormalLaw {
  static constexpr auto kind = Distribution::Kind::lognormal;
  static constexpr std::string_view name = "lognormal";
  static constexpr int times = 1;
  static constexpr bool from_zero = false;

  static std::vector<DistributionForm> forms() {
    return {
        {name,
         {"mean", "cv"},
         "{ distribution = \"lognormal\", mean = \"12 min\", cv = 1.1 }",
         "cv: standard deviation over mean",
         [](std::span<double const> v) { return make(v[0], v[1]); }},
        {name,
         {"median", "sigma"},
         "{ distribution = \"lognormal\", median = \"8 min\", sigma = 0.9 }",
         "sigma: standard deviation of the logarithm",
         [](std::span<double const> v) {
           return make(v[0] * portable_exp(v[1] * v[1] / 2), std::sqrt(portable_expm1(v[1] * v[1])));
         }},
    };
  }
  /// Returns the canonical distribution. Without spread it is a constant.
  static Distribution make(double mean, double variation) {
    return variation > 0 ? Distribution{kind, mean, variation, 0, {}, false} : Distribution::constant(mean);
  }

  /// Throws std::invalid_argument too where draws could leave the range of a double.
  static PreparedLaw prepare(Distribution const& d, PreparedLaw const* /*like*/) {
    double const mean = d.a;
    double const variation = d.b;
    law_math::require(law_math::is_amount(mean) && law_math::is_amount(variation),
                      "lognormal: mean and coefficient of variation must not be negative");
    if (mean == 0 || variation == 0) return ConstantLaw::at(mean);
    // sigma^2 = log(1 + cv^2), mu = log mean - sigma^2 / 2.
    double const variance_of_log = portable_log1p(variation * variation);
    PreparedLaw law{kind, portable_log(mean) - 0.5 * variance_of_log, std::sqrt(variance_of_log), 0, 0, mean, nullptr};
    double const middle = law.a < 0 ? -law.a : law.a;
    // Bounds the exponent of every draw (|z| <= 6.5), so that draw() may use exp_of_moderate.
    law_math::require(middle + law.b * (law.b + 6.5) < 700,
                      "lognormal: mean or coefficient of variation out of any range");
    return law;
  }

  /// Computes e^(mu + sigma z), z the normal quantile. prepare() has bounded the exponent.
  static double draw(PreparedLaw const& law, std::uint32_t word) {
    return portable::exp_of_moderate(law.a + law.b * normal_words().at(word));
  }
  /// The length-biased law is lognormal with mu + sigma^2 in place of mu.
  static double length_biased(PreparedLaw const& law, std::uint32_t word) {
    return portable_exp(law.a + law.b * law.b + law.b * normal_words().at(word));
  }
  /// Computes mean^2 (e^(sigma^2) - 1).
  static double variance(PreparedLaw const& law) { return law.mean * law.mean * portable_expm1(law.b * law.b); }

  /// E exp(-s e^(mu + sigma Z)), Z normal. The trapezoidal rule converges like exp(-2 pi d / h), d = pi / (2 sigma)
  /// being how far the integrand is analytic; the tails left out hold 1e-19.
  static double laplace(PreparedLaw const& law, double s) {
    constexpr double h = 1.0 / 64;
    constexpr int reach = 9 * 64;
    double sum = 0;
    for (int i = -reach; i <= reach; ++i) {
      double const z = i * h;
      sum += portable_exp(-0.5 * z * z - law_math::log_root_two_pi - s * portable_exp(law.a + law.b * z));
    }
    return sum * h;
  }
};

}  // namespace silowalk::inline base
