// One number that stands for the last bits of everything portable: prints a 64-bit hash of a few million results.
// No test framework, so that it can be built by any compiler at any level from the base room alone:
//   g++ -std=c++20 -O3 -ffp-contract=off -I. tests/unit/base/portable_probe.cpp engine/base/normal_words.cpp
//       engine/base/portable_math.cpp engine/base/sampler.cpp engine/base/sampler_tables.cpp
//       engine/base/distributions/families.cpp

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "engine/base/sampler.h"

namespace {

using namespace silowalk;

class Hash {
 public:
  void add(double x) {
    // NaNs count as one: their sign and payload are the CPU's business.
    std::uint64_t const bits = x == x ? std::bit_cast<std::uint64_t>(x) : 0x7ff8000000000000u;
    state_ = RandomKey::mix64(state_ ^ bits) + 0x9e3779b97f4a7c15u;
  }
  std::uint64_t value() const { return state_; }

 private:
  std::uint64_t state_ = 0;
};

// Into arrays first: a loop that the compiler may vectorise, as it will elsewhere.
template <typename F>
void add_all(Hash& hash, std::vector<double> const& in, F const& f) {
  std::vector<double> out(in.size());
  for (std::size_t i = 0; i < in.size(); ++i) out[i] = f(in[i]);
  for (double const x : out) hash.add(x);
}

std::vector<Distribution> laws() {
  using Kind = Distribution::Kind;
  auto const law = [](Kind kind, double a, double b = 0, double c = 0) {
    return Distribution{kind, a, b, c, {}, false};
  };
  return {law(Kind::constant, 2.5),
          law(Kind::exponential, 0.3),
          law(Kind::uniform, 0.1, 0.7),
          law(Kind::triangular, 0.1, 0.3, 1.1),
          law(Kind::normal, 1.1, 0.9),
          law(Kind::normal, -1.3, 0.9),
          law(Kind::lognormal, 3.3, 1.7),
          law(Kind::gamma, 1.3, 0.6),
          law(Kind::gamma, 1.3, 2.1),
          law(Kind::erlang, 0.7, 3),
          law(Kind::weibull, 1.3, 0.7),
          law(Kind::weibull, 1.3, 3.1),
          {Kind::empirical, 0, 0, 0, {0.1, 0.7, 0.7, 3.3}, false},
          {Kind::empirical, 0, 0, 0, {0.1, 0.7, 0.7, 3.3, 9.1}, true}};
}

void probe_functions(Hash& hash, RandomKey const& key, std::uint32_t count) {
  std::vector<double> any(count);
  std::vector<double> unit(count);
  std::vector<double> wide(count);
  std::vector<double> positive(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    Words const w = philox(key, i, 0, 0, 0);
    any[i] = std::bit_cast<double>((static_cast<std::uint64_t>(w.w[0]) << 32) | w.w[1]);
    unit[i] = uniform(w.w[2]);
    wide[i] = (uniform(w.w[3]) - 0.5) * 1600;
    positive[i] = std::bit_cast<double>(std::bit_cast<std::uint64_t>(any[i]) & 0x7fffffffffffffffu);
  }
  for (auto const* in : {&any, &positive, &unit}) add_all(hash, *in, [](double x) { return portable_log(x); });
  for (auto const* in : {&any, &wide, &unit}) add_all(hash, *in, [](double x) { return portable_exp(x); });
  for (auto const* in : {&any, &unit}) add_all(hash, *in, [](double x) { return portable_log1p(x); });
  for (auto const* in : {&any, &wide, &unit}) add_all(hash, *in, [](double x) { return portable_expm1(x); });
  for (auto const* in : {&wide, &unit}) add_all(hash, *in, [](double x) { return logistic(x); });
  add_all(hash, unit, [](double x) { return logit(x); });
  add_all(hash, unit, [](double x) { return normal_quantile(x); });
  add_all(hash, unit, [](double x) { return std::sqrt(x); });
  for (std::uint32_t i = 0; i < count; ++i) hash.add(portable_pow(positive[i], unit[i]));
}

void probe_gamma(Hash& hash, RandomKey const& key, std::uint32_t count) {
  for (std::uint32_t i = 0; i < count; ++i) {
    Words const w = philox(key, i, 1, 0, 0);
    double const shape = portable_exp(12 * uniform(w.w[0]) - 4);
    double const x = gamma_quantile(shape, uniform(w.w[1]));
    hash.add(x);
    hash.add(gamma_p(shape, x));
    hash.add(gamma_q(shape, x));
    hash.add(log_gamma(shape));
    hash.add(normal_cdf(12 * (uniform(w.w[2]) - 0.5)));
  }
}

void probe_samplers(Hash& hash, RandomKey const& key, std::uint32_t count) {
  for (Distribution const& law : laws()) {
    Sampler const sampler(law);
    hash.add(sampler.mean());
    hash.add(sampler.variance());
    for (double const s : {0.001, 0.1, 1.0, 30.0}) hash.add(sampler.laplace(s));
    for (std::uint32_t i = 0; i < count; ++i) {
      Words const w = philox(key, i, 2, 0, 0);
      hash.add(sampler.draw(w.w[0]));
      hash.add(sampler.draw(w.w[1]));
      if (i % 8 == 0) hash.add(sampler.residual(w.w[2], w.w[3]));
    }
  }
}

}  // namespace

int main() {
  Hash hash;
  RandomKey const key(20240101, 7);
  probe_functions(hash, key, 60000);
  probe_gamma(hash, key, 8000);
  probe_samplers(hash, key, 30000);
  std::printf("%016llx\n", static_cast<unsigned long long>(hash.value()));
}
