#include "engine/base/sampler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/normal_words.h"

namespace silowalk {
namespace {

using Kind = Distribution::Kind;

/// A distribution with its moments by a formula that does not come from the engine.
struct Case {
  std::string name;
  Distribution law;
  double mean;
  double variance;
};

std::ostream& operator<<(std::ostream& out, Case const& c) { return out << c.name; }

Distribution law(Kind kind, double a, double b = 0, double c = 0) { return {kind, a, b, c, {}, false}; }

double weibull_moment(double shape, double n) { return std::tgamma(1 + n / shape); }

/// Mean and variance of a normal cut off at 0, from its hazard at the cut.
Case normal_case(std::string const& name, double mu, double sigma) {
  double const cut = -mu / sigma;
  double const hazard = std::exp(-cut * cut / 2) / std::sqrt(2 * M_PI) / (0.5 * std::erfc(cut / std::sqrt(2)));
  return {name, law(Kind::normal, mu, sigma), mu + sigma * hazard,
          sigma * sigma * (1 + cut * hazard - hazard * hazard)};
}

std::vector<Case> cases() {
  std::vector<double> const odd{0.5, 0.5, 0.5, 1, 2, 4, 6.5, 9};
  Distribution values{Kind::empirical, 0, 0, 0, odd, false};
  Distribution quantiles{Kind::empirical, 0, 0, 0, {0, 1, 1, 3, 10}, true};
  return {
      {"constant", Distribution::constant(3.5), 3.5, 0},
      {"exponential", Distribution::exponential(0.02), 0.02, 0.0004},
      {"uniform", law(Kind::uniform, 1, 4), 2.5, 0.75},
      {"uniform_from_0", law(Kind::uniform, 0, 4), 2, 16.0 / 12},
      {"triangular", law(Kind::triangular, 1, 2, 6), 3, (1 + 4 + 36 - 2 - 6 - 12) / 18.0},
      {"triangular_rising", law(Kind::triangular, 0, 3, 3), 2, 0.5},
      {"triangular_falling", law(Kind::triangular, 0, 0, 3), 1, 0.5},
      normal_case("normal_hardly_cut", 10, 2),
      normal_case("normal_cut", 1, 2),
      normal_case("normal_of_negative_mean", -2, 1),
      {"lognormal", law(Kind::lognormal, 5, 0.8), 5, 16},
      {"lognormal_wide", law(Kind::lognormal, 5, 1.5), 5, 56.25},
      {"gamma_half", law(Kind::gamma, 2, std::sqrt(2.0)), 2, 8},
      {"gamma", law(Kind::gamma, 2, 0.7), 2, 1.96},
      {"gamma_narrow", law(Kind::gamma, 2, 0.05), 2, 0.01},
      {"erlang_1", law(Kind::erlang, 3, 1), 3, 9},
      {"erlang_4", law(Kind::erlang, 3, 4), 3, 2.25},
      {"weibull", law(Kind::weibull, 2, 1.7), 2 * weibull_moment(1.7, 1),
       4 * (weibull_moment(1.7, 2) - std::pow(weibull_moment(1.7, 1), 2))},
      {"weibull_wild", law(Kind::weibull, 2, 0.8), 2 * weibull_moment(0.8, 1),
       4 * (weibull_moment(0.8, 2) - std::pow(weibull_moment(0.8, 1), 2))},
      {"rayleigh", law(Kind::weibull, 2, 2), std::sqrt(M_PI), 4 - M_PI},
      {"empirical", values, 3, (3 * 6.25 + 4 + 1 + 1 + 12.25 + 36) / 8},
      // segments (0,1) (1,1) (1,3) (3,10): mean of their middles; second moment (l^2 + l h + h^2) / 3
      {"empirical_quantiles", quantiles, 2.5, (1.0 / 3 + 1 + 13.0 / 3 + 139.0 / 3) / 4 - 6.25},
  };
}

/// The average of f over all 2^32 words: octave by octave from both ends towards the middle, each octave by the middles
/// of 2^10 cells (or word by word where it has no more). Relative error about 1e-7 for smooth f; a step is placed
/// within 2^-12.
double average(std::function<double(std::uint32_t)> const& f) {
  double sum = f(0) + f(~0u);
  for (int octave = 0; octave < 31; ++octave) {
    std::uint32_t const begin = 1u << octave;
    std::uint32_t const width = octave > 10 ? 1u << (octave - 10) : 1;
    double part = 0;
    for (std::uint32_t w = begin; w < 2 * begin; w += width) part += f(w + width / 2) + f(~(w + width / 2));
    sum += part * width;
  }
  return sum * 0x1p-32;
}

class EveryLaw : public testing::TestWithParam<Case> {};

TEST_P(EveryLaw, MeanAndVarianceAreTheFormulas) {
  Sampler const sampler(GetParam().law);
  EXPECT_NEAR(sampler.mean(), GetParam().mean, 1e-12 * GetParam().mean);
  EXPECT_NEAR(sampler.variance(), GetParam().variance, 1e-11 * (GetParam().variance + 1e-300));
  EXPECT_EQ(sampler.constant(), GetParam().variance == 0);
}

TEST_P(EveryLaw, QuantilesIntegrateToTheMoments) {
  Case const& c = GetParam();
  Sampler const sampler(c.law);
  double const mean = average([&](std::uint32_t w) { return sampler.draw(w); });
  double const variance = average([&](std::uint32_t w) { return std::pow(sampler.draw(w) - c.mean, 2); });
  // The variance of the widest lognormal misses 1e-5, which lies beyond the last word.
  EXPECT_NEAR(mean, c.mean, 3e-7 * c.mean);
  EXPECT_NEAR(variance, c.variance, (c.name == "lognormal_wide" ? 2e-5 : 2e-6) * c.variance);
}

TEST_P(EveryLaw, RisesWithTheWord) {
  Sampler const sampler(GetParam().law);
  double before = 0;
  double biased_before = 0;
  auto const check = [&](std::uint32_t w) {
    double const x = sampler.draw(w);
    double const biased = sampler.length_biased(w);
    ASSERT_GE(x, before) << w;
    ASSERT_GE(biased, biased_before * (1 - 1e-14)) << w;
    ASSERT_TRUE(std::isfinite(x) && std::isfinite(biased)) << w;
    before = x;
    biased_before = biased;
  };
  for (std::uint32_t w = 0; w < 2000; ++w) check(w);
  for (std::uint32_t w = 2048; w < 0xfff00000u; w += 0x1fffd) check(w);
  for (std::uint32_t w = 0x7ffff000u; w < 0x80001000u; ++w) {
    ASSERT_LE(sampler.draw(w), sampler.draw(w + 1));
  }
  for (std::uint32_t w = 0xfffff000u; w != 0; ++w) check(w);
}

TEST_P(EveryLaw, LengthBiasedDrawsHaveTheMomentsOfTheWeightedLaw) {
  // E g(X*) = E X g(X) / E X, with g = x: (variance + mean^2) / mean; with g = 1 / (1 + x): by quadrature.
  Case const& c = GetParam();
  Sampler const sampler(c.law);
  // Steps that stand between the cells cost the average up to 2^-13 of their height.
  double const slack = c.name == "empirical" ? 6 : 1;
  double const mean = average([&](std::uint32_t w) { return sampler.length_biased(w); });
  EXPECT_NEAR(mean, c.mean + c.variance / c.mean, slack * 3e-5 * (c.mean + c.variance / c.mean));
  double const bounded = average([&](std::uint32_t w) { return 1 / (1 + sampler.length_biased(w)); });
  double const weighted = average([&](std::uint32_t w) { return sampler.draw(w) / (1 + sampler.draw(w)); }) / c.mean;
  EXPECT_NEAR(bounded, weighted, slack * 2e-6);
}

TEST_P(EveryLaw, ResidualsHaveTheEquilibriumMeanAndDistribution) {
  // Density P(X > t) / E X: the mean is E X^2 / (2 E X), and P(residual <= t) = E min(X, t) / E X.
  // 512 x 512 words in a fixed grid: Kolmogorov-Smirnov at ten points, where the grid's own error is below 1 / 512.
  Case const& c = GetParam();
  Sampler const sampler(c.law);
  int constexpr cells = 512;
  std::vector<double> draws;
  for (std::uint32_t i = 0; i < cells; ++i)
    for (std::uint32_t j = 0; j < cells; ++j)
      draws.push_back(sampler.residual((i << 23) + (1u << 22), (j << 23) + (1u << 22)));
  double sum = 0;
  for (double const x : draws) sum += x;
  double const mean = (c.variance + c.mean * c.mean) / (2 * c.mean);
  EXPECT_NEAR(sum / static_cast<double>(draws.size()), mean, 0.02 * mean);
  for (double const at : {0.02, 0.1, 0.3, 0.5, 0.8, 1.0, 1.3, 2.0, 3.0, 5.0}) {
    double const t = at * c.mean * (1 + 1e-9);
    double const below =
        static_cast<double>(std::count_if(draws.begin(), draws.end(), [&](double x) { return x <= t; }));
    double const exact = average([&](std::uint32_t w) { return std::min(sampler.draw(w), t); }) / c.mean;
    EXPECT_NEAR(below / static_cast<double>(draws.size()), exact, 1.0 / cells) << "at " << t;
  }
}

TEST_P(EveryLaw, LaplaceTransformIsTheAverageOfItsExponentials) {
  Case const& c = GetParam();
  Sampler const sampler(c.law);
  EXPECT_EQ(sampler.laplace(0), 1);
  for (double const at : {1e-9, 1e-3, 0.1, 0.5, 1.0, 3.0, 20.0, 100.0}) {
    double const s = at / c.mean;
    double const missing = average([&](std::uint32_t w) { return -std::expm1(-s * sampler.draw(w)); });
    EXPECT_NEAR(1 - sampler.laplace(s), missing, 1e-12 + 1e-7 * std::min(1.0, at)) << "s = " << s;
  }
}

INSTANTIATE_TEST_SUITE_P(Base, EveryLaw, testing::ValuesIn(cases()),
                         [](testing::TestParamInfo<Case> const& tested) { return tested.param.name; });

TEST(NormalWords, FollowTheNormalQuantile) {
  double worst = 0;
  double before = -10;
  auto const check = [&](std::uint32_t w) {
    double const exact = w < 0x80000000u ? normal_quantile(uniform(w)) : -normal_quantile(uniform(~w));
    double const drawn = normal_words().at(w);
    worst = std::max(worst, std::abs(drawn - exact));
    ASSERT_GE(drawn, before) << w;
    ASSERT_EQ(normal_words().at(~w), -drawn);
    before = drawn;
  };
  for (std::uint32_t w = 0; w < 100000; ++w) check(w);
  for (std::uint32_t w = 100352; w < 0xffff0000u; w += 4093) check(w);
  for (std::uint32_t w = 0xffff0000u; w != 0; ++w) check(w);
  EXPECT_LT(worst, 1e-12);
  // Across the borders of cells, where the pieces must join: neighbouring words in the middle are 6e-10 apart.
  for (std::uint32_t border = 1u << 24; border != 0; border += 1u << 24)
    for (std::uint32_t w = border - 100; w < border + 100; ++w)
      ASSERT_LT(normal_words().at(w), normal_words().at(w + 1)) << w;
}

TEST(Sampler, ClosedFormLaplaceTransforms) {
  EXPECT_NEAR(Sampler(law(Kind::erlang, 3, 4)).laplace(0.2), std::pow(1 + 0.2 * 3 / 4, -4), 1e-15);
  EXPECT_NEAR(Sampler(law(Kind::gamma, 2, 0.5)).laplace(3), std::pow(1 + 3 * 2 * 0.25, -4), 1e-15);
  // Rayleigh: 1 - a sqrt(pi) / 2 e^(a^2 / 4) erfc(a / 2), a = s scale.
  double const a = 0.7;
  EXPECT_NEAR(Sampler(law(Kind::weibull, 1, 2)).laplace(a),
              1 - a * std::sqrt(M_PI) / 2 * std::exp(a * a / 4) * std::erfc(a / 2), 1e-12);
  // Weibull of shape 1/2: scale E^2 has E exp(-s X) = sqrt(pi / (4 s)) e^(1 / (4 s)) erfc(1 / (2 sqrt s)).
  double const s = 0.3;
  EXPECT_NEAR(Sampler(law(Kind::weibull, 1, 0.5)).laplace(s),
              std::sqrt(M_PI / (4 * s)) * std::exp(1 / (4 * s)) * std::erfc(1 / (2 * std::sqrt(s))), 1e-12);
}

TEST(Sampler, GammaTableFollowsTheQuantileOverAllWords) {
  double worst = 0;
  for (double const shape : {0.1, 0.25, 0.5, 0.9, 1.5, 2.0, 4.0, 20.0, 300.0, 1e5, 1e7}) {
    Sampler const sampler(law(Kind::gamma, shape, 1 / std::sqrt(shape)));
    auto const check = [&](std::uint32_t w) {
      double const exact = gamma_quantile_log(shape, uniform(w), uniform(~w));
      double const drawn = std::log(sampler.draw(w));
      worst = std::max(worst, std::min(1.0, shape) * std::abs(drawn - exact));
    };
    for (std::uint32_t i = 0; i < 1500; ++i) check(i * 2863311u);
    for (std::uint32_t bit = 0; bit < 32; ++bit) {
      check(1u << bit);
      check(~(1u << bit));
    }
    check(0);
    check(0xffffffffu);
  }
  EXPECT_LT(worst, 1.5e-8);
}

// What is taken over from another law of the same shape changes no draw; a law of another shape takes nothing.
TEST(Sampler, MadeLikeAnotherIsTheSame) {
  Sampler const like(Distribution{Distribution::Kind::gamma, 3, 0.5, 0, {}, false});
  for (Distribution const& each : {Distribution{Distribution::Kind::gamma, 2.7, 0.5, 0, {}, false},
                                   Distribution{Distribution::Kind::gamma, 2.7, 0.6, 0, {}, false},
                                   Distribution{Distribution::Kind::erlang, 2, 4, 0, {}, false},
                                   Distribution{Distribution::Kind::lognormal, 2, 0.5, 0, {}, false}}) {
    Sampler const alone(each);
    Sampler const made(each, like);
    for (std::uint32_t word = 12345; word < 0xf0000000u; word += 0x00fedcbau) {
      ASSERT_EQ(made.draw(word), alone.draw(word));
      ASSERT_EQ(made.length_biased(word), alone.length_biased(word));
    }
  }
}

TEST(Sampler, PublishedQuantiles) {
  std::uint32_t const upper_95 = 0xf3333332u;  // uniform() is 0.95 - 1e-10
  EXPECT_NEAR(Sampler(law(Kind::gamma, 10, std::sqrt(0.2))).draw(upper_95), 18.307038, 2e-6);  // chi-square, 10 d.f.
  EXPECT_NEAR(Sampler(law(Kind::gamma, 1, std::sqrt(2.0))).draw(upper_95), 3.841459, 2e-6);    // chi-square, 1 d.f.
  EXPECT_NEAR(Sampler(law(Kind::normal, 100, 1)).draw(upper_95), 101.6448536, 1e-6);
  EXPECT_NEAR(Sampler(Distribution::exponential(1)).draw(0x7fffffffu), std::log(2.0), 1e-9);
  EXPECT_NEAR(Sampler(law(Kind::triangular, 0, 1, 2)).draw(0x7fffffffu), 1, 1e-4);
}

TEST(Sampler, EqualChancesForEachValue) {
  Sampler const sampler({Kind::empirical, 0, 0, 0, {1, 2, 3}, false});
  EXPECT_EQ(sampler.draw(0), 1);
  EXPECT_EQ(sampler.draw(0x55555555u), 1);
  EXPECT_EQ(sampler.draw(0x55555556u), 2);
  EXPECT_EQ(sampler.draw(0xaaaaaaaau), 2);
  EXPECT_EQ(sampler.draw(0xaaaaaaabu), 3);
  EXPECT_EQ(sampler.draw(0xffffffffu), 3);
}

TEST(Sampler, DegenerateLawsAreConstant) {
  for (Distribution const& d :
       {law(Kind::exponential, 0), law(Kind::uniform, 2, 2), law(Kind::triangular, 2, 2, 2), law(Kind::normal, 2, 0),
        law(Kind::lognormal, 2, 0), law(Kind::gamma, 2, 0), law(Kind::gamma, 0, 1), law(Kind::erlang, 0, 3),
        law(Kind::weibull, 0, 2), Distribution{Kind::empirical, 0, 0, 0, {2, 2}, true}}) {
    Sampler const sampler(d);
    EXPECT_TRUE(sampler.constant());
    EXPECT_EQ(sampler.draw(12345), sampler.mean());
    EXPECT_EQ(sampler.variance(), 0);
  }
  EXPECT_EQ(Sampler().draw(7), 0);
  EXPECT_EQ(Sampler().residual(7, 8), 0);
}

TEST(Sampler, RefusesWhatIsNoDistribution) {
  double const nan = std::nan("");
  for (Distribution const& d :
       {law(Kind::constant, -1), law(Kind::constant, nan), law(Kind::exponential, -1), law(Kind::uniform, 3, 2),
        law(Kind::uniform, -1, 2), law(Kind::triangular, 1, 0, 2), law(Kind::normal, 1, -1), law(Kind::normal, -99, 1),
        law(Kind::normal, nan, 1), law(Kind::lognormal, -1, 1), law(Kind::gamma, 1, -1), law(Kind::erlang, 1, 0),
        law(Kind::weibull, 1, 0), Distribution{Kind::empirical, 0, 0, 0, {}, false},
        Distribution{Kind::empirical, 0, 0, 0, {2, 1}, false}})
    EXPECT_THROW(Sampler{d}, std::invalid_argument);
}

}  // namespace
}  // namespace silowalk
