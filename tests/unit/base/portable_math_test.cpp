#include "engine/base/portable_math.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/base/random.h"

namespace silowalk {
namespace {

double constexpr infinity = std::numeric_limits<double>::infinity();
double constexpr smallest = std::numeric_limits<double>::denorm_min();

/// How many units in the last place of `exact` the double `got` is off. long double has 11 bits more.
double ulps(double got, long double exact) {
  if (std::abs(exact) > std::numeric_limits<double>::max()) return std::isinf(got) ? 0 : infinity;
  int exponent = 0;
  std::frexp(static_cast<double>(exact), &exponent);
  double const unit = std::ldexp(1.0, std::max(exponent - 53, -1074));
  return static_cast<double>(std::abs(got - exact) / static_cast<long double>(unit));
}

/// The largest error in ulps of f over a million arguments.
template <typename Argument, typename F, typename Exact>
double worst(Argument const& argument, F const& f, Exact const& exact) {
  RandomKey const key(3, 0);
  double largest = 0;
  for (std::uint32_t i = 0; i < 1000000; ++i) {
    double const x = argument(philox(key, i, 0, 0, 0));
    double const error = ulps(f(x), exact(static_cast<long double>(x)));
    if (!(error <= largest)) largest = error;
  }
  return largest;
}

double any_positive(Words const& w) {
  std::uint64_t const bits = (static_cast<std::uint64_t>(w.w[0]) << 32 | w.w[1]) % 0x7ff0000000000000u;
  return std::bit_cast<double>(bits == 0 ? 1 : bits);
}
double spread(Words const& w, double scale) {
  return scale * (uniform(w.w[0]) - 0.5) * std::ldexp(1.0, -static_cast<int>(w.w[1] % 64));
}

double constexpr log_bound = 1.0;
auto const exact_log = [](long double x) { return std::log(x); };

TEST(PortableLog, WithinOneUlpEverywhere) {
  auto const log = [](double x) { return portable_log(x); };
  EXPECT_LT(worst(any_positive, log, exact_log), log_bound);
  EXPECT_LT(worst([](Words const& w) { return uniform(w.w[0]); }, log, exact_log), log_bound);
  EXPECT_LT(worst([](Words const& w) { return 1 + spread(w, 1); }, log, exact_log), log_bound);
  auto const subnormal = [](Words const& w) { return std::ldexp(w.w[0] + 1.0, -1074); };
  EXPECT_LT(worst(subnormal, log, exact_log), log_bound);
}

TEST(PortableLog, EndsOfTheRange) {
  EXPECT_EQ(portable_log(1), 0);
  EXPECT_EQ(portable_log(0), -infinity);
  EXPECT_EQ(portable_log(-0.0), -infinity);
  EXPECT_EQ(portable_log(infinity), infinity);
  EXPECT_TRUE(std::isnan(portable_log(-1)));
  EXPECT_TRUE(std::isnan(portable_log(-infinity)));
  EXPECT_TRUE(std::isnan(portable_log(std::nan(""))));
  EXPECT_DOUBLE_EQ(portable_log(smallest), -1074 * std::log(2.0));
  EXPECT_DOUBLE_EQ(portable_log(std::numeric_limits<double>::max()), 1024 * std::log(2.0));
}

TEST(PortableExp, WithinTwoUlpEverywhere) {
  auto const exp = [](double x) { return portable_exp(x); };
  auto const exact = [](long double x) { return std::exp(x); };
  EXPECT_LT(worst([](Words const& w) { return 1455 * uniform(w.w[0]) - 745; }, exp, exact), 1.1);
  EXPECT_LT(worst([](Words const& w) { return spread(w, 4); }, exp, exact), 1.1);
}

TEST(PortableExp, EndsOfTheRange) {
  EXPECT_EQ(portable_exp(0), 1);
  EXPECT_EQ(portable_exp(-infinity), 0);
  EXPECT_EQ(portable_exp(infinity), infinity);
  EXPECT_EQ(portable_exp(1e300), infinity);
  EXPECT_EQ(portable_exp(-1e300), 0);
  EXPECT_EQ(portable_exp(709.79), infinity);
  EXPECT_LT(portable_exp(709.78), infinity);
  EXPECT_EQ(portable_exp(-745), smallest);
  EXPECT_EQ(portable_exp(-745.2), 0);
  EXPECT_TRUE(std::isnan(portable_exp(std::nan(""))));
}

TEST(PortableExpm1AndLog1p, WithinTwoUlp) {
  auto const expm1 = [](double x) { return portable_expm1(x); };
  auto const log1p = [](double x) { return portable_log1p(x); };
  EXPECT_LT(worst([](Words const& w) { return spread(w, 90); }, expm1, [](long double x) { return std::expm1(x); }), 2);
  auto const exact = [](long double x) { return std::log1p(x); };
  EXPECT_LT(worst([](Words const& w) { return spread(w, 1.99999); }, log1p, exact), 2);
  EXPECT_LT(worst(any_positive, log1p, exact), 2);
  EXPECT_EQ(portable_expm1(0), 0);
  EXPECT_EQ(portable_log1p(0), 0);
  EXPECT_EQ(portable_log1p(-1), -infinity);
  EXPECT_EQ(portable_expm1(-infinity), -1);
  EXPECT_EQ(portable_expm1(infinity), infinity);
}

TEST(PortablePow, AsGoodAsItsLogarithmAllows) {
  RandomKey const key(4, 0);
  for (std::uint32_t i = 0; i < 200000; ++i) {
    Words const w = philox(key, i, 0, 0, 0);
    double const x = portable_exp(20 * (uniform(w.w[0]) - 0.5));
    double const y = 20 * (uniform(w.w[1]) - 0.5);
    long double const exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
    ASSERT_LT(ulps(portable_pow(x, y), exact), 2 + std::abs(y * std::log(x)) * 2) << x << " ^ " << y;
  }
  EXPECT_EQ(portable_pow(0, 0), 1);
  EXPECT_EQ(portable_pow(0, 2), 0);
  EXPECT_EQ(portable_pow(0, -2), infinity);
  EXPECT_EQ(portable_pow(1, 1e300), 1);
}

TEST(Logit, AndItsInverse) {
  auto const exact = [](long double p) {
    return p > 0.25L && p < 0.75L ? std::log1p((2 * p - 1) / (1 - p)) : std::log(p / (1 - p));
  };
  auto const ours = [](double p) { return logit(p); };
  EXPECT_LT(worst([](Words const& w) { return uniform(w.w[0]); }, ours, exact), 4);
  EXPECT_LT(worst([](Words const& w) { return 0.5 + spread(w, 0.4); }, ours, exact), 4);
  auto const inverse = [](double x) { return logistic(x); };
  auto const exact_inverse = [](long double x) { return 1 / (1 + std::exp(-x)); };
  EXPECT_LT(worst([](Words const& w) { return spread(w, 1400); }, inverse, exact_inverse), 3);
  EXPECT_EQ(logit(0.5), 0);
  EXPECT_EQ(logit(0), -infinity);
  EXPECT_EQ(logit(1), infinity);
  EXPECT_EQ(logistic(0), 0.5);
  EXPECT_EQ(logistic(-infinity), 0);
  EXPECT_EQ(logistic(infinity), 1);
  for (double const p : {1e-12, 0.01, 0.3, 0.5, 0.77, 0.999}) EXPECT_NEAR(logistic(logit(p)), p, 3e-15 * p);
}

TEST(NormalQuantile, PublishedValuesAndRoundTrip) {
  EXPECT_DOUBLE_EQ(normal_quantile(0.25), -0.6744897501960817);  // Wichura 1988, section 4
  EXPECT_DOUBLE_EQ(normal_quantile(0.001), -3.090232306167814);
  EXPECT_DOUBLE_EQ(normal_quantile(1e-20), -9.262340089798408);
  EXPECT_DOUBLE_EQ(normal_quantile(0.975), 1.959963984540054);
  EXPECT_EQ(normal_quantile(0.5), 0);
  EXPECT_EQ(normal_quantile(0), -infinity);
  EXPECT_EQ(normal_quantile(1), infinity);
  auto const inverse = [](double z) { return std::erfc(-z / std::sqrt(2.0)) / 2; };
  for (int i = 1; i < 2000; ++i) EXPECT_NEAR(inverse(normal_quantile(i / 2000.0)), i / 2000.0, 1e-15);
  for (double u = 0.4; u > 1e-300; u *= 0.37)
    EXPECT_NEAR(inverse(normal_quantile(u)) / u, 1, 1e-12) << u;  // z^2 times the error of z
}

TEST(NormalCdf, AgreesWithErfc) {
  for (double z = -37; z < 9; z += 0.0173) {
    double const exact = std::erfc(-z / std::sqrt(2.0)) / 2;
    EXPECT_NEAR(normal_cdf(z) / exact, 1, 3e-13) << z;
    if (z < 0) {
      EXPECT_NEAR(normal_tail_scaled(-z) * std::exp(-z * z / 2) / exact, 1, 3e-13) << z;
    }
  }
  EXPECT_EQ(normal_cdf(-infinity), 0);
  EXPECT_EQ(normal_cdf(infinity), 1);
}

TEST(LogGamma, Factorials) {
  double factorial = 1;
  for (int n = 1; n < 100; ++n) {
    factorial *= n;
    EXPECT_NEAR(log_gamma(n + 1.0), std::log(factorial), 1e-14 + 1e-15 * std::log(factorial)) << n;
  }
  EXPECT_NEAR(log_gamma(0.5), std::log(std::sqrt(M_PI)), 1e-14);
  EXPECT_NEAR(log_gamma(1e-8), 18.420680738180209, 3e-14);  // -log x - 0.5772 x
  EXPECT_EQ(log_gamma(0), infinity);
  EXPECT_TRUE(std::isnan(log_gamma(-1)));
}

TEST(GammaP, ClosedFormsForWholeAndHalfShapes) {
  for (double x = 0.01; x < 60; x *= 1.13) {
    EXPECT_NEAR(gamma_p(1, x) / -std::expm1(-x), 1, 1e-14);
    EXPECT_NEAR(gamma_q(1, x) / std::exp(-x), 1, 1e-13);
    EXPECT_NEAR(gamma_q(3, x) / (std::exp(-x) * (1 + x + x * x / 2)), 1, 1e-13) << x;
    EXPECT_NEAR(gamma_p(0.5, x), std::erf(std::sqrt(x)), 1e-14);
    EXPECT_NEAR(gamma_q(0.5, x) / std::erfc(std::sqrt(x)), 1, 3e-13) << x;
  }
  EXPECT_EQ(gamma_p(2, 0), 0);
  EXPECT_EQ(gamma_q(2, 0), 1);
  EXPECT_EQ(gamma_p(2, infinity), 1);
}

TEST(GammaQuantile, PublishedChiSquares) {
  // Twice the quantile of shape d / 2 is that of chi-square with d degrees of freedom (Abramowitz and Stegun 26.8).
  EXPECT_NEAR(2 * gamma_quantile(0.5, 0.95), 3.841458820694124, 1e-12);
  EXPECT_NEAR(2 * gamma_quantile(5, 0.95), 18.307038053275146, 1e-11);
  EXPECT_NEAR(2 * gamma_quantile(15, 0.01), 14.953456528455435, 1e-11);
  EXPECT_NEAR(2 * gamma_quantile(50, 0.99), 135.80672317102679, 1e-10);
  EXPECT_NEAR(gamma_quantile(1, 0.3), -std::log(0.7), 1e-14);
}

TEST(GammaQuantile, RoundTrips) {
  for (double const shape : {0.01, 0.1, 0.3, 0.9, 1.0, 1.1, 2.5, 10.0, 15.9, 16.1, 200.0, 5000.0, 9e4, 1.1e5, 1e6}) {
    double before = -infinity;
    for (double u = 0x1p-33; u < 1; u = u < 0.4 ? u * 1.7 : 1 - (1 - u) * 0.6) {
      if (1 - u < 0x1p-33) break;
      double const log_x = gamma_quantile_log(shape, u, 1 - u);
      ASSERT_GT(log_x, before);
      before = log_x;
      double const x = std::exp(log_x);
      if (x < 1e-290) continue;
      // The rounding of x alone costs x f(x) epsilon.
      double const slope = std::exp(gamma_log_density(shape, log_x));
      if (u < 0.5) {
        EXPECT_NEAR(gamma_p(shape, x), u, 1e-12 * u + 1e-15 * slope * (1 + std::abs(log_x))) << shape << ' ' << u;
      } else {
        EXPECT_NEAR(gamma_q(shape, x), 1 - u, 1e-12 * (1 - u) + 1e-15 * slope * (1 + std::abs(log_x)))
            << shape << ' ' << u;
      }
    }
  }
  EXPECT_EQ(gamma_quantile(2, 0), 0);
  EXPECT_EQ(gamma_quantile(2, 1), infinity);
}

}  // namespace
}  // namespace silowalk
