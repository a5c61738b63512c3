#include "engine/statistics/contrast.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

namespace silowalk {
namespace {

/// Worked by hand: differences 3, 2, 4, 3; mean 3, variance 2/3, standard error sqrt(1/6); t(3, .975) = 3.182446305.
Series const before{10, 12, 14, 16};
Series const after{13, 14, 18, 19};
constexpr double t3 = 3.182446305284263;

TEST(Contrast, WorkedByHand) {
  Contrast const found = contrast(before, after, 0.95);
  EXPECT_DOUBLE_EQ(*found.paired.difference.mean, 3);
  EXPECT_NEAR(*found.paired.difference.standard_error, std::sqrt(1.0 / 6), 1e-15);
  EXPECT_NEAR(*found.paired.difference.low, 3 - t3 * std::sqrt(1.0 / 6), 1e-9);
  EXPECT_NEAR(*found.paired.difference.high, 3 + t3 * std::sqrt(1.0 / 6), 1e-9);
  EXPECT_NEAR(found.deviation, std::sqrt(2.0 / 3), 1e-15);
  EXPECT_NEAR(found.skewness, 0, 1e-15);  // -1 and 1 beside two zeros
  // Var before 20/3, after 26/3, so the pairs save 1 - (2/3) / (46/3).
  EXPECT_NEAR(*found.paired.variance_ratio, 2.0 / 46, 1e-15);
  EXPECT_EQ(found.above, 4);
  EXPECT_EQ(found.below, 0);
  EXPECT_EQ(found.equal, 0);
}

TEST(Contrast, RatioByFiellerWorkedByHand) {
  // means 13 and 16, variances 20/3 and 26/3, covariance 22/3, t^2 / 4 = 2.531991.
  double const by = t3 * t3 / 4;
  double const top = 169 - by * 20 / 3;
  double const middle = 208 - by * 22 / 3;
  double const last = 256 - by * 26 / 3;
  RatioEstimate const found = ratio_of_means(before, after, 0.95);
  EXPECT_DOUBLE_EQ(*found.ratio, 16.0 / 13);
  EXPECT_NEAR(*found.low, (middle - std::sqrt(middle * middle - top * last)) / top, 1e-12);
  EXPECT_NEAR(*found.high, (middle + std::sqrt(middle * middle - top * last)) / top, 1e-12);
  EXPECT_NEAR(*found.low, 1.1353, 5e-5);
  EXPECT_NEAR(*found.high, 1.3553, 5e-5);
}

TEST(Contrast, RatioAndDifferenceNeverDisagree) {
  // Fieller's ends are where the interval of b - ratio x a just touches zero.
  for (double const level : {0.8, 0.95, 0.99}) {
    RatioEstimate const found = ratio_of_means(before, after, level);
    for (double const end : {*found.low, *found.high}) {
      Series scaled;
      for (auto const& each : before) scaled.emplace_back(*each * end);
      Estimate const difference = paired_difference(scaled, after, level).difference;
      EXPECT_NEAR(end == *found.low ? *difference.low : *difference.high, 0, 1e-9);
    }
  }
}

TEST(Contrast, NoRatioToWhatCannotBeToldFromZero) {
  RatioEstimate const none = ratio_of_means(Series{-1, 1, -2, 2}, after, 0.95);
  EXPECT_FALSE(none.ratio);
  RatioEstimate const wide = ratio_of_means(Series{-1, 1, -2, 3}, after, 0.95);
  EXPECT_TRUE(wide.ratio);
  EXPECT_FALSE(wide.low);
}

TEST(Contrast, IdenticalScenariosDifferByExactlyZero) {
  Contrast const found = contrast(before, before, 0.95);
  EXPECT_EQ(*found.paired.difference.mean, 0);
  EXPECT_EQ(*found.paired.difference.low, 0);
  EXPECT_EQ(*found.paired.difference.high, 0);
  EXPECT_EQ(*found.ratio.ratio, 1);
  EXPECT_EQ(*found.ratio.low, 1);
  EXPECT_EQ(*found.ratio.high, 1);
  EXPECT_EQ(finding_of(found), Finding::identical);
  EXPECT_FALSE(winner_of({before, before}, true, {}));
  EXPECT_EQ(probability_best({before, before}, true), (std::vector<double>{0.5, 0.5}));
  EXPECT_FALSE(doubts_of(found).any());
}

TEST(Findings, WhatAnIntervalAllowsToBeSaid) {
  Contrast const found = contrast(before, after, 0.95);  // 1.70 .. 4.30
  EXPECT_EQ(finding_of(found), Finding::higher);
  EXPECT_EQ(finding_of(found, 1.6), Finding::higher);
  EXPECT_EQ(finding_of(found, 2), Finding::higher_a_little);
  EXPECT_EQ(finding_of(found, 5), Finding::negligible);
  Contrast const turned = contrast(after, before, 0.95);
  EXPECT_EQ(finding_of(turned), Finding::lower);
  EXPECT_EQ(finding_of(turned, 2), Finding::lower_a_little);
  EXPECT_EQ(finding_of(contrast(before, after, 0.9999)), Finding::undecided);
  EXPECT_EQ(finding_of(contrast(Series{1}, Series{2}, 0.95)), Finding::unknown);
}

TEST(Scrutiny, SharesAndLooksSpendTheLevel) {
  EXPECT_DOUBLE_EQ(single_level({}, 100), 0.95);
  EXPECT_NEAR(single_level({.comparisons = 5}, 100), 0.99, 1e-15);
  Scrutiny const looks{.first_look = 100};
  EXPECT_EQ(look_of(looks, 40), 1);
  EXPECT_EQ(look_of(looks, 100), 1);
  EXPECT_EQ(look_of(looks, 101), 2);
  EXPECT_EQ(look_of(looks, 200), 2);
  EXPECT_EQ(look_of(looks, 800), 4);
  EXPECT_NEAR(single_level(looks, 200), 1 - 0.05 * 6 / (std::numbers::pi * std::numbers::pi * 4), 1e-15);
}

TEST(HowManyMore, MeetsItsOwnCondition) {
  Scrutiny const scrutiny{.comparisons = 3};
  for (double const gap : {0.05, 0.2, 1.0, 5.0}) {
    auto const needed = replications_to_decide(gap, 1, scrutiny);
    ASSERT_TRUE(needed);
    auto const width = [&](std::uint32_t n) {
      return (student_t_quantile(static_cast<int>(n) - 1, single_level(scrutiny, n)) + 0.8416212335729143) /
             std::sqrt(static_cast<double>(n));
    };
    EXPECT_LE(width(*needed), gap);
    if (*needed > 2) {
      EXPECT_GT(width(*needed - 1), gap);
    }
  }
  // The textbook's 8 deviations^2 / gap^2 (z of .975 + z of .8, squared: 7.849), plus a few for Student.
  EXPECT_NEAR(*replications_to_decide(0.1, 1, {}), 787, 1);
  EXPECT_FALSE(replications_to_decide(0, 1, {}));
  EXPECT_FALSE(replications_to_decide(1e-9, 1, {}));
  // With looks at 100, 200, 400, ...: the fifth, at 1600, asks for (3.24 + .84)^2 x 100 = 1660, so it is the sixth.
  EXPECT_EQ(*replications_to_decide(0.1, 1, {.first_look = 100}), 3200u);
}

TEST(Best, TwoScenariosByStudentsDistribution) {
  // t = 3 / sqrt(1/6) = 7.348469 at 3 degrees of freedom, whose distribution has a closed form.
  double const t = 3 / std::sqrt(1.0 / 6);
  double const x = t / std::sqrt(3.0);
  double const expected = 0.5 + (x / (1 + x * x) + std::atan(x)) / std::numbers::pi;
  std::vector<double> const found = probability_best({before, after}, true);
  EXPECT_NEAR(found[1], expected, 1e-12);
  EXPECT_NEAR(found[0] + found[1], 1, 1e-15);
  EXPECT_NEAR(probability_best({before, after}, false)[0], expected, 1e-12);
}

TEST(Best, DrawsAgreeWithStudent) {
  // A third scenario that is never best leaves the other two as they were: t = .7746 at 4 degrees of freedom.
  Series const a{1, 2, 3, 4, 5};
  Series const b{2, 1, 5, 3, 6};
  Series hopeless;
  for (auto const& each : a) hopeless.emplace_back(*each - 1000);
  std::vector<double> const two = probability_best({a, b}, true);
  std::vector<double> const three = probability_best({a, b, hopeless}, true);
  EXPECT_NEAR(three[0], two[0], 0.02);  // four standard errors of 10 000 draws
  EXPECT_NEAR(three[1], two[1], 0.02);
  EXPECT_EQ(three[2], 0);
  EXPECT_EQ(probability_best({a, b, hopeless}, true), three);  // no luck of its own
  std::vector<double> const tied = probability_best({a, a, hopeless}, true);
  EXPECT_DOUBLE_EQ(tied[0], 0.5);
  EXPECT_DOUBLE_EQ(tied[1], 0.5);
}

TEST(Doubts, AreRaisedWhereTheyShould) {
  std::mt19937_64 bits(3);
  std::normal_distribution<double> normal;
  Series zero;
  Series fair;
  Series rare;
  Series tailed;
  for (int i = 0; i < 100; ++i) {
    zero.emplace_back(0);
    fair.emplace_back(normal(bits));
    rare.emplace_back(i % 25 == 0 ? 1 : 0);
    tailed.emplace_back(std::exp(1.5 * normal(bits)));
  }
  EXPECT_FALSE(doubts_of(contrast(zero, fair, 0.95)).any());
  EXPECT_TRUE(doubts_of(contrast(zero, rare, 0.95)).few_differ);
  EXPECT_TRUE(doubts_of(contrast(zero, tailed, 0.95)).skewed);
  EXPECT_TRUE(doubts_of(contrast(before, after, 0.95)).few_replications);
  Series some = fair;
  some[3] = std::nullopt;
  EXPECT_TRUE(doubts_of(contrast(zero, some, 0.95)).left_out);
}

#if defined(SILOWALK_REPEATS)
constexpr int repeats = SILOWALK_REPEATS;
#else
constexpr int repeats = 200;
#endif

/// At most what a binomial of the promised share exceeds once in 10 000: mean + 3.72 standard deviations.
int allowed(double share) {
  return static_cast<int>(std::ceil(share * repeats + 3.72 * std::sqrt(repeats * share * (1 - share))));
}

/// A pair of toy estimators with the same luck in part: means 10 and 11.
struct ToyPair {
  Series a;
  Series b;
  void grow(std::size_t n, std::mt19937_64& bits, double apart) {
    std::normal_distribution<double> normal;
    while (a.size() < n) {
      double const common = normal(bits);
      a.emplace_back(10 + common + 0.5 * normal(bits));
      b.emplace_back(10 + apart + common + 0.5 * normal(bits));
    }
  }
};

TEST(ContrastCoverage, OfDifferenceAndRatio) {
  int missed_difference = 0;
  int missed_ratio = 0;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    std::mt19937_64 bits(static_cast<std::uint64_t>(repeat) + 1);
    ToyPair pair;
    pair.grow(12, bits, 1);
    Contrast const found = contrast(pair.a, pair.b, 0.95);
    if (*found.paired.difference.low > 1 || *found.paired.difference.high < 1) ++missed_difference;
    if (*found.ratio.low > 1.1 || *found.ratio.high < 1.1) ++missed_ratio;
  }
  int const least = repeats / 20 - (allowed(0.05) - repeats / 20);
  EXPECT_LE(missed_difference, allowed(0.05));
  EXPECT_GE(missed_difference, least);
  EXPECT_LE(missed_ratio, allowed(0.05));
  EXPECT_GE(missed_ratio, least);
}

/// Scenarios equal in law, with luck of their own: how often some output names a winner, looking at these counts.
int false_winners(std::vector<std::size_t> const& looks, std::size_t scenarios, std::size_t outputs) {
  Scrutiny scrutiny;
  scrutiny.comparisons = static_cast<int>(outputs * (scenarios - 1));
  if (looks.size() > 1) scrutiny.first_look = static_cast<std::uint32_t>(looks.front());
  int named = 0;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    std::mt19937_64 bits(static_cast<std::uint64_t>(repeat) + 77);
    std::normal_distribution<double> normal;
    std::vector<std::vector<Series>> series(outputs, std::vector<Series>(scenarios));
    bool found = false;
    for (std::size_t k = 0; k < looks.size() && !found; ++k) {
      for (auto& output : series) {
        for (Series& each : output) {
          while (each.size() < looks[k]) each.emplace_back(normal(bits));
        }
        found = found || winner_of(output, true, scrutiny).has_value();
      }
    }
    named += found ? 1 : 0;
  }
  return named;
}

TEST(FalseWinners, AreNoMoreThanPromised) {
  EXPECT_LE(false_winners({20}, 2, 1), allowed(0.05));
  EXPECT_LE(false_winners({20}, 2, 6), allowed(0.05));
  EXPECT_LE(false_winners({20}, 4, 3), allowed(0.05));
}

TEST(FalseWinners, NorWhenOneLooksAgainUntilThereIsOne) {
  EXPECT_LE(false_winners({16, 32, 64, 128, 256}, 2, 1), allowed(0.05));
  EXPECT_LE(false_winners({16, 32, 64, 128, 256}, 3, 2), allowed(0.05));
}

TEST(TrueWinners, AreFound) {
  std::mt19937_64 bits(5);
  ToyPair pair;
  pair.grow(100, bits, 1);
  EXPECT_EQ(winner_of({pair.a, pair.b}, true, {}), 1u);
  EXPECT_EQ(winner_of({pair.a, pair.b}, false, {}), 0u);
  EXPECT_FALSE(winner_of({pair.a, pair.b, pair.b}, true, {.comparisons = 2}));  // two that are the same: neither
  EXPECT_FALSE(winner_of({pair.a, pair.b}, true, {}, 2));                       // less than matters
}

}  // namespace
}  // namespace silowalk
