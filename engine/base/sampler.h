#pragma once

#include <cstdint>

#include "engine/base/distribution.h"
#include "engine/base/distributions/law.h"
#include "engine/base/portable_math.h"
#include "engine/base/random.h"

namespace silowalk::inline base {

/// A distribution made ready for drawing. Immutable; copies share their tables. Safe to use from several threads.
///
/// All draws are by inversion of one 32-bit word: draw(w) is the quantile at uniform(w), so it never falls as w grows,
/// and one word gives like luck under unlike parameters (common random numbers). The same bits on every CPU.
/// Quantiles are right to 1e-12 relative; gamma and Erlang, read from a table, to 1.5e-8 (shapes below 1: 1.5e-8 /
/// shape). The tables reach as far as 32-bit words do, so no tail is cut.
class Sampler {
 public:
  /// Always 0.
  Sampler() = default;

  /// Throws std::invalid_argument for parameters that make no distribution on [0, infinity): the reader of scenarios
  /// refuses those beforehand and says where they stand. Gamma, Erlang and Weibull take about a millisecond.
  explicit Sampler(Distribution const& distribution);
  /// The same sampler; a gamma law of the shape of `like` shares what does not depend on scale, and takes no time.
  Sampler(Distribution const& distribution, Sampler const& like);

  double draw(std::uint32_t word) const {
    // -log(1 - u), and 1 - uniform(w) is exactly uniform(~w): small draws keep all their digits.
    if (exponential()) return -law_.a * portable::log_of_normal(uniform(~word));
    return constant() ? law_.a : draw_other(word);
  }

  /// The same, for a caller who has worked out the unit exponential -log(1 - uniform(word)) already.
  double draw(std::uint32_t word, double unit_exponential) const {
    if (exponential()) return law_.a * unit_exponential;
    return constant() ? law_.a : draw_other(word);
  }

  /// A draw from the distribution seen by an inspector: density x f(x) / mean. Increasing in the word.
  double length_biased(std::uint32_t word) const;

  /// What is left of a duration that is found under way: density P(X > x) / mean. A uniform share (word2) of a
  /// length-biased draw (word1).
  double residual(std::uint32_t word1, std::uint32_t word2) const;

  double mean() const { return law_.mean; }
  double variance() const;

  /// E exp(-s X), s >= 0. Closed forms, but the trapezoidal rule for lognormal (coefficient of variation up to 10) and
  /// Weibull (shape from 0.2); absolute error below 1e-12.
  double laplace(double s) const;

  /// Every draw is the same.
  bool constant() const { return law_.law == Distribution::Kind::constant; }
  bool exponential() const { return law_.law == Distribution::Kind::exponential; }

 private:
  double draw_other(std::uint32_t word) const;

  PreparedLaw law_;
};

}  // namespace silowalk::inline base
