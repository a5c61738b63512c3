#pragma once

#include <cmath>
#include <memory>
#include <utility>

#include "engine/base/distributions/exponential.h"
#include "engine/base/normal_words.h"
#include "engine/base/sampler_tables.h"

namespace silowalk::inline base {

/// Weibull. Prepared: a = scale, b = 1 / shape; its length-biased law is drawn from a table.
struct WeibullLaw {
  static constexpr auto kind = Distribution::Kind::weibull;
  static constexpr std::string_view name = "weibull";
  static constexpr int times = 1;
  static constexpr bool from_zero = false;

  static std::vector<DistributionForm> forms() {
    return {
        {name,
         {"scale", "shape"},
         "{ distribution = \"weibull\", scale = \"9 days\", shape = 1.5 }",
         "",
         [](std::span<double const> v) { return Distribution{kind, v[0], v[1], 0, {}, false}; }},
        {name,
         {"mean", "shape"},
         "{ distribution = \"weibull\", mean = \"8 days\", shape = 1.5 }",
         "scale = mean / gamma(1 + 1 / shape)",
         [](std::span<double const> v) {
           return Distribution{kind, v[0] / gamma_of_one_plus(1 / v[1]), v[1], 0, {}, false};
         }},
    };
  }

  /// Prepares the law; mean = scale x Gamma(1 + 1 / shape).
  static PreparedLaw prepare(Distribution const& d, PreparedLaw const* /*like*/) {
    double const scale = d.a;
    double const shape = d.b;
    law_math::require(law_math::is_amount(scale) && law_math::is_positive(shape), "Weibull: scale >= 0, shape > 0");
    if (scale == 0 || shape == 1) return ExponentialLaw::of_mean(scale);
    double const inverse = 1.0 / shape;
    SamplerTables tables;  // (X / scale)^shape is gamma(1 + 1 / shape)
    tables.biased = LogQuantileTable(1.0 + inverse, inverse, portable_log(scale));
    double const mean = scale * portable_exp(log_gamma(1.0 + inverse));
    return {kind, scale, inverse, 0, 0, mean, std::make_shared<SamplerTables const>(std::move(tables))};
  }

  /// Computes scale x E^(1 / shape), E unit exponential. A shape of 2 takes a root, which is faster and correctly
  /// rounded.
  static double draw(PreparedLaw const& law, std::uint32_t word) {
    double const life = -portable::log_of_normal(uniform(~word));
    return law.b == 0.5 ? law.a * std::sqrt(life) : law.a * portable_exp(law.b * portable::log_of_normal(life));
  }
  static double length_biased(PreparedLaw const& law, std::uint32_t word) {
    return portable_exp(law.tables->biased.at(normal_words().at(word)));
  }
  /// Computes mean^2 (G(1 + 2 / k) / G(1 + 1 / k)^2 - 1), by logarithms.
  static double variance(PreparedLaw const& law) {
    double const ratio = log_gamma(1.0 + 2.0 * law.b) - 2.0 * log_gamma(1.0 + law.b);
    return law.mean * law.mean * portable_expm1(ratio);
  }

  /// E exp(-s scale E^(1 / k)), E unit exponential = e^t: the trapezoidal rule in t, as for the lognormal law, with
  /// d = min(1, k) pi / 2.
  static double laplace(PreparedLaw const& law, double s) {
    constexpr double h = 1.0 / 64;
    // Beyond these ends the integrand is below 1e-17.
    constexpr int from = -40 * 64;
    constexpr int to = 4 * 64;
    double const log_scale = portable_log(s * law.a);
    double sum = 0;
    for (int i = from; i <= to; ++i) {
      double const t = i * h;
      sum += portable_exp(t - portable_exp(t) - portable_exp(log_scale + law.b * t));
    }
    return sum * h;
  }

 private:
  /// Computes gamma(1 + x) by Stirling's series after shifting the argument above 12: its error is below 1e-15 there.
  static double gamma_of_one_plus(double x) {
    double z = 1 + x;
    double product = 1;
    while (z < 12) {
      product *= z;
      z += 1;
    }
    double const w = 1 / (z * z);
    double const series =
        (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - w * (1.0 / 1188 - w * (691.0 / 360360)))))) /
        z;
    double const log_gamma_of_z = (z - 0.5) * portable_log(z) - z + law_math::log_root_two_pi + series;
    return portable_exp(log_gamma_of_z) / product;
  }
};

}  // namespace silowalk::inline base
