#include "engine/simulation/hazard.h"

#include <gtest/gtest.h>

#include <cmath>

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

}  // namespace
}  // namespace silowalk
