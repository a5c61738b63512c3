#pragma once

#include <cmath>
#include <utility>

#include "engine/base/distributions/constant.h"
#include "engine/base/random.h"

namespace silowalk::inline base {

/// Memoryless. Prepared: a = mean.
struct ExponentialLaw {
  static constexpr auto kind = Distribution::Kind::exponential;
  static constexpr std::string_view name = "exponential";
  static constexpr int times = 1;
  static constexpr bool from_zero = false;

  static std::vector<DistributionForm> forms() {
    return {
        {name,
         {"mean"},
         "{ distribution = \"exponential\", mean = \"20 min\" }",
         "memoryless",
         [](std::span<double const> v) { return Distribution::exponential(v[0]); }},
        {name,
         {"rate"},
         "{ distribution = \"exponential\", rate = \"3 per day\" }",
         "the same, by its rate",
         [](std::span<double const> v) { return Distribution::exponential(1 / v[0]); }},
    };
  }

  static PreparedLaw prepare(Distribution const& d, PreparedLaw const* /*like*/) { return of_mean(d.a); }
  /// Prepares the law by its mean. Also for gamma of shape 1 and Weibull of shape 1. A mean of 0 gives the constant 0.
  static PreparedLaw of_mean(double mean) {
    if (mean == 0) return ConstantLaw::at(0);
    law_math::require(law_math::is_positive(mean), "exponential: the mean must not be negative");
    return {kind, mean, 0, 0, 0, mean, nullptr};
  }

  /// Computes -mean log(1 - u); uniform(~word) is 1 - u exactly, so that small draws keep their digits.
  static double draw(PreparedLaw const& law, std::uint32_t word) {
    return -law.a * portable::log_of_normal(uniform(~word));
  }
  /// The length-biased law is gamma with shape 2: 1 - (1 + y) e^-y = u, solved for log(1 + y) - y = log(1 - u).
  static double length_biased(PreparedLaw const& law, std::uint32_t word) {
    double const target = -portable::log_of_normal(uniform(~word));
    auto const f = [](double y) { return std::pair(y - portable_log1p(y), y / (1.0 + y)); };
    double const guess = target + std::sqrt(2.0 * target);
    return law.a * law_math::solve_increasing(f, 0, 2.0 * target + 20.0, target, guess);
  }
  /// Returns mean^2.
  static double variance(PreparedLaw const& law) { return law.a * law.a; }
  /// Returns 1 / (1 + s mean).
  static double laplace(PreparedLaw const& law, double s) { return 1.0 / (1.0 + s * law.a); }
};

}  // namespace silowalk::inline base
