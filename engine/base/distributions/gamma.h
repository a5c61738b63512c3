#pragma once

#include <cmath>
#include <memory>
#include <utility>

#include "engine/base/distributions/exponential.h"
#include "engine/base/normal_words.h"
#include "engine/base/sampler_tables.h"

namespace silowalk::inline base {

/// Gamma. Prepared: a = shape, b = scale; drawn from a table of the logarithm of its quantiles. The length-biased law
/// is gamma with shape + 1 and the same scale.
struct GammaLaw {
  static constexpr auto kind = Distribution::Kind::gamma;
  static constexpr std::string_view name = "gamma";
  static constexpr int times = 1;
  static constexpr bool from_zero = false;

  static std::vector<DistributionForm> forms() {
    return {
        {name,
         {"mean", "cv"},
         "{ distribution = \"gamma\", mean = \"4 days\", cv = 0.5 }",
         "shape = 1 / cv^2",
         [](std::span<double const> v) { return make(v[0], v[1]); }},
        {name,
         {"shape", "scale"},
         "{ distribution = \"gamma\", shape = 4, scale = \"1 day\" }",
         "mean = shape x scale",
         [](std::span<double const> v) { return make(v[0] * v[1], 1 / std::sqrt(v[0])); }},
    };
  }
  /// Returns the canonical distribution. Without spread it is a constant: the shape would be infinite.
  static Distribution make(double mean, double variation) {
    return variation > 0 ? Distribution{kind, mean, variation, 0, {}, false} : Distribution::constant(mean);
  }

  /// Prepares shape = 1 / cv^2, scale = mean x cv^2.
  static PreparedLaw prepare(Distribution const& d, PreparedLaw const* like) {
    law_math::require(law_math::is_amount(d.a) && law_math::is_amount(d.b),
                      "gamma: mean and coefficient of variation must not be negative");
    return d.b == 0 ? ConstantLaw::at(d.a) : of_shape(1.0 / (d.b * d.b), d.a * d.b * d.b, like);
  }
  /// Prepares shape x scale; shape 1 is exponential, which needs no table. Also for Erlang. `like`: see
  /// DistributionFamily.
  static PreparedLaw of_shape(double shape, double scale, PreparedLaw const* like) {
    if (shape == 1 || scale == 0) return ExponentialLaw::of_mean(scale);
    law_math::require(law_math::is_positive(shape) && law_math::is_positive(scale),
                      "gamma: shape and scale must be positive");
    SamplerTables tables;
    // The tables of the unit law cost the time; another scale only adds its logarithm.
    if (like != nullptr && like->law == kind && like->a == shape)
      tables.unit = like->tables->unit;
    else
      tables.unit = std::make_shared<UnitGamma const>(
          UnitGamma{LogQuantileTable(shape, 1.0, 0.0), LogQuantileTable(shape + 1.0, 1.0, 0.0)});
    tables.quantile = tables.unit->quantile.shifted(portable_log(scale));
    tables.biased = tables.unit->biased.shifted(portable_log(scale));
    return {kind, shape, scale, 0, 0, shape * scale, std::make_shared<SamplerTables const>(std::move(tables))};
  }

  /// Reads the quantile from its table over z, the normal quantile of the word: see LogQuantileTable.
  static double draw(PreparedLaw const& law, std::uint32_t word) {
    return portable_exp(law.tables->quantile.at(normal_words().at(word)));
  }
  static double length_biased(PreparedLaw const& law, std::uint32_t word) {
    return portable_exp(law.tables->biased.at(normal_words().at(word)));
  }
  /// Returns shape x scale^2.
  static double variance(PreparedLaw const& law) { return law.a * law.b * law.b; }
  /// Computes (1 + s scale)^-shape.
  static double laplace(PreparedLaw const& law, double s) { return portable_exp(-law.a * portable_log1p(s * law.b)); }
};

}  // namespace silowalk::inline base
