#include "engine/base/units.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <system_error>
#include <vector>

#include "engine/base/calendar.h"
#include "engine/base/complaint.h"

namespace silowalk::inline base {
namespace {

/// value in days = number x times / over: one rounding each, so that "6 months" is the same double everywhere.
struct TimeUnit {
  std::array<std::string_view, 6> words;
  double times;
  double over;
};

constexpr std::array<TimeUnit, 7> time_units = {{
    {{"s", "sec", "secs", "second", "seconds", ""}, 1, seconds_per_day},
    {{"min", "mins", "minute", "minutes", "", ""}, 1, minutes_per_day},
    {{"h", "hr", "hrs", "hour", "hours", ""}, 1, hours_per_day},
    {{"day", "days", "d", "", "", ""}, 1, 1},
    {{"week", "weeks", "", "", "", ""}, days_per_week, 1},
    {{"month", "months", "", "", "", ""}, days_per_year, months_per_year},
    {{"year", "years", "yr", "", "", ""}, days_per_year, 1},
}};

constexpr std::string_view known_times = "s, min, h, days, weeks, months, years";

/// Returns nullptr for an unknown word. Case-sensitive.
TimeUnit const* time_unit(std::string_view word) {
  for (TimeUnit const& unit : time_units)
    for (std::string_view candidate : unit.words)
      if (!candidate.empty() && candidate == word) return &unit;
  return nullptr;
}

/// Units in German, which no distance leads to English ones.
constexpr std::string_view german_times[][2] = {{"Sekunden", "s"},    {"Minuten", "min"},  {"Stunde", "h"},
                                                {"Stunden", "h"},     {"Std", "h"},        {"Tag", "day"},
                                                {"Tage", "days"},     {"Wochen", "weeks"}, {"Monat", "month"},
                                                {"Monate", "months"}, {"Jahr", "year"},    {"Jahre", "years"}};

/// Leaves out units of one or two letters: they are near to every short word.
std::string nearest_time(std::string_view word) {
  for (auto const& [german, english] : german_times)
    if (word == german) return std::string(english);
  std::vector<std::string> words;
  for (TimeUnit const& unit : time_units)
    for (std::string_view candidate : unit.words)
      if (candidate.size() > 2) words.emplace_back(candidate);
  return nearest(std::string(word), words);
}

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads a text from the left: a number, a word, a sign. Blanks after each are skipped.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) { skip(); }

  bool at_end() const { return at_ == text_.size(); }
  std::string_view rest() const { return text_.substr(at_); }

  /// Takes a decimal number; false (and nothing taken) where there is none. Follows TOML: '_' may stand between two
  /// digits. Read by from_chars, since strtod depends on the locale; its "inf" and "nan" are refused.
  bool number(double& value) {
    std::size_t from = at_;
    if (from < text_.size() && text_[from] == '+') ++from;
    std::size_t const first = from < text_.size() && text_[from] == '-' ? from + 1 : from;
    if (first >= text_.size() || !(is_digit(text_[first]) || text_[first] == '.')) return false;
    std::string digits;
    std::size_t end = from;
    for (; end < text_.size(); ++end) {
      char const c = text_[end];
      bool const grouping =
          c == '_' && end > from && is_digit(text_[end - 1]) && end + 1 < text_.size() && is_digit(text_[end + 1]);
      bool const exponent_sign =
          (c == '-' || c == '+') && end > from && (text_[end - 1] == 'e' || text_[end - 1] == 'E');
      bool const exponent = (c == 'e' || c == 'E') && end + 1 < text_.size() &&
                            (is_digit(text_[end + 1]) || text_[end + 1] == '-' || text_[end + 1] == '+');
      if (grouping) continue;
      if (!(is_digit(c) || c == '.' || exponent || exponent_sign || (c == '-' && end == from))) break;
      digits += c;
    }
    auto const [stop, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (problem != std::errc() || stop != digits.data() + digits.size() || !std::isfinite(value)) return false;
    at_ = end;
    skip();
    return true;
  }

  /// Takes everything up to a blank, a digit, '/' or '%'; "" where nothing is left.
  std::string_view word() {
    std::size_t const from = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && !is_digit(text_[at_]) && text_[at_] != '/' &&
           text_[at_] != '%')
      ++at_;
    std::string_view const taken = text_.substr(from, at_ - from);
    skip();
    return taken;
  }

  /// Takes `c` where it stands next; false, and nothing taken, otherwise.
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    skip();
    return true;
  }

 private:
  void skip() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Returns the reason why there is no value.
Measured wrong(std::string why, std::string guess = "") { return {0, std::move(why), std::move(guess)}; }

/// Returns the reason for a text that does not begin with a number; `example` is what was expected. A decimal comma is
/// the most frequent mistake, so it has its own reason and a guess.
Measured no_number(std::string_view text, std::string_view example) {
  std::string guess;
  std::size_t const comma = text.find(',');
  if (comma != std::string_view::npos && comma > 0 && is_digit(text[comma - 1]) && comma + 1 < text.size() &&
      is_digit(text[comma + 1])) {
    guess = std::string(text);
    guess[comma] = '.';
  }
  if (!guess.empty()) return wrong("decimals are written with a point", guess);
  return wrong(fmt::format("it must begin with a number, as in \"{}\"", example));
}

/// Guesses the whole text with the word replaced by the nearest unit.
Measured unknown_time(std::string_view word, std::string_view whole) {
  if (word.starts_with(',')) return no_number(whole, "1.5 h");
  std::string const near = nearest_time(word);
  std::string guess;
  if (!near.empty()) {
    guess = std::string(whole);
    guess.replace(guess.find(word), word.size(), near);
  }
  return wrong(fmt::format("'{}' is no unit of time; known are {}", word, known_times), guess);
}

}  // namespace

Measured parse_number(std::string_view text) {
  Cursor cursor(text);
  Measured out;
  if (!cursor.number(out.value)) return no_number(text, "0.5");
  if (!cursor.at_end()) return wrong(fmt::format("'{}' after the number is not understood", cursor.rest()));
  return out;
}

Measured parse_duration(std::string_view text) {
  Cursor cursor(text);
  Measured out;
  int parts = 0;
  do {
    double number = 0;
    if (!cursor.number(number)) return no_number(text, "40 min");
    if (cursor.at_end()) {
      if (number == 0 && parts == 0) return out;
      return wrong(fmt::format("a number alone is no duration: it needs a unit ({})", known_times),
                   parts == 0 ? fmt::format("{} days", shortest(number)) : "");
    }
    if (cursor.take('/') || cursor.take('%'))
      return wrong("a duration is a number and a unit of time, as in \"40 min\"");
    std::string_view const word = cursor.word();
    TimeUnit const* unit = time_unit(word);
    if (unit == nullptr) return unknown_time(word, text);
    out.value += number * unit->times / unit->over;
    ++parts;
  } while (!cursor.at_end() && parts < 4);
  if (!cursor.at_end()) return wrong(fmt::format("'{}' is not understood", cursor.rest()));
  if (!std::isfinite(out.value)) return wrong("it is too large");
  return out;
}

// "per", "a" and "/" mean the same; a percentage is divided before the unit is applied.
Measured parse_rate(std::string_view text) {
  Cursor cursor(text);
  Measured out;
  if (!cursor.number(out.value)) return no_number(text, "25 per day");
  if (cursor.at_end()) {
    if (out.value == 0) return out;
    return wrong("a number alone is no rate: it needs \"per day\", \"per month\", \"per year\", ...",
                 fmt::format("{} per month", shortest(out.value)));
  }
  if (cursor.take('%')) out.value /= 100;
  bool const slash = cursor.take('/');
  if (!slash) {
    std::string_view const per = cursor.word();
    if (per != "per" && per != "a")
      return wrong(fmt::format("'{}' is not understood: a rate is a number per time, as in \"25 per day\"", per));
  }
  std::string_view const word = cursor.word();
  TimeUnit const* unit = time_unit(word);
  if (unit == nullptr || word.empty()) {
    if (word.empty()) return wrong("a time is missing after \"per\", as in \"25 per day\"");
    return unknown_time(word, text);
  }
  if (!cursor.at_end()) return wrong(fmt::format("'{}' after the rate is not understood", cursor.rest()));
  out.value = out.value * unit->over / unit->times;
  if (!std::isfinite(out.value)) return wrong("it is too large");
  return out;
}

Measured parse_share(std::string_view text) {
  Cursor cursor(text);
  Measured out;
  if (!cursor.number(out.value)) return no_number(text, "35 %");
  if (cursor.take('%')) out.value /= 100;
  if (!cursor.at_end())
    return wrong(fmt::format("'{}' is not understood: a probability is a number in [0, 1] or \"35 %\"", cursor.rest()));
  return out;
}

Measured parse_yearly(std::string_view text) {
  Cursor cursor(text);
  Measured out;
  if (!cursor.number(out.value)) return no_number(text, "8 % per year");
  if (cursor.take('%')) out.value /= 100;
  if (cursor.at_end()) {
    if (out.value == 0) return out;
    return wrong("it needs \"per year\"", std::string(text) + " per year");
  }
  bool const per = cursor.take('/') || cursor.word() == "per";
  std::string_view const word = per ? cursor.word() : std::string_view();
  if (word != "year" && word != "years") return wrong("it is meant as effective per year, as in \"8 % per year\"");
  if (!cursor.at_end()) return wrong(fmt::format("'{}' is not understood", cursor.rest()));
  return out;
}

Measured parse_agents(std::string_view text) {
  Cursor cursor(text);
  Measured out;
  if (!cursor.number(out.value)) return no_number(text, "1 agent");
  if (cursor.at_end()) return out;
  std::string_view const word = cursor.word();
  if ((word != "agent" && word != "agents") || !cursor.at_end())
    return wrong("it is meant in agents, as in \"2 agents\"", shortest(out.value) + " agents");
  return out;
}

Measured parse_month(std::string_view text) {
  Cursor cursor(text);
  Measured out;
  std::string_view const word = cursor.word();
  if (!(word.empty() || word == "month") || !cursor.number(out.value) || !cursor.at_end())
    return wrong("a month is counted from the start of the horizon, as in \"month 24\"");
  if (out.value != std::floor(out.value)) return wrong("a month is a whole number");
  return out;
}

// to_chars without a precision gives the fewest digits that read back to the same double, in every locale.
std::string shortest(double value) {
  std::array<char, 40> buffer;
  double const size = std::fabs(value);
  bool const plain = size == 0 || (size >= 1e-5 && size < 1e15);  // 100000, not 1e+05
  char* const last = buffer.data() + buffer.size();
  auto const [end, problem] = plain ? std::to_chars(buffer.data(), last, value, std::chars_format::fixed)
                                    : std::to_chars(buffer.data(), last, value);
  return problem == std::errc() ? std::string(buffer.data(), end) : std::string("nan");
}

// Years and months only from 2 on: "18 months" is more exact than "1.5 years".
std::string readable_duration(double days) {
  struct Scale {
    double days;
    std::string_view one;
    std::string_view many;
  };
  constexpr std::array<Scale, 6> scales = {{{days_per_year, "year", "years"},
                                            {days_per_month, "month", "months"},
                                            {1, "day", "days"},
                                            {1.0 / hours_per_day, "h", "h"},
                                            {1.0 / minutes_per_day, "min", "min"},
                                            {1.0 / seconds_per_day, "s", "s"}}};
  if (!std::isfinite(days)) return days > 0 ? "forever" : "unknown";
  if (days == 0) return "0 s";
  std::size_t at = 0;
  while (at + 1 < scales.size() && std::fabs(days) < scales[at].days * (at < 2 ? 2 : 1)) ++at;
  double const amount = days / scales[at].days;
  std::string const number = std::fabs(amount) >= 1000 ? fmt::format("{:.0f}", amount) : fmt::format("{:.3g}", amount);
  return fmt::format("{} {}", number, number == "1" ? scales[at].one : scales[at].many);
}

}  // namespace silowalk::inline base
