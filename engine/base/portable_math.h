#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

/// Elementary functions that give the same bits on every CPU, compiler and optimisation level.
///
/// The C library's log, exp, pow, ... choose other instructions where the CPU has a fused multiply-add, and their last
/// bits change with it. These functions use only + - * / and sqrt, each correctly rounded by IEEE 754, and integer
/// operations on bits; the engine and its users are compiled with -ffp-contract=off. Rounding to nearest is assumed.
/// portable_log and portable_exp have no tables and no branches, so that loops over them can be vectorised.
/// All functions are pure and thread-safe.
///
/// An ulp is that of the exact result. The bounds are checked against long double in
/// tests/unit/base/portable_math_test.cpp.
namespace silowalk::inline base {

namespace portable {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
inline constexpr double ln2_high = 0x1.62e42feep-1;  // 32 bits: whole multiples up to 2^20 are exact
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;

/// Computes log of a positive, normal, finite number (not checked), plus log 2 x (shift). The number is 2^k m with m in
/// [sqrt(1/2), sqrt 2), log m = f - f^2/2 + s (f^2/2 + R), f = m - 1, s = f / (2 + f), R = 2 atanh(s) / s - 2: the
/// identity that keeps the leading term f exact. R's polynomial in s^2 is minimax (Remez), error 2^-59 of log m.
constexpr double log_of_normal(double x, double shift = 0) {
  constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcdu;  // bits of sqrt(1/2), rounded up
  constexpr std::uint64_t one = 0x3ff0000000000000u;
  std::uint64_t const t = std::bit_cast<std::uint64_t>(x) + (one - sqrt_half);
  double const m = std::bit_cast<double>((t & 0x000fffffffffffffu) + sqrt_half);
  // The biased exponent as the low bits of 2^52 + e: an integer becomes a double without a conversion instruction.
  double const k = std::bit_cast<double>((t >> 52) | 0x4330000000000000u) - (0x1p52 + 1023) + shift;
  double const f = m - 1.0;
  double const s = f / (2.0 + f);
  double const z = s * s;
  double const w = z * z;
  double const odd =
      z * (0x1.5555555555592p-1 + w * (0x1.24924941f4e05p-2 + w * (0x1.74663fa07a006p-3 + w * 0x1.2f0634596e756p-3)));
  double const even = w * (0x1.999999997fd7ap-2 + w * (0x1.c71c520615de1p-3 + w * 0x1.39a1a70c46460p-3));
  double const half = 0.5 * f * f;
  return k * ln2_high - ((half - (s * (half + (odd + even)) + k * ln2_low)) - f);
}

/// exp(x) = scale_a x scale_b x (1 + q): in two factors, so that neither overflows nor loses bits before its time.
struct ExpParts {
  double q;
  double scale_a;
  double scale_b;
};

/// Splits e^x, for x in [-750, 750]: x = n log 2 + r, q = e^r - 1 = r + r^2 P(r), |r| <= log(2) / 2; P minimax, error
/// 2^-57.9.
constexpr ExpParts exp_parts(double x) {
  constexpr double shifter = 0x1.8p52;  // adding it rounds to a whole number and leaves that in the low bits
  double const shifted = x * 0x1.71547652b82fep+0 + shifter;
  double const n = shifted - shifter;
  double const high = x - n * ln2_high;
  double const low = n * ln2_low;
  double const r = high - low;
  double const r2 = r * r;
  double const r4 = r2 * r2;
  double const p01 = 0x1.000000000000ap-1 + r * 0x1.55555555554fap-3;
  double const p23 = 0x1.555555555087dp-5 + r * 0x1.1111111127be7p-7;
  double const p45 = 0x1.6c16c18429f01p-10 + r * 0x1.a01a012a568a0p-13;
  double const p67 = 0x1.a0199a0cbb756p-16 + r * 0x1.71df255582116p-19;
  double const p89 = 0x1.28ad72860b92dp-22 + r * 0x1.ad7f6984fca88p-26;
  double const p = (p01 + r2 * p23) + r4 * ((p45 + r2 * p67) + r4 * p89);
  double const q = high - (low - r2 * p);
  std::uint64_t const u = std::bit_cast<std::uint64_t>(shifted) - std::bit_cast<std::uint64_t>(shifter) + 2048;
  std::uint64_t const half = u >> 1;
  return {q, std::bit_cast<double>((half - 1) << 52), std::bit_cast<double>((u - half - 1) << 52)};
}

/// Computes e^x for |x| <= 700 (not checked), where the result is normal: the same bits as portable_exp in fewer steps.
constexpr double exp_of_moderate(double x) {
  ExpParts const e = exp_parts(x);
  return (1.0 + e.q) * (e.scale_a * e.scale_b);
}

}  // namespace portable

/// Computes the natural logarithm, over the whole range: log(0) = -infinity, log(x < 0) = NaN. Error below 1 ulp.
constexpr double portable_log(double x) {
  bool const tiny = x < std::numeric_limits<double>::min();
  double const result = portable::log_of_normal(tiny ? x * 0x1p54 : x, tiny ? -54.0 : 0.0);
  double const outside = x == 0 ? -portable::infinity : portable::not_a_number;
  return x < portable::infinity ? (x > 0 ? result : outside) : x;
}

/// Computes e^x: infinity above 709.78, subnormal and then 0 below -708.4. Error below 1.1 ulp (subnormal results: 1
/// unit).
constexpr double portable_exp(double x) {
  double const below = x > 710.0 ? 710.0 : x;
  portable::ExpParts const e = portable::exp_parts(below < -746.0 ? -746.0 : below);
  return (1.0 + e.q) * e.scale_a * e.scale_b;
}

/// Computes e^x - 1, without cancellation near 0. Error below 2 ulp.
constexpr double portable_expm1(double x) {
  if (x > 40.0) return portable_exp(x);
  if (x < -40.0) return -1.0;
  portable::ExpParts const e = portable::exp_parts(x);
  double const scale = e.scale_a * e.scale_b;
  return scale * e.q + (scale - 1.0);
}

/// Computes log(1 + x), without cancellation near 0. Error below 2 ulp.
constexpr double portable_log1p(double x) {
  double const u = 1.0 + x;
  if (!(u > 0.0 && u < portable::infinity)) return portable_log(u);
  double const lost = x > 1.0 ? 1.0 - (u - x) : x - (u - 1.0);
  return u == 1.0 ? x : portable::log_of_normal(u) + lost / u;
}

/// Computes x^y as exp(y log x), for x >= 0. The error, below 2 + |y log x| ulp, grows with the power: use it for
/// parameters.
constexpr double portable_pow(double x, double y) {
  if (y == 0.0 || x == 1.0) return 1.0;
  return portable_exp(y * portable_log(x));
}

/// Computes log(p / (1 - p)); -infinity at 0, infinity at 1. Error below 4 ulp, also around 1/2.
constexpr double logit(double p) {
  if (p > 0.25 && p < 0.75) return portable_log1p((2.0 * p - 1.0) / (1.0 - p));
  return portable_log(p / (1.0 - p));
}

/// Computes 1 / (1 + e^-x). Error below 3 ulp.
constexpr double logistic(double x) {
  double const e = portable_exp(x < 0 ? x : -x);
  return (x < 0 ? e : 1.0) / (1.0 + e);
}

/// Computes z with P(Z <= z) = u for a standard normal Z; -infinity at 0, infinity at 1. Relative error below 1e-15 or
/// so, for u as given (near 1 pass 1 - u and turn the sign). Wichura, "Algorithm AS 241", Applied Statistics 37 (1988),
/// 477-484, routine PPND16; polynomials split into even and odd terms, which halves the time.
inline double normal_quantile(double u) {
  double const q = u - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    double const r = 0.180625 - q * q;
    double const w = r * r;
    double const top = (((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * w +
                         (6.7265770927008700853e4 * r + 4.5921953931549871457e4)) *
                            w +
                        (1.3731693765509461125e4 * r + 1.9715909503065514427e3)) *
                           w +
                       (1.3314166789178437745e2 * r + 3.3871328727963666080e0);
    double const bottom = (((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * w +
                            (3.9307895800092710610e4 * r + 2.1213794301586595867e4)) *
                               w +
                           (5.3941960214247511077e3 * r + 6.8718700749205790830e2)) *
                              w +
                          (4.2313330701600911252e1 * r + 1.0);
    return q * top / bottom;
  }
  double const tail = q < 0 ? u : 1.0 - u;
  if (!(tail > 0))
    return tail < 0 || u != u ? portable::not_a_number : (q < 0 ? -portable::infinity : portable::infinity);
  double r = std::sqrt(-portable_log(tail));
  double top;
  double bottom;
  if (r <= 5.0) {
    r -= 1.6;
    double const w = r * r;
    top = (((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * w +
            (2.41780725177450611770e-1 * r + 1.27045825245236838258e0)) *
               w +
           (3.64784832476320460504e0 * r + 5.76949722146069140550e0)) *
              w +
          (4.63033784615654529590e0 * r + 1.42343711074968357734e0);
    bottom = (((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * w +
               (1.51986665636164571966e-2 * r + 1.48103976427480074590e-1)) *
                  w +
              (6.89767334985100004550e-1 * r + 1.67638483018380384940e0)) *
                 w +
             (2.05319162663775882187e0 * r + 1.0);
  } else {
    r -= 5.0;
    double const w = r * r;
    top = (((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * w +
            (1.24266094738807843860e-3 * r + 2.65321895265761230930e-2)) *
               w +
           (2.96560571828504891230e-1 * r + 1.78482653991729133580e0)) *
              w +
          (5.46378491116411436990e0 * r + 6.65790464350110377720e0);
    bottom = (((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * w +
               (1.84631831751005468180e-5 * r + 7.86869131145613259100e-4)) *
                  w +
              (1.48753612908506148525e-2 * r + 1.36929880922735805310e-1)) *
                 w +
             (5.99832206555887937690e-1 * r + 1.0);
  }
  return q < 0 ? -top / bottom : top / bottom;
}

// The functions below are for set-up, not for hot paths. They are in portable_math.cpp.

/// Computes P(Z <= z) for a standard normal Z. Relative error below 1e-13 for z > -38.
double normal_cdf(double z);

/// Computes P(Z > z) / exp(-z^2 / 2) for z >= 0. The scaled tail does not underflow for large z. Relative error below
/// 1e-13.
double normal_tail_scaled(double z);

/// Computes log Gamma(x), x > 0. Error below 1e-14 + 1e-15 |log Gamma(x)|.
double log_gamma(double x);

/// Compute the lower and upper regularised incomplete gamma functions, P + Q = 1: the distribution function and the
/// tail of a gamma distribution with scale 1. shape > 0, x >= 0. The smaller of the two has a relative error below
/// 1e-12 for shapes 1e-3 to 1e6. Series below shape + 1, Lentz's continued fraction above.
double gamma_p(double shape, double x);
double gamma_q(double shape, double x);

/// Computes x with P(shape, x) = u, 0 <= u <= 1. Relative error below 1e-12 / min(1, shape) for u as given.
double gamma_quantile(double shape, double u);

/// Computes log x with P(shape, x) = p and Q(shape, x) = q, where p + q = 1 and the smaller one is exact: both tails
/// keep all their digits. The logarithm, since with a small shape x itself may be too small for a double.
double gamma_quantile_log(double shape, double p, double q);

/// Computes log (x f(x)) at x = exp(log_x), f being the density: the density of log x.
double gamma_log_density(double shape, double log_x);

}  // namespace silowalk::inline base
