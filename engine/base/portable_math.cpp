#include "engine/base/portable_math.h"

namespace silowalk::inline base {

namespace {

constexpr double half_log_two_pi = 0.91893853320467274178;
constexpr double enough = 1e-17;        // a term this small relative to the sum does not change it
constexpr int most_terms = 100000;      // of a series or fraction: about 10 sqrt(shape) are needed
constexpr double large_shape = 1e5;     // from here on the quantile's asymptotic series has all digits
constexpr double stirling_from = 16.0;  // from here on Stirling's series has all digits

/// log Gamma(x + 1) - (x + 1/2) log x + x - log(2 pi) / 2, x >= 16. Error below 1e-17 (B_2n / (2n (2n-1) x^(2n-1))).
double stirling_rest(double x) {
  double const y = 1.0 / (x * x);
  double const sum =
      1.0 / 12 +
      y * (-1.0 / 360 + y * (1.0 / 1260 + y * (-1.0 / 1680 + y * (1.0 / 1188 + y * (-691.0 / 360360 + y / 156)))));
  return sum / x;
}

/// t - log(1 + t) without cancellation: log(1 + t) = 2 atanh(v), v = t / (2 + t).
double minus_log1p(double t) {
  if (t > 0.4 || t < -0.3) return t - portable_log1p(t);
  double const v = t / (2.0 + t);
  double const v2 = v * v;
  double power = v * v2;
  double sum = 0;
  for (int k = 3; k < 60; k += 2) {
    sum += power / k;
    power *= v2;
  }
  return v * t - 2.0 * sum;
}

/// log(x^k e^-x / Gamma(k + 1)), k being the shape. For large k the three parts nearly cancel, so it is written by
/// how far x is from k (Loader, "Fast and accurate computation of binomial probabilities", 2000).
double log_prefactor(double k, double x, double log_x) {
  if (k < stirling_from) return k * log_x - x - log_gamma(k + 1.0);
  return -k * minus_log1p((x - k) / k) - 0.5 * portable_log(k) - half_log_two_pi - stirling_rest(k);
}

/// 1 + x/(k+1) + x^2/((k+1)(k+2)) + ...: P / prefactor.
double lower_series(double k, double x) {
  double term = 1.0;
  double sum = 1.0;
  for (int n = 1; n < most_terms; ++n) {
    term *= x / (k + n);
    sum += term;
    if (term < enough * sum) break;
  }
  return sum;
}

/// The continued fraction of Gamma(k, x) / (x^k e^-x) for x >= k + 1, by the modified method of Lentz (Press et al.,
/// "Numerical Recipes", 6.2): Q / (k prefactor).
double upper_fraction(double k, double x) {
  constexpr double not_zero = 1e-300;
  double b = x + 1.0 - k;
  double c = 1.0 / not_zero;
  double d = 1.0 / b;
  double h = d;
  for (int i = 1; i < most_terms; ++i) {
    double const a = -i * (i - k);
    b += 2.0;
    d = a * d + b;
    if (d == 0) d = not_zero;
    c = b + a / c;
    if (c == 0) c = not_zero;
    d = 1.0 / d;
    double const factor = d * c;
    h *= factor;
    if (factor - 1.0 < 1e-16 && factor - 1.0 > -1e-16) break;
  }
  return h;
}

/// Both tails of the gamma distribution and the density of log x, in logarithms where they may be too small.
struct GammaTails {
  double log_p;
  double log_q;
  double log_density;
};

/// The smaller tail comes from its own series, the other one from it: so the smaller one keeps its digits.
GammaTails gamma_tails(double k, double x, double log_x) {
  double const prefactor = log_prefactor(k, x, log_x);
  double const log_density = prefactor + portable_log(k);
  if (x < k + 1.0) {
    double const log_p = prefactor + portable_log(lower_series(k, x));
    return {log_p, portable_log(-portable_expm1(log_p < 0 ? log_p : 0)), log_density};
  }
  double const log_q = log_density + portable_log(upper_fraction(k, x));
  return {portable_log1p(-portable_exp(log_q)), log_q, log_density};
}

/// Cornish-Fisher series of a gamma quantile in z, the normal quantile. From shape 1e5 on its rest is below 1e-13 of x.
double cornish_fisher(double k, double z) {
  double const z2 = z * z;
  double const s = std::sqrt(k);
  return k + s * z + (z2 - 1.0) / 3.0 + z * (z2 - 7.0) / (36.0 * s) - ((3.0 * z2 + 7.0) * z2 - 16.0) / (810.0 * k) +
         z * ((9.0 * z2 + 256.0) * z2 - 433.0) / (38880.0 * k * s);
}

/// A first guess of log x. Wilson and Hilferty's cube where it can be had, else x^k = p Gamma(k + 1), the first term of
/// P.
double gamma_guess(double k, double p, double q) {
  double const small = (portable_log(p) + log_gamma(k + 1.0)) / k;
  if (k < 1.0) return q < 0.1 ? portable_log(-portable_log(q)) : small;
  double const z = p < q ? normal_quantile(p) : -normal_quantile(q);
  double const cube_root = 1.0 - 1.0 / (9.0 * k) + z / (3.0 * std::sqrt(k));
  if (cube_root < 0.2) return small;
  return portable_log(k) + 3.0 * portable_log(cube_root);
}

}  // namespace

double normal_tail_scaled(double z) {
  // P(Z > z) = Q(1/2, z^2 / 2) / 2, and k prefactor = x^k e^-x / Gamma(k).
  constexpr double root_pi = 1.77245385090551602730;
  double const x = 0.5 * z * z;
  if (x < 1.5) return 0.5 * gamma_q(0.5, x) * portable_exp(x);
  return 0.5 * std::sqrt(x) / root_pi * upper_fraction(0.5, x);
}

double normal_cdf(double z) {
  double const x = 0.5 * z * z;
  if (x < 1.5) return z < 0 ? 0.5 * gamma_q(0.5, x) : 0.5 + 0.5 * gamma_p(0.5, x);
  double const tail = x > 745.0 ? 0.0 : normal_tail_scaled(z < 0 ? -z : z) * portable_exp(-x);
  return z < 0 ? tail : 1.0 - tail;
}

// Gamma(x) = Gamma(x + n) / (x (x + 1) ... (x + n - 1)), so that Stirling's series is used only where it converges.
double log_gamma(double x) {
  if (!(x > 0)) return x == 0 ? portable::infinity : portable::not_a_number;
  double product = 1.0;
  while (x < stirling_from) product *= x++;
  double const stirling = (x - 0.5) * portable_log(x) - x + half_log_two_pi + stirling_rest(x);
  return stirling - portable_log(product);
}

// Each of P and Q is computed directly where it is the smaller one, roughly, and as 1 - the other elsewhere.
double gamma_p(double shape, double x) {
  if (!(x > 0)) return 0.0;
  if (x == portable::infinity) return 1.0;
  double const log_x = portable_log(x);
  if (x < shape + 1.0) return portable_exp(log_prefactor(shape, x, log_x)) * lower_series(shape, x);
  return 1.0 - gamma_q(shape, x);
}

double gamma_q(double shape, double x) {
  if (!(x > 0)) return 1.0;
  if (x == portable::infinity) return 0.0;
  if (x < shape + 1.0) return 1.0 - gamma_p(shape, x);
  return portable_exp(log_prefactor(shape, x, portable_log(x))) * shape * upper_fraction(shape, x);
}

double gamma_log_density(double shape, double log_x) {
  return log_prefactor(shape, portable_exp(log_x), log_x) + portable_log(shape);
}

double gamma_quantile_log(double shape, double p, double q) {
  if (!(p > 0)) return -portable::infinity;
  if (!(q > 0)) return portable::infinity;
  if (shape >= large_shape)
    return portable_log(cornish_fisher(shape, p < q ? normal_quantile(p) : -normal_quantile(q)));
  // Newton in log x on the logarithm of a tail. Both log P and log Q are concave in log x, so after its first step
  // Newton comes from one side and cannot overshoot; the guesses keep that first step short.
  bool const lower = shape < 1.0 ? q >= 0.1 : p < q;
  double const target = portable_log(lower ? p : q);
  double y = gamma_guess(shape, p, q);
  for (int i = 0; i < 100; ++i) {
    GammaTails const tails = gamma_tails(shape, portable_exp(y), y);
    double const log_tail = lower ? tails.log_p : tails.log_q;
    double const gap = (log_tail - target) * portable_exp(log_tail - tails.log_density);
    y += lower ? -gap : gap;
    double const size = y < 0 ? 1.0 - y : 1.0 + y;
    if (gap < 2e-16 * size && gap > -2e-16 * size) break;
    if (i > 4 && gap < 4e-15 * size && gap > -4e-15 * size) break;
  }
  return y;
}

double gamma_quantile(double shape, double u) { return portable_exp(gamma_quantile_log(shape, u, 1.0 - u)); }

}  // namespace silowalk::inline base
