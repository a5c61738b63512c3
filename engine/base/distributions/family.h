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
  std::string_view name;
  int times;       ///< so many of a, b and c, from a on, are times: they grow with the scale of the distribution
  bool from_zero;  ///< a may be 0
  std::vector<DistributionForm> (*forms)();
  /// Throws std::invalid_argument for parameters that make no distribution. `like`: nullptr, or another prepared law
  /// whose tables may be shared.
  PreparedLaw (*prepare)(Distribution const& distribution, PreparedLaw const* like);

  // Precondition of the functions below: `law` was prepared by this family (Erlang prepares gamma laws).
  double (*draw)(PreparedLaw const& law, std::uint32_t word);
  double (*length_biased)(PreparedLaw const& law, std::uint32_t word);
  double (*variance)(PreparedLaw const& law);
  double (*laplace)(PreparedLaw const& law, double s);  ///< s > 0
};

/// Returns the family in O(1).
DistributionFamily const& family_of(Distribution::Kind kind);

/// Returns the distribution with every draw multiplied by `factor` (> 0).
Distribution scaled(Distribution distribution, double factor);

}  // namespace silowalk::inline base
