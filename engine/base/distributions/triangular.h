#pragma once

#include <cmath>
#include <utility>

#include "engine/base/distributions/constant.h"
#include "engine/base/random.h"

namespace silowalk::inline base {

/// A triangle over the least, the likeliest and the most. Prepared: a = min, b = mode, c = max, d = P(X < mode).
struct TriangularLaw {
  static constexpr auto kind = Distribution::Kind::triangular;
  static constexpr std::string_view name = "triangular";
  static constexpr int times = 3;
  static constexpr bool from_zero = true;

  static std::vector<DistributionForm> forms() {
    return {{name,
             {"min", "mode", "max"},
             "{ distribution = \"triangular\", min = \"1 day\", mode = \"2 days\", max = \"9 days\" }",
             "least, likeliest, most",
             make,
             "min <= mode <= max"}};
  }
  /// Returns the canonical distribution. Where the least is the most it is a constant.
  static Distribution make(std::span<double const> v) {
    return v[0] < v[2] ? Distribution{kind, v[0], v[1], v[2], {}, false} : Distribution::constant(v[0]);
  }

  /// Prepares the law; mean = (min + mode + max) / 3.
  static PreparedLaw prepare(Distribution const& d, PreparedLaw const* /*like*/) {
    double const low = d.a;
    double const mode = d.b;
    double const high = d.c;
    law_math::require(law_math::is_amount(low) && law_math::is_amount(high) && low <= mode && mode <= high,
                      "triangular: 0 <= min <= mode <= max");
    if (low == high) return ConstantLaw::at(low);
    return {kind, low, mode, high, (mode - low) / (high - low), (low + mode + high) / 3.0, nullptr};
  }

  /// Above the mode uses uniform(~word) = 1 - u exactly, so that draws near the maximum keep their digits.
  static double draw(PreparedLaw const& law, std::uint32_t word) {
    double const u = uniform(word);
    if (u < law.d) return law.a + std::sqrt(u * (law.c - law.a) * (law.b - law.a));
    return law.c - std::sqrt(uniform(~word) * (law.c - law.a) * (law.c - law.b));
  }

  /// Up to the mode, with y = x - min, P is (a y^2 / 2 + y^3 / 3) 2 / ((c - a) (b - a) mean); above, with y = max - x,
  /// 1 - P is (c y^2 / 2 - y^3 / 3) 2 / ((c - a) (c - b) mean).
  static double length_biased(PreparedLaw const& law, std::uint32_t word) {
    double const u = uniform(word);
    double const below = law.b - law.a;
    double const above = law.c - law.b;
    double const share_below = law.d * (law.a + 2.0 / 3.0 * below) / law.mean;
    if (u < share_below) {
      auto const f = [&law](double y) { return std::pair(y * y * (0.5 * law.a + y / 3.0), y * (law.a + y)); };
      double const target = 0.5 * u * (law.c - law.a) * below * law.mean;
      return law.a + law_math::solve_increasing(f, 0, below, target, below * std::sqrt(u / share_below));
    }
    double const rest = uniform(~word);
    auto const f = [&law](double y) { return std::pair(y * y * (0.5 * law.c - y / 3.0), y * (law.c - y)); };
    double const guess = above * std::sqrt(rest / (1.0 - share_below));
    return law.c - law_math::solve_increasing(f, 0, above, 0.5 * rest * (law.c - law.a) * above * law.mean, guess);
  }

  /// Computes (l^2 + l h + h^2) / 18, l = mode - min and h = max - mode.
  static double variance(PreparedLaw const& law) {
    double const below = law.b - law.a;
    double const above = law.c - law.b;
    return (below * below + below * above + above * above) / 18.0;
  }
  /// Computes the transform of a mixture of a rising density below the mode and a falling one above it.
  static double laplace(PreparedLaw const& law, double s) {
    double const below = portable_exp(-s * law.a) * laplace_of_rising(s * (law.b - law.a));
    double const above = portable_exp(-s * law.b) * laplace_of_falling(s * (law.c - law.b));
    return law.d * below + (1.0 - law.d) * above;
  }

 private:
  /// E e^(-tX), X on (0, 1) with density 2x: 2 (1 - (1 + t) e^-t) / t^2; by its power series where that cancels.
  static double laplace_of_rising(double t) {
    if (t > 2.0) return 2.0 * (1.0 - (1.0 + t) * portable_exp(-t)) / (t * t);
    double term = 1.0;
    double sum = 0;
    for (int n = 0; n < 30; ++n) {
      sum += term * 2.0 / (n + 2);
      term *= -t / (n + 1);
    }
    return sum;
  }

  /// E e^(-tX), X on (0, 1) with density 2 (1 - x): 2 (t - 1 + e^-t) / t^2; by its power series where that
  /// cancels.
  static double laplace_of_falling(double t) {
    if (t > 2.0) return 2.0 * (t + portable_expm1(-t)) / (t * t);
    double term = 1.0;
    double sum = 0;
    for (int n = 0; n < 30; ++n) {
      sum += term;
      term *= -t / (n + 3);
    }
    return sum;
  }
};

}  // namespace silowalk::inline base
