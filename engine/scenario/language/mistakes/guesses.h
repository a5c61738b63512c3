#pragma once

#include <string>
#include <string_view>

/// What a user probably meant, for texts that no list of candidates holds.
namespace silowalk::inline scenario {

/// Returns `text` with accented Latin letters replaced by plain ones: "für Kündigungen" is "fuer Kuendigungen". Other
/// letters beyond ASCII are left out.
std::string plain_letters(std::string_view text);

/// Returns a whole number whose thousands are set apart without its separators: "20.000", "20,000", "1 250 000" and
/// "20'000" are "20000". "" for anything else: "20", "2.50", "0.125", "1234.567".
std::string without_thousands(std::string_view text);

/// Returns the number of "15", "15 EUR", "EUR 15" or "15,50 EUR" as a file would write it; "" where there is none.
std::string amount_in(std::string const& text);

/// Returns the date of "01.02.2026", "1/2/2026" or "2026/2/1" as a file would write it, with the day before the month:
/// "2026-02-01". "" where the text is none, or no day of the calendar.
std::string date_in(std::string const& text);

}  // namespace silowalk::inline scenario
