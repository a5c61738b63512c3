#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Small pieces of text that messages and reports are made of.
namespace silowalk::inline base {

/// "a, b, c"; `none` where there is nothing. At most `most` of them, then "and 3 more".
std::string joined(std::vector<std::string> const& words, std::string_view separator = ", ",
                   std::string_view none = "-", std::size_t most = SIZE_MAX);

/// "1 customer", "3 customers"; `many` where the plural is not made by an s.
std::string plural(std::uint64_t count, std::string_view one, std::string_view many = "");

/// Three significant digits, no exponent, whole numbers kept whole: 1234.5 is "1234".
std::string three_digits(double value);

/// A share as a percentage with three significant digits: .331 is "33.1 %".
std::string percent(double share);

}  // namespace silowalk::inline base
