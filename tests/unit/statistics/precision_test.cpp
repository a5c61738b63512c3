#include "engine/statistics/precision.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>

namespace silowalk {
namespace {

constexpr OutputKind kind = OutputKind::money;

TEST(Precision, LooksOnlyAtFixedCounts) {
  EXPECT_EQ(looks_of({.first_look = 16, .maximum = 100}), (std::vector<std::uint32_t>{16, 32, 64, 100}));
  EXPECT_EQ(looks_of({.first_look = 16, .maximum = 64}), (std::vector<std::uint32_t>{16, 32, 64}));
  EXPECT_EQ(looks_of({.first_look = 16, .maximum = 10}), (std::vector<std::uint32_t>{10}));
}

TEST(Precision, SpendsNoMoreThanItsAlpha) {
  PrecisionRule const rule{.level = 0.9};
  double spent = 0;
  for (int look = 1; look <= 100000; ++look) spent += 1 - level_at_look(rule, look);
  EXPECT_LT(spent, 0.1);
  EXPECT_NEAR(spent, 0.1, 1e-5);
}

TEST(Precision, EndsOnAZeroMeanAndAtTheMaximum) {
  PrecisionRule const rule{.relative = 0.01, .absolute = 0, .maximum = 64};
  EXPECT_TRUE(judge(rule, kind, 1, Series(16, 0.0)).reached);  // always zero: known as well as can be
  Series around_zero;
  for (int i = 0; i < 64; ++i) around_zero.push_back(i % 2 == 0 ? 1.0 : -1.0);
  for (int look = 1; look <= 3; ++look) EXPECT_FALSE(judge(rule, kind, look, around_zero).reached);
  PrecisionRule const floored{.relative = 0.01, .absolute = 0.5, .maximum = 64};
  EXPECT_TRUE(judge(floored, kind, 3, around_zero).reached);
}

TEST(Precision, ValuesBeyondTheLookAreNotSeen) {
  Series series(32, 1.0);
  for (std::size_t i = 16; i < 32; ++i) series[i] = 1000.0 * static_cast<double>(i);
  EXPECT_TRUE(judge({.maximum = 64}, kind, 1, series).reached);
  EXPECT_EQ(judge({.maximum = 64}, kind, 1, series).estimate.replications, 16);
}

/// Runs the rule on values drawn one by one; counts how often the interval that it stops with misses the truth.
int misses(int repeats, double truth, std::function<double(std::mt19937_64&)> const& draw) {
  PrecisionRule const rule{.relative = 0.05, .absolute = 0, .level = 0.95, .maximum = 2048};
  int missed = 0;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    std::mt19937_64 bits(static_cast<std::uint64_t>(repeat) + 1);
    Series series;
    auto const looks = looks_of(rule);
    for (std::size_t k = 0; k < looks.size(); ++k) {
      while (series.size() < looks[k]) series.push_back(draw(bits));
      PrecisionVerdict const verdict = judge(rule, kind, static_cast<int>(k) + 1, series);
      if (!verdict.reached && k + 1 < looks.size()) continue;
      if (truth < *verdict.estimate.low || truth > *verdict.estimate.high) ++missed;
      break;
    }
  }
  return missed;
}

/// At most what a binomial of the promised 5 % exceeds once in 10 000: mean + 3.72 standard deviations.
int allowed(int repeats) {
  return static_cast<int>(std::ceil(0.05 * repeats + 3.72 * std::sqrt(repeats * 0.05 * 0.95)));
}

void covers(int repeats) {
  EXPECT_LE(misses(repeats, 10, [](auto& bits) { return 10 + 3 * std::normal_distribution<double>()(bits); }),
            allowed(repeats));
  EXPECT_LE(misses(repeats, 0.5, [](auto& bits) { return std::uniform_real_distribution<double>()(bits); }),
            allowed(repeats));
  EXPECT_LE(misses(repeats, 1, [](auto& bits) { return std::gamma_distribution<double>(4, 0.25)(bits); }),
            allowed(repeats));
}

/// SILOWALK_REPEATS is 200 in the default run and 1000 under the label `long`.
TEST(PrecisionCoverage, StoppingByLookingIsPaidFor) {
#if defined(SILOWALK_REPEATS)
  covers(SILOWALK_REPEATS);
#else
  covers(200);
#endif
}

}  // namespace
}  // namespace silowalk
