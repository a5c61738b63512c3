#include "engine/base/sampler.h"

#include "engine/base/distributions/family.h"

namespace silowalk::inline base {

Sampler::Sampler(Distribution const& distribution)
    : law_(family_of(distribution.kind).prepare(distribution, nullptr)) {}

Sampler::Sampler(Distribution const& distribution, Sampler const& like)
    : law_(family_of(distribution.kind).prepare(distribution, &like.law_)) {}

double Sampler::length_biased(std::uint32_t word) const { return family_of(law_.law).length_biased(law_, word); }

double Sampler::residual(std::uint32_t word1, std::uint32_t word2) const {
  if (exponential()) return draw(word1);  // memoryless: the residual has the same law
  return uniform(word2) * length_biased(word1);
}

double Sampler::variance() const { return family_of(law_.law).variance(law_); }

double Sampler::laplace(double s) const { return s == 0 ? 1.0 : family_of(law_.law).laplace(law_, s); }

}  // namespace silowalk::inline base
