#pragma once

#include <vector>

namespace silowalk::inline base {

/// A distribution as written in a scenario, in canonical parameters. Durations are in days.
/// Every distribution here is on [0, infinity).
///
/// This is a plain value without behaviour. The reader of scenarios checks the parameters; a Sampler draws from it.
/// Each kind has one header in distributions/, and one row in distributions/families.cpp.
struct Distribution {
  enum class Kind {
    constant,     ///< a = value
    exponential,  ///< a = mean
    uniform,      ///< a = min, b = max
    triangular,   ///< a = min, b = mode, c = max
    normal,       ///< a = mean, b = standard deviation, both before truncation at 0 (never negative)
    lognormal,    ///< a = mean, b = coefficient of variation
    gamma,        ///< a = mean, b = coefficient of variation (shape = 1 / b^2)
    erlang,       ///< a = mean, b = phases (a whole number)
    weibull,      ///< a = scale, b = shape
    empirical,    ///< values, each equally likely, if !interpolated; else quantiles at i/(n-1), linear between
  };
  Kind kind = Kind::constant;
  double a = 0;
  double b = 0;
  double c = 0;
  std::vector<double> values;  ///< empirical only, ascending
  bool interpolated = false;   ///< empirical only: values are quantiles

  /// Returns the distribution that is always `value`, in days, >= 0.
  static Distribution constant(double value) { return {Kind::constant, value, 0, 0, {}, false}; }
  /// Returns the memoryless distribution of this mean, in days, > 0.
  static Distribution exponential(double mean) { return {Kind::exponential, mean, 0, 0, {}, false}; }

  friend bool operator==(Distribution const&, Distribution const&) = default;
};

}  // namespace silowalk::inline base
