#pragma once

#include <string>
#include <string_view>

/// Parses and prints values with their unit, as in scenario files: "40 min", "25 per day", "8 % per year".
///
/// A month is always 365.25/12 days and a year 365.25 days. A text that is not understood does not throw: `why` gives
/// the reason. The functions parse only; the reader of scenarios checks ranges. Decimals take a point in every locale.
namespace silowalk::inline base {

/// A parsed value in base units, or the reason why there is none.
struct Measured {
  double value = 0;   ///< meaningful only where ok()
  std::string why;    ///< empty: the text was understood; else why it was not
  std::string guess;  ///< what was probably meant; may be empty
  bool ok() const { return why.empty(); }
};

/// Parses "40 min", "1.5 h", "30 s", "2 days", "3 weeks", "6 months", "1 year", "1 h 30 min" -> days. "0" alone is
/// fine. Up to four parts, each a number and a unit, whose days add up. A number may have a sign; ranges are for the
/// reader.
Measured parse_duration(std::string_view text);

/// Parses "25 per day", "0.025 per month", "2.5 % per month", "4200 per month", "25/day" -> per day. "0" alone is fine.
/// "per" may be "a" or "/"; "%" divides by 100.
Measured parse_rate(std::string_view text);

/// Parses "0.35" or "35 %" -> 0.35.
/// Values outside [0, 1] are parsed too.
Measured parse_share(std::string_view text);

/// Parses "8 % per year" or "0.08 per year" -> 0.08. Only "per year" is understood, since the factor is effective per
/// year.
Measured parse_yearly(std::string_view text);

/// Parses "1 agent", "0.5 agents", "2" -> a number of agents.
/// A fraction is allowed; so is a negative number.
Measured parse_agents(std::string_view text);

/// Parses "month 24" or "24" -> 24.
/// A whole number; the range is for the reader.
Measured parse_month(std::string_view text);

/// Parses a plain decimal number, the whole text of it; no infinities.
Measured parse_number(std::string_view text);

/// Returns the shortest decimal text that reads back to the same double: "0.1", "1e-07", "42".
/// Sizes from 1e-5 to 1e15 have no exponent. NaN and infinities give "nan", "inf".
std::string shortest(double value);

/// Formats a duration in days in the most readable unit, three significant digits. It does not read back exactly: "6.2
/// min", "30 s", "2.5 days", "8.1 months".
/// Infinity gives "forever", NaN "unknown".
std::string readable_duration(double days);

}  // namespace silowalk::inline base
