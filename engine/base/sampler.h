#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/base/distribution.h"
#include "engine/base/portable_math.h"
#include "engine/base/random.h"

namespace silowalk::inline base {

struct SamplerTables;

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

  /// Throws std::invalid_argument for parameters that make no distribution on [0, infinity): the scenario room refuses
  /// those beforehand and says where they stand. Gamma, Erlang and Weibull take about a millisecond.
  explicit Sampler(Distribution const& distribution);
  /// The same sampler; a gamma law of the shape of `like` shares what does not depend on scale, and takes no time.
  Sampler(Distribution const& distribution, Sampler const& like);

  double draw(std::uint32_t word) const {
    // -log(1 - u), and 1 - uniform(w) is exactly uniform(~w): small draws keep all their digits.
    if (law_ == Law::exponential) return -a_ * portable::log_of_normal(uniform(~word));
    return law_ == Law::constant ? a_ : draw_other(word);
  }

  /// The same, for a caller who has worked out the unit exponential -log(1 - uniform(word)) already.
  double draw(std::uint32_t word, double unit_exponential) const {
    if (law_ == Law::exponential) return a_ * unit_exponential;
    return law_ == Law::constant ? a_ : draw_other(word);
  }

  /// A draw from the distribution seen by an inspector: density x f(x) / mean. Increasing in the word.
  double length_biased(std::uint32_t word) const;

  /// What is left of a duration that is found under way: density P(X > x) / mean. A uniform share (word2) of a
  /// length-biased draw (word1).
  double residual(std::uint32_t word1, std::uint32_t word2) const;

  double mean() const { return mean_; }
  double variance() const;

  /// E exp(-s X), s >= 0. Closed forms, but the trapezoidal rule for lognormal (coefficient of variation up to 10) and
  /// Weibull (shape from 0.2); absolute error below 1e-12.
  double laplace(double s) const;

  /// Every draw is the same.
  bool constant() const { return law_ == Law::constant; }
  bool exponential() const { return law_ == Law::exponential; }

 private:
  enum class Law : std::uint8_t {
    constant,      // a
    exponential,   // a = mean
    uniform,       // a = min, b = max - min
    triangular,    // a = min, b = mode, c = max, d = P(X < mode)
    normal,        // a = mean, b = standard deviation (untruncated), c = P(cut off), d = P(kept)
    lognormal,     // a = mean of log X, b = its standard deviation
    gamma,         // a = shape, b = scale
    weibull,       // a = scale, b = 1 / shape
    values,        // equal chances
    interpolated,  // quantiles at i / (n - 1)
  };

  void set(Distribution const& distribution, Sampler const* like);
  void set_uniform(double low, double high);
  void set_triangular(double low, double mode, double high);
  void set_normal(double mean, double deviation);
  void set_lognormal(double mean, double variation);
  void set_gamma(double shape, double scale, Sampler const* like);
  void set_weibull(double scale, double shape);
  void set_empirical(std::vector<double> const& values, bool interpolated);
  void set_constant(double value);
  void set_exponential(double mean);

  double draw_other(std::uint32_t word) const;
  double draw_triangular(double u, double rest) const;
  double draw_normal(double u, double rest) const;
  double draw_empirical(std::uint32_t word) const;
  double biased_triangular(double u, double rest) const;
  double biased_normal(double rest) const;
  double biased_empirical(double u) const;
  double variance_normal() const;
  double variance_empirical() const;
  double laplace_triangular(double s) const;
  double laplace_normal(double s) const;
  double laplace_empirical(double s) const;

  Law law_ = Law::constant;
  double a_ = 0;
  double b_ = 0;
  double c_ = 0;
  double d_ = 0;
  double mean_ = 0;
  std::shared_ptr<SamplerTables const> tables_;
};

}  // namespace silowalk::inline base
