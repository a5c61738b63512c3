#include "engine/simulation/rules/hazard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "engine/base/random.h"
#include "engine/simulation/rules/lane_math.h"

namespace silowalk {
namespace {

/// Composite Simpson over a smooth integrand: error far below 1e-12 at this step.
double by_quadrature(double a, double memory, double u) {
  constexpr int steps = 20000;
  double const h = u / steps;
  auto const f = [&](double x) { return std::exp(-a * std::exp(-x / memory)); };
  double sum = f(0) + f(u);
  for (int i = 1; i < steps; ++i) sum += f(i * h) * (i % 2 == 1 ? 4 : 2);
  return sum * h / 3;
}

TEST(Hazard, RelativeExposureIsTheIntegral) {
  for (double const a : {-8.0, -4.0, -1.3, -0.01, 0.02, 0.7, 4.0, 8.0}) {
    for (double const memory : {20.0, 120.0, 400.0}) {
      for (double const u : {0.01, 1.0, 30.0, 365.0}) {
        double const expected = by_quadrature(a, memory, u);
        EXPECT_NEAR(relative_exposure({a, 1 / memory}, u), expected, 1e-9 * expected) << a << ' ' << memory << ' ' << u;
      }
    }
  }
}

TEST(Hazard, BaselineTrustCostsNothingAndEndlessMemoryIsConstant) {
  EXPECT_EQ(relative_exposure({0, 1.0 / 50}, 12.5), 12.5);
  EXPECT_NEAR(relative_exposure({0.7, 0}, 12.5), 12.5 * std::exp(-0.7), 1e-12);
}

/// Sixty halvings, each of them worked out.
double by_bisection(HazardDrift const& drift, double low, double high, double goal) {
  for (int i = 0; i < 60; ++i) {
    double const middle = 0.5 * (low + high);
    (relative_exposure(drift, middle) < goal ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

// The end of a life is a moment that customers meet in the tally: it must not depend on how it was found.
TEST(Hazard, TheCrossingIsThatOfBisection) {
  std::mt19937 words(3);
  auto const random = [&] { return uniform(static_cast<std::uint32_t>(words())); };
  for (int i = 0; i < 20000; ++i) {
    HazardDrift const drift{(i % 5 == 0 ? 16 : 2) * (random() - 0.5), 1 / (5 + 400 * random())};
    double const dwell = 60 * random();
    double const low = i % 3 == 0 ? dwell * random() : 0;
    double const before = relative_exposure(drift, low);
    double goal = before + random() * (relative_exposure(drift, dwell) - before);
    // The hardest: where the series takes over from the quadrature, which it does with a small jump.
    double const seam = 0.25 / drift.memory_rate / std::max(1.0, std::abs(drift.a));
    if (i % 4 == 0 && seam > low && seam < dwell) goal = relative_exposure(drift, seam * (1 + 1e-9 * (random() - 0.5)));
    ASSERT_EQ(exposure_crossing(drift, low, dwell, goal), by_bisection(drift, low, dwell, goal))
        << drift.a << ' ' << drift.memory_rate << ' ' << low << ' ' << dwell << ' ' << goal;
  }
  EXPECT_EQ(exposure_crossing({0.5, 0}, 0, 30, 7), by_bisection({0.5, 0}, 0, 30, 7));
  EXPECT_EQ(exposure_crossing({0, 0.1}, 0, 30, 7), 7);
}

// Every width of vector unit, and all lanes together, give the bits of one number alone.
TEST(LaneMath, AllWidthsGiveTheSameBits) {
  std::mt19937 words(5);
  auto const random = [&] { return uniform(static_cast<std::uint32_t>(words())); };
  for (LaneMath const& math : supported_lane_math()) {
    std::vector<double> x(8 * 500);
    for (double& each : x) each = 2000 * (random() - 0.5) * random() * random();
    std::vector<double> e = x;
    math.exponentials(e.data(), e.size());
    for (std::size_t i = 0; i < x.size(); ++i) ASSERT_EQ(e[i], portable_exp(x[i])) << x[i];
    for (std::size_t count : {1u, 7u, 8u, 9u, 40u, 1000u}) {
      ExposureLanes lanes;
      for (std::size_t i = 0; i < count; ++i)
        lanes.add({16 * (random() - 0.5), 1 / (1 + 400 * random())}, 90 * random());
      lanes.fill_up();
      ASSERT_EQ(lanes.size() % ExposureLanes::group, 0);
      math.short_exposures(lanes);
      for (std::size_t i = 0; i < count; ++i)
        ASSERT_EQ(lanes.exposure[i], hazard::short_exposure({lanes.a[i], lanes.memory_rate[i]}, lanes.until[i]));
      math.series_exposures(lanes);
      for (std::size_t i = 0; i < count; ++i)
        ASSERT_EQ(lanes.exposure[i], hazard::series_exposure({lanes.a[i], lanes.memory_rate[i]}, lanes.until[i]));
    }
  }
}

TEST(LaneMath, ExposuresAnswerInTheOrderOfAsking) {
  std::mt19937 words(6);
  auto const random = [&] { return uniform(static_cast<std::uint32_t>(words())); };
  Exposures exposures;
  for (int round = 0; round < 50; ++round) {
    std::vector<double> expected;
    exposures.clear();
    for (int i = 0; i < round; ++i) {
      HazardDrift const drift{i % 7 == 0 ? 0.0 : 3 * (random() - 0.5), i % 11 == 0 ? 0.0 : 1 / (1 + 300 * random())};
      double const u = 100 * random();
      exposures.ask(drift, u);
      expected.push_back(relative_exposure(drift, u));
    }
    exposures.work_out();
    ASSERT_EQ(exposures.asked(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) ASSERT_EQ(exposures.answers()[i], expected[i]);
  }
}

}  // namespace
}  // namespace silowalk
