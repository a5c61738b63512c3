#pragma once

#include "engine/base/distributions/family.h"
#include "engine/base/distributions/law_math.h"

namespace silowalk::inline base {

/// Always the same. Prepared: a = the value.
struct ConstantLaw {
  static constexpr auto kind = Distribution::Kind::constant;
  static constexpr std::string_view name = "constant";
  static constexpr int times = 1;
  static constexpr bool from_zero = true;

  static std::vector<DistributionForm> forms() {
    return {{name, {"value"}, "\"2 days\"", "always the same; a duration alone says it too", make}};
  }
  static Distribution make(std::span<double const> values) { return Distribution::constant(values[0]); }

  static PreparedLaw prepare(Distribution const& d, PreparedLaw const* /*like*/) { return at(d.a); }
  /// Prepares the law of every distribution without spread. Throws std::invalid_argument for a negative or infinite
  /// value.
  static PreparedLaw at(double value) {
    law_math::require(law_math::is_amount(value), "constant: the value must not be negative");
    return {kind, value, 0, 0, 0, value, nullptr};
  }

  static double draw(PreparedLaw const& law, std::uint32_t /*word*/) { return law.a; }
  /// Returns the value: a duration that does not vary is found under way as it is.
  static double length_biased(PreparedLaw const& law, std::uint32_t /*word*/) { return law.a; }
  static double variance(PreparedLaw const& /*law*/) { return 0; }
  static double laplace(PreparedLaw const& law, double s) { return portable_exp(-s * law.a); }
};

}  // namespace silowalk::inline base
