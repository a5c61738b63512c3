#pragma once

#include "engine/base/distributions/gamma.h"

namespace silowalk::inline base {

/// A sum of exponential phases: a gamma law whose shape is a whole number. Prepares gamma laws, so the inherited draws
/// serve it.
struct ErlangLaw : GammaLaw {
  static constexpr auto kind = Distribution::Kind::erlang;
  static constexpr std::string_view name = "erlang";

  static std::vector<DistributionForm> forms() {
    return {{name,
             {"mean", "phases"},
             "{ distribution = \"erlang\", mean = \"10 min\", phases = 3 }",
             "a sum of exponential phases",
             [](std::span<double const> v) { return Distribution{kind, v[0], v[1], 0, {}, false}; }}};
  }

  /// Phases need not be whole here; the reader of scenarios requires it.
  static PreparedLaw prepare(Distribution const& d, PreparedLaw const* like) {
    law_math::require(law_math::is_amount(d.a) && d.b >= 1 && d.b < 1e9, "Erlang: mean >= 0 and at least one phase");
    return of_shape(d.b, d.a / d.b, like);
  }
};

}  // namespace silowalk::inline base
