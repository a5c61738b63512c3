#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Formats small pieces of text for messages and reports. English only; no function depends on the locale.
namespace silowalk::inline base {

/// Returns "a, b, c"; `none` where there is nothing. At most `most` of them, then "and 3 more".
std::string joined(std::vector<std::string> const& words, std::string_view separator = ", ",
                   std::string_view none = "-", std::size_t most = SIZE_MAX);

/// Returns "1 customer", "3 customers"; `many` where the plural is not made by an s.
std::string plural(std::uint64_t count, std::string_view one, std::string_view many = "");

/// Formats about three significant digits: .25 is "0.25", 12.34 is "12.3". From 100 on, all whole digits are kept:
/// 1234.5 is "1234". Sizes below 1e-4 get an exponent.
std::string three_digits(double value);

/// Formats a share as a percentage with three significant digits: .331 is "33.1 %".
std::string percent(double share);

}  // namespace silowalk::inline base
