#include "engine/statistics/estimate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace silowalk {
namespace {

TEST(Estimate, MeanErrorAndStudentsInterval) {
  // 1 .. 5: mean 3, variance 2.5, standard error sqrt(.5); t(4, .975) = 2.776445105 (any table).
  Series const series{1, 2, 3, 4, 5};
  Estimate const found = estimate(series);
  EXPECT_DOUBLE_EQ(*found.mean, 3);
  EXPECT_DOUBLE_EQ(*found.standard_error, std::sqrt(0.5));
  EXPECT_NEAR(*found.low, 3 - 2.776445105 * std::sqrt(0.5), 1e-8);
  EXPECT_NEAR(*found.high, 3 + 2.776445105 * std::sqrt(0.5), 1e-8);
  EXPECT_EQ(found.replications, 5);
  EXPECT_DOUBLE_EQ(*found.quantiles[2], 3);
  EXPECT_DOUBLE_EQ(*found.quantiles[0], 1.2);
  EXPECT_DOUBLE_EQ(*found.quantiles[3], 4);
}

TEST(Estimate, ReplicationsWithoutAValueAreLeftOutAndCounted) {
  Series const series{1, std::nullopt, 3};
  Estimate const found = estimate(series);
  EXPECT_DOUBLE_EQ(*found.mean, 2);
  EXPECT_EQ(found.replications, 2);
  EXPECT_EQ(found.left_out, 1);
}

TEST(Estimate, SaysNothingItCannotKnow) {
  Estimate const none = estimate(Series{std::nullopt, std::nullopt});
  EXPECT_FALSE(none.mean);
  EXPECT_FALSE(none.low);
  Estimate const one = estimate(Series{4});
  EXPECT_DOUBLE_EQ(*one.mean, 4);
  EXPECT_FALSE(one.standard_error);
  EXPECT_FALSE(one.low);
}

TEST(Estimate, LargeOffsetsCostNoDigits) {
  Estimate const found = estimate(Series{1e12 + 1, 1e12 + 2, 1e12 + 3});
  EXPECT_DOUBLE_EQ(*found.mean, 1e12 + 2);
  EXPECT_NEAR(*found.standard_error, std::sqrt(1.0 / 3), 1e-12);
}

TEST(Wilson, PublishedCases) {
  // Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3 (score, no continuity correction).
  struct Case {
    int r, n;
    double low, high;
  };
  for (Case const& c :
       {Case{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}}) {
    Interval const found = wilson_interval(c.r, c.n);
    EXPECT_NEAR(found.low, c.low, 5e-5);
    EXPECT_NEAR(found.high, c.high, 5e-5);
  }
}

TEST(Wilson, ReachesItsEndsExactly) {
  for (int const n : {1, 3, 48, 100, 1000}) {
    EXPECT_EQ(wilson_interval(0, n).low, 0);
    EXPECT_EQ(wilson_interval(n, n).high, 1);
    EXPECT_NEAR(wilson_interval(0, n).high, 1 - wilson_interval(n, n).low, 1e-15);
  }
}

TEST(Paired, DifferencesOfTheSameLuckAreSmallerThanTheirParts) {
  std::mt19937_64 bits(7);
  std::normal_distribution<double> normal;
  Series a;
  Series b;
  for (int i = 0; i < 2000; ++i) {
    double const common = normal(bits);
    a.push_back(common + 0.1 * normal(bits));
    b.push_back(common + 0.5 + 0.1 * normal(bits));
  }
  PairedDifference const found = paired_difference(a, b);
  // True ratio (.01 + .01) / (1.01 + 1.01) = .0099; its relative standard error at n = 2000 is about .045.
  EXPECT_NEAR(*found.variance_ratio, 0.0099, 0.0099 * 4 * 0.045);
  EXPECT_NEAR(*found.difference.mean, 0.5, 4 * *found.difference.standard_error);
}

TEST(Paired, IdenticalScenariosDifferByExactlyZero) {
  Series const series{1.1, 2.2, 3.3};
  PairedDifference const found = paired_difference(series, series);
  EXPECT_EQ(*found.difference.mean, 0);
  EXPECT_EQ(*found.difference.standard_error, 0);
  EXPECT_EQ(*found.variance_ratio, 0);
}

TEST(Paired, PairsOnlyWhereBothAreDefined) {
  PairedDifference const found = paired_difference(Series{1, std::nullopt, 3, 4}, Series{2, 2, std::nullopt, 6, 9});
  EXPECT_DOUBLE_EQ(*found.difference.mean, 1.5);
  EXPECT_EQ(found.difference.replications, 2);
  EXPECT_EQ(found.difference.left_out, 3);
}

}  // namespace
}  // namespace silowalk
