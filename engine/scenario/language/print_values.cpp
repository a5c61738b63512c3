#include <fmt/format.h>

#include "engine/base/calendar.h"
#include "engine/base/escape/utf8.h"
#include "engine/base/exact_units.h"
#include "engine/base/units.h"
#include "engine/scenario/language/values.h"

/// @file
/// The texts of values in a printed scenario.

namespace silowalk::inline scenario {
namespace {

/// Formats a duration; a moment at the beginning of a month as "month 3".
std::string time_text(Type type, double days) {
  if (type == Type::moment) {
    std::string month = fmt::format("month {:.0f}", days / days_per_month);
    if (parse_month(month).value * days_per_year / months_per_year == days) return month;
  }
  return exact_duration(days);
}

}  // namespace

/// Zero is printed without its unit. The unit depends on the value alone, so that equal values give equal texts.
std::string print_number(Type type, double value, PrintUnits units) {
  bool const base = units == PrintUnits::base;
  if (value == 0 && (is_time(type) || is_rate(type))) return "0";
  if (is_time(type) && base) return fmt::format("\"{} {}\"", shortest(value), value == 1 ? "day" : "days");
  if (is_time(type)) return fmt::format("\"{}\"", time_text(type, value));
  if (is_rate(type)) return fmt::format("\"{}\"", base ? shortest(value) + " per day" : exact_rate(value));
  if (type == Type::probability && !base && exact_share(value).ends_with('%'))
    return fmt::format("\"{}\"", exact_share(value));
  if (type == Type::yearly) return value == 0 ? "0" : fmt::format("\"{} per year\"", shortest(value));
  if (type == Type::agents)
    return value == 0 ? "0" : fmt::format("\"{} {}\"", shortest(value), value == 1 ? "agent" : "agents");
  if (type == Type::month) return fmt::format("\"month {}\"", shortest(value));
  return shortest(value);
}

/// What a terminal would obey becomes an escape, so that a printed scenario can be shown. The text is UTF-8 already.
std::string print_text(std::string const& text) {
  std::string out = "\"";
  each_character(text, [&out](Character const& c, std::string_view bytes) {
    if (c.code == '"' || c.code == '\\')
      out += std::string("\\") + bytes.front();
    else if (c.code == '\n')
      out += "\\n";
    else if (c.code == '\t')
      out += "\\t";
    else if (c.valid && !is_harmless(c))
      out += fmt::format("\\u{:04X}", c.code);
    else
      out += bytes;
  });
  return out + "\"";
}

}  // namespace silowalk::inline scenario
