#include <algorithm>
#include <array>

#include "engine/base/distributions/constant.h"
#include "engine/base/distributions/empirical.h"
#include "engine/base/distributions/erlang.h"
#include "engine/base/distributions/exponential.h"
#include "engine/base/distributions/family.h"
#include "engine/base/distributions/gamma.h"
#include "engine/base/distributions/lognormal.h"
#include "engine/base/distributions/normal.h"
#include "engine/base/distributions/triangular.h"
#include "engine/base/distributions/uniform.h"
#include "engine/base/distributions/weibull.h"
#include "engine/base/enum_names.h"
#include "engine/base/sampler.h"

namespace silowalk::inline base {
namespace {

/// Builds the table of families at compile time, indexed by Distribution::Kind. A family that is missing or out of
/// order does not compile; at run time it would draw from another law.
template <class... Laws>
struct Families {
  static_assert(sizeof...(Laws) == enum_count<Distribution::Kind>(), "a distribution has no family");

  static constexpr bool in_order() {
    std::size_t at = 0;
    return ((Laws::kind == static_cast<Distribution::Kind>(at++)) && ...);
  }
  static_assert(in_order(), "families stand in the order of Distribution::Kind");

  static constexpr std::array<DistributionFamily, sizeof...(Laws)> table{
      {{Laws::name, Laws::times, Laws::from_zero, &Laws::forms, &Laws::prepare, &Laws::draw, &Laws::length_biased,
        &Laws::variance, &Laws::laplace}...}};
};

using All = Families<ConstantLaw, ExponentialLaw, UniformLaw, TriangularLaw, NormalLaw, LognormalLaw, GammaLaw,
                     ErlangLaw, WeibullLaw, EmpiricalLaw>;

/// Returns the forms family by family, so that those of one kind stand together.
std::vector<DistributionForm> all_forms() {
  std::vector<DistributionForm> all;
  for (DistributionFamily const& family : All::table) {
    for (DistributionForm& form : family.forms()) all.push_back(std::move(form));
  }
  return all;
}

}  // namespace

DistributionFamily const& family_of(Distribution::Kind kind) { return All::table[static_cast<std::size_t>(kind)]; }

/// Defined here rather than in sampler.cpp: the table is a constant of this file, so a draw takes one indirect call.
double Sampler::draw_other(std::uint32_t word) const {
  return All::table[static_cast<std::size_t>(law_.law)].draw(law_, word);
}

std::span<DistributionForm const> distribution_forms() {
  static std::vector<DistributionForm> const forms = all_forms();
  return forms;
}

DistributionForm const& canonical_form(Distribution::Kind kind) {
  std::span<DistributionForm const> const forms = distribution_forms();
  std::string_view const name = family_of(kind).name;
  // The first one: see DistributionForm.
  return *std::find_if(forms.begin(), forms.end(), [&](DistributionForm const& form) { return form.kind == name; });
}

// Only parameters that are times grow: a coefficient of variation or a shape stays.
Distribution scaled(Distribution distribution, double factor) {
  int const times = family_of(distribution.kind).times;
  if (times > 0) distribution.a *= factor;
  if (times > 1) distribution.b *= factor;
  if (times > 2) distribution.c *= factor;
  for (double& value : distribution.values) value *= factor;
  return distribution;
}

}  // namespace silowalk::inline base
