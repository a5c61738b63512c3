#pragma once

#include <cstdint>

#include "engine/base/distribution.h"
#include "engine/base/distributions/law.h"
#include "engine/base/portable_math.h"
#include "engine/base/random.h"

namespace silowalk::inline base {

/// Draws from a distribution. Immutable; copies share their tables. Safe to use from several threads.
///
/// All draws are by inversion of one 32-bit word: draw(w) is the quantile at uniform(w), so it never falls as w grows.
/// One word gives the same quantile level under different parameters (common random numbers). The bits are the same on
/// every CPU. Draws of durations are in days.
/// Quantiles are right to 1e-12 relative; gamma and Erlang, read from a table, to 1.5e-8 (shapes below 1: 1.5e-8 /
/// shape). The tables reach as far as 32-bit words do, so no tail is cut.
class Sampler {
 public:
  /// Constructs a sampler whose draws are always 0.
  Sampler() = default;

  /// Throws std::invalid_argument for parameters that make no distribution on [0, infinity): the reader of scenarios
  /// refuses those beforehand and reports their place in the file. Gamma, Erlang and Weibull take about a millisecond.
  /// Parameters are in days and as Distribution documents them.
  explicit Sampler(Distribution const& distribution);
  /// Constructs the same sampler; a gamma law of the same shape as `like` shares the tables that do not depend on
  /// scale. This saves the millisecond.
  Sampler(Distribution const& distribution, Sampler const& like);

  /// Returns the quantile at uniform(word).
  double draw(std::uint32_t word) const {
    // -log(1 - u), and 1 - uniform(w) is exactly uniform(~w): small draws keep all their digits.
    if (exponential()) return -law_.a * portable::log_of_normal(uniform(~word));
    return constant() ? law_.a : draw_other(word);
  }

  /// Returns the same, for a caller that has the unit exponential -log(1 - uniform(word)) of this word already.
  double draw(std::uint32_t word, double unit_exponential) const {
    if (exponential()) return law_.a * unit_exponential;
    return constant() ? law_.a : draw_other(word);
  }

  /// Draws from the length-biased distribution, that of the duration found under way at a random time: density x f(x) /
  /// mean. Increasing in the word.
  double length_biased(std::uint32_t word) const;

  /// Draws the equilibrium residual, the rest of a duration found under way: density P(X > x) / mean. It is a uniform
  /// share (word2) of a length-biased draw (word1). The words must be independent; an exponential uses word1 only.
  double residual(std::uint32_t word1, std::uint32_t word2) const;

  double mean() const { return law_.mean; }  ///< days
  double variance() const;                   ///< days^2

  /// Computes E exp(-s X), s >= 0. Closed forms, but the trapezoidal rule for lognormal (coefficient of variation up to
  /// 10) and Weibull (shape from 0.2); absolute error below 1e-12.
  double laplace(double s) const;

  /// Returns whether every draw is the same.
  bool constant() const { return law_.law == Distribution::Kind::constant; }
  /// Returns whether the law is exponential; a gamma, Erlang or Weibull of shape 1 is too.
  bool exponential() const { return law_.law == Distribution::Kind::exponential; }

 private:
  /// Draws from any other law. Precondition: neither constant() nor exponential(). One indirect call. Defined in
  /// families.cpp.
  double draw_other(std::uint32_t word) const;

  PreparedLaw law_;
};

}  // namespace silowalk::inline base
