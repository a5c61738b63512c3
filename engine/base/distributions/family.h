#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/distributions/form.h"
#include "engine/base/distributions/law.h"

/// The families of distributions. Each is one header in this folder: its name, how it is written, which parameters it
/// takes, its moments and its draws. To add one: an enumerator of Distribution::Kind, the header, and its type in the
/// list of families.cpp.
namespace silowalk::inline base {

/// The interface of one family as function pointers: a draw costs one indirect call, and a law is a plain value.
struct DistributionFamily {
  std::string_view name;  ///< as in a scenario: "lognormal"
  int times;       ///< how many of a, b and c (in this order) are times, which grow with the scale of the distribution
  bool from_zero;  ///< a may be 0
  /// Returns the forms in which it is written, the canonical one first.
  std::vector<DistributionForm> (*forms)();
  /// Throws std::invalid_argument for parameters that make no distribution. `like`: nullptr, or another prepared law
  /// whose tables may be shared.
  PreparedLaw (*prepare)(Distribution const& distribution, PreparedLaw const* like);

  // Precondition of the functions below: `law` was prepared by this family (Erlang prepares gamma laws).
  /// Returns the quantile at uniform(word): never falls as the word grows. Days.
  double (*draw)(PreparedLaw const& law, std::uint32_t word);
  /// Returns the quantile at uniform(word) of the length-biased law, density x f(x) / mean. Days.
  double (*length_biased)(PreparedLaw const& law, std::uint32_t word);
  /// Returns the variance, days^2.
  double (*variance)(PreparedLaw const& law);
  /// Computes E exp(-s X), `s` per day.
  double (*laplace)(PreparedLaw const& law, double s);  ///< s > 0
};

/// Returns the family in O(1).
DistributionFamily const& family_of(Distribution::Kind kind);

/// Returns the distribution with every draw multiplied by `factor` (> 0).
/// A common factor on all durations: the shape of the distribution stays. Values of Kind::empirical are multiplied too.
Distribution scaled(Distribution distribution, double factor);

}  // namespace silowalk::inline base
