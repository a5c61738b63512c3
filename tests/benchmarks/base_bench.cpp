// Nanoseconds per random block, per draw of each kind and per elementary function, on one core.
//   cmake -S . -B build -DSILOWALK_BUILD_BENCHMARKS=ON, then build base_bench and run build/tests/benchmarks/base_bench

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "engine/base/sampler.h"

namespace {

using namespace silowalk;

std::uint32_t constexpr count = 4096;
int constexpr rounds = 20;
double sink = 0;  // what has a result cannot be left out

/// The best of many, per call: `f(i)` for independent i (throughput).
template <typename F>
double nanoseconds(F const& f) {
  double best = 1e30;
  for (int attempt = 0; attempt < 100; ++attempt) {
    auto const start = std::chrono::steady_clock::now();
    double sum = 0;
    for (int round = 0; round < rounds; ++round) {
      for (std::uint32_t i = 0; i < count; ++i) sum += f(i);
    }
    std::chrono::duration<double, std::nano> const spent = std::chrono::steady_clock::now() - start;
    sink += sum;
    best = std::min(best, spent.count() / (static_cast<double>(rounds) * count));
  }
  return best;
}

/// The same where each argument waits for the result before (latency). `f(w)` takes a word.
template <typename F>
double latency(F const& f) {
  double best = 1e30;
  for (int attempt = 0; attempt < 100; ++attempt) {
    std::uint32_t word = 12345;
    auto const start = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds * 500; ++i) {
      double const x = f(word);
      sink += x;
      word = word * 2654435761u + 1 + (x < 0 ? 1u : 0u);
    }
    std::chrono::duration<double, std::nano> const spent = std::chrono::steady_clock::now() - start;
    best = std::min(best, spent.count() / (rounds * 500.0));
  }
  return best;
}

void functions(std::vector<std::uint32_t> const& words) {
  RandomKey const key(1, 0);
  std::vector<double> x(count);
  for (std::uint32_t i = 0; i < count; ++i) x[i] = uniform(words[i]);
  std::printf("%-22s %6.2f\n", "philox (4 words)",
              nanoseconds([&](std::uint32_t i) { return static_cast<double>(philox(key, i, 1, 2, 3).w[0]); }));
  std::printf("%-22s %6.2f\n", "portable_log", nanoseconds([&](std::uint32_t i) { return portable_log(x[i]); }));
  std::printf("%-22s %6.2f\n", "std::log", nanoseconds([&](std::uint32_t i) { return std::log(x[i]); }));
  std::printf("%-22s %6.2f\n", "portable_exp", nanoseconds([&](std::uint32_t i) { return portable_exp(x[i]); }));
  std::printf("%-22s %6.2f\n", "std::exp", nanoseconds([&](std::uint32_t i) { return std::exp(x[i]); }));
  std::printf("%-22s %6.2f\n", "logistic", nanoseconds([&](std::uint32_t i) { return logistic(x[i]); }));
  std::printf("%-22s %6.2f\n", "normal_quantile", nanoseconds([&](std::uint32_t i) { return normal_quantile(x[i]); }));
}

void draws(std::vector<std::uint32_t> const& words) {
  using Kind = Distribution::Kind;
  struct Row {
    char const* name;
    Distribution law;
  };
  std::vector<Row> const rows{{"constant", Distribution::constant(2)},
                              {"exponential", Distribution::exponential(2)},
                              {"uniform", {Kind::uniform, 1, 2, 0, {}, false}},
                              {"triangular", {Kind::triangular, 1, 2, 4, {}, false}},
                              {"normal", {Kind::normal, 3, 1, 0, {}, false}},
                              {"lognormal", {Kind::lognormal, 3, 1, 0, {}, false}},
                              {"gamma", {Kind::gamma, 3, 0.7, 0, {}, false}},
                              {"erlang", {Kind::erlang, 3, 3, 0, {}, false}},
                              {"weibull", {Kind::weibull, 3, 1.5, 0, {}, false}},
                              {"empirical", {Kind::empirical, 0, 0, 0, {1, 2, 3, 4}, false}},
                              {"empirical quantiles", {Kind::empirical, 0, 0, 0, {1, 2, 3, 4}, true}}};
  std::printf("%-22s %6s %8s %9s %10s\n", "draw, ns", "each", "latency", "residual", "set-up us");
  for (Row const& row : rows) {
    Sampler const sampler(row.law);
    double const each = nanoseconds([&](std::uint32_t i) { return sampler.draw(words[i]); });
    double const chain = latency([&](std::uint32_t w) { return sampler.draw(w); });
    double const residual = nanoseconds([&](std::uint32_t i) { return sampler.residual(words[i], words[i] ^ 77u); });
    auto const start = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) sink += Sampler(row.law).mean();
    std::chrono::duration<double, std::micro> const made = std::chrono::steady_clock::now() - start;
    std::printf("%-22s %6.2f %8.2f %9.2f %10.1f\n", row.name, each, chain, residual, made.count() / 20);
  }
}

}  // namespace

int main() {
  std::vector<std::uint32_t> words(count);
  for (std::uint32_t i = 0; i < count; ++i) words[i] = philox(RandomKey(2, 0), i, 0, 0, 0).w[0];
  functions(words);
  draws(words);
  return sink == 0.5 ? 1 : 0;
}
