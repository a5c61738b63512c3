#include <fmt/format.h>

#include "engine/base/calendar.h"
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

/// Control characters become escapes, other bytes stay: the text is UTF-8 already.
std::string print_text(std::string const& text) {
  std::string out = "\"";
  for (char c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (byte < 0x20 || byte == 0x7F)
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(byte));
    else
      out += c;
  }
  return out + "\"";
}

}  // namespace silowalk::inline scenario
