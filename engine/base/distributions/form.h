#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/base/distribution.h"

namespace silowalk::inline base {

/// One way to write a distribution: its name and one set of parameters. The first form of each distribution is the
/// canonical one: its parameters are a, b and c of Distribution, in this order.
struct DistributionForm {
  std::string_view kind;               ///< DistributionFamily::name
  std::vector<std::string_view> keys;  ///< all required
  std::string_view example;            ///< TOML text
  std::string_view doc;                ///< Markdown; may be empty
  /// Makes the distribution of the parameters, in the order of the keys and in base units. The reader has checked each
  /// parameter, not their combination. None: the key is a list of values.
  Distribution (*make)(std::span<double const> values) = nullptr;
  std::string_view order = {};  ///< the complaint where the parameters do not ascend; empty: they need not
};

/// Returns every form, in the order of the documentation.
/// Made at the first call, then constant; thread-safe.
std::span<DistributionForm const> distribution_forms();

/// Returns the form in which a distribution of this kind is printed.
/// O(forms).
DistributionForm const& canonical_form(Distribution::Kind kind);

}  // namespace silowalk::inline base
