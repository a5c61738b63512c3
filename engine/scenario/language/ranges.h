#pragma once

namespace silowalk::inline scenario {

/// The allowed numbers, in base units; a bound that is open is not allowed itself.
struct Range {
  double low = 0;
  double high = 0;
  bool low_open = false;
  bool high_open = false;
  bool checked = false;  ///< false: any number
};

}  // namespace silowalk::inline scenario

/// The ranges of numbers that the rows of the schema share; the reader refuses what lies outside. Base units: days,
/// per day, units of currency.
namespace silowalk::inline scenario::ranges {

inline constexpr Range any{};  ///< of texts, lists and tables too
/// Returns the range from `low` to `high`, both allowed.
constexpr Range between(double low, double high) { return {low, high, false, false, true}; }
/// Returns the same without `low`.
constexpr Range above(double low, double high) { return {low, high, true, false, true}; }
/// Returns the same without its bounds.
constexpr Range inside(double low, double high) { return {low, high, true, true, true}; }

inline constexpr double long_time = 365250;              // days: a thousand years, an upper bound against typing errors
inline constexpr Range share01 = between(0, 1);          ///< probabilities and shares
inline constexpr Range time = between(0, long_time);     ///< days
inline constexpr Range some_time = above(0, long_time);  ///< days, not 0
inline constexpr Range per_day = between(0, 1e9);        ///< events per day
inline constexpr Range amount = between(0, 1e12);        ///< units of currency, or those per day

}  // namespace silowalk::inline scenario::ranges
