#pragma once

#include <cmath>

#include "engine/base/distributions/constant.h"
#include "engine/base/random.h"

namespace silowalk::inline base {

/// Evenly between the least and the most. Prepared: a = min, b = max - min.
struct UniformLaw {
  static constexpr auto kind = Distribution::Kind::uniform;
  static constexpr std::string_view name = "uniform";
  static constexpr int times = 2;
  static constexpr bool from_zero = true;

  static std::vector<DistributionForm> forms() {
    return {{name,
             {"min", "max"},
             "{ distribution = \"uniform\", min = \"1 day\", max = \"20 days\" }",
             "evenly between",
             make,
             "min may not be more than max"}};
  }
  /// Returns the canonical distribution. Where the least is the most it is a constant.
  static Distribution make(std::span<double const> v) {
    return v[0] < v[1] ? Distribution{kind, v[0], v[1], 0, {}, false} : Distribution::constant(v[0]);
  }

  static PreparedLaw prepare(Distribution const& d, PreparedLaw const* /*like*/) {
    double const low = d.a;
    double const high = d.b;
    law_math::require(law_math::is_amount(low) && law_math::is_amount(high) && low <= high, "uniform: 0 <= min <= max");
    if (low == high) return ConstantLaw::at(low);
    double const width = high - low;
    return {kind, low, width, 0, 0, low + 0.5 * width, nullptr};
  }

  static double draw(PreparedLaw const& law, std::uint32_t word) { return law.a + law.b * uniform(word); }
  /// Inverts P(X <= x) = (x^2 - min^2) / (max^2 - min^2).
  static double length_biased(PreparedLaw const& law, std::uint32_t word) {
    return std::sqrt(law.a * law.a + uniform(word) * law.b * (2.0 * law.a + law.b));
  }
  /// Returns width^2 / 12.
  static double variance(PreparedLaw const& law) { return law.b * law.b / 12.0; }
  /// Computes e^(-s min) (1 - e^(-s width)) / (s width).
  static double laplace(PreparedLaw const& law, double s) {
    return portable_exp(-s * law.a) * law_math::laplace_of_unit(s * law.b);
  }
};

}  // namespace silowalk::inline base
