#pragma once

#include <utility>

#include "engine/base/distributions/constant.h"
#include "engine/base/random.h"

namespace silowalk::inline base {

/// Normal, cut off at 0. Prepared: a = mean and b = standard deviation before truncation, c = P(cut off), d = P(kept).
struct NormalLaw {
  static constexpr auto kind = Distribution::Kind::normal;
  static constexpr std::string_view name = "normal";
  static constexpr int times = 2;
  static constexpr bool from_zero = false;

  static std::vector<DistributionForm> forms() {
    return {{name,
             {"mean", "sd"},
             "{ distribution = \"normal\", mean = \"30 days\", sd = \"2 days\" }",
             "mean and spread before truncation at 0",
             make}};
  }
  /// Returns the canonical distribution, its mean before truncation. Without spread it is a constant.
  static Distribution make(std::span<double const> v) {
    return v[1] > 0 ? Distribution{kind, v[0], v[1], 0, {}, false} : Distribution::constant(v[0]);
  }

  /// Prepares the truncated law. A mean below 0 is allowed as far as P(kept) can be computed: 35 deviations.
  static PreparedLaw prepare(Distribution const& d, PreparedLaw const* /*like*/) {
    double const mean = d.a;
    double const deviation = d.b;
    law_math::require(deviation == 0
                          ? law_math::is_amount(mean)
                          : law_math::is_positive(deviation) && mean >= -35 * deviation && mean < portable::infinity,
                      "normal: the standard deviation must not be negative, nor the mean below -35 of them");
    if (deviation == 0) return ConstantLaw::at(mean);
    double const cut = mean / deviation;
    PreparedLaw law{kind, mean, deviation, normal_cdf(-cut), normal_cdf(cut), 0, nullptr};
    // The mean of what is kept: mu + sigma phi(cut) / P(kept).
    double const hazard = portable_exp(-0.5 * cut * cut - law_math::log_root_two_pi - portable_log(law.d));
    law.mean = mean + deviation * hazard;
    return law;
  }

  /// Inverts from the side on which the probability is known exactly.
  static double draw(PreparedLaw const& law, std::uint32_t word) {
    double const u = uniform(word);
    double const z =
        law.a >= 0 && u < 0.5 ? normal_quantile(law.c + u * law.d) : -normal_quantile(uniform(~word) * law.d);
    double const x = law.a + law.b * z;
    return x > 0 ? x : 0;
  }

  /// Solves for the quantile: the integral of x f(x) above x = a + b z is (a P(Z > z) + b phi(z)) / d; at z = cut it is
  /// the mean.
  static double length_biased(PreparedLaw const& law, std::uint32_t word) {
    double const rest = uniform(~word);
    double const cut = -law.a / law.b;
    double const target = -rest * law.mean * law.d;
    auto const f = [&law](double z) {
      double const density = portable_exp(-0.5 * z * z - law_math::log_root_two_pi);
      return std::pair(-(law.a * normal_cdf(-z) + law.b * density), (law.a + law.b * z) * density);
    };
    double const high = (cut > 0 ? cut : 0) + 9.0;
    double const guess = cut > -2 ? cut + 1.0 : -normal_quantile(rest);
    double const z = law_math::solve_increasing(f, cut, high, target, guess > cut ? guess : cut + 0.1);
    double const x = law.a + law.b * z;
    return x > 0 ? x : 0;
  }

  /// sigma^2 (1 + c h - h^2), c = -mu / sigma, h = phi(c) / P(Z > c).
  static double variance(PreparedLaw const& law) {
    double const cut = -law.a / law.b;
    double const hazard = (law.mean - law.a) / law.b;
    return law.b * law.b * (1.0 - hazard * (hazard - cut));
  }

  /// exp(-s mu + s^2 sigma^2 / 2) P(Z < m - s sigma) / P(Z < m), m = mu / sigma. Where the first factor may be huge and
  /// the second tiny, the tail is taken without its exp(-y^2 / 2), y = s sigma - m.
  static double laplace(PreparedLaw const& law, double s) {
    double const m = law.a / law.b;
    double const y = s * law.b - m;
    if (y <= 0) return portable_exp(s * (0.5 * s * law.b * law.b - law.a)) * normal_cdf(-y) / law.d;
    if (m < 0) return normal_tail_scaled(y) / normal_tail_scaled(-m);
    return portable_exp(-0.5 * m * m) * normal_tail_scaled(y) / law.d;
  }
};

}  // namespace silowalk::inline base
