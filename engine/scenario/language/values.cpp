#include "engine/scenario/language/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "engine/base/calendar.h"
#include "engine/base/exact_units.h"
#include "engine/base/units.h"
#include "engine/scenario/language/load.h"
#include "engine/scenario/language/mistakes/guesses.h"
#include "engine/scenario/outputs.h"

namespace silowalk::inline scenario {
namespace {

/// Returns the type in complaints: "a duration".
std::string_view called(Type type) { return type_info(type).article; }

constexpr std::string_view no_currency = "an amount is a number, without its currency";

/// Returns whether one word stands before or behind a number: "EUR 9", "9 EUR", "€9".
bool has_currency(std::string text) {
  std::erase_if(text, [](char c) { return std::string_view("0123456789.,").find(c) != std::string_view::npos; });
  std::size_t const from = text.find_first_not_of(' ');
  return from != std::string::npos && text.find(' ', from) >= text.find_last_not_of(' ');
}

/// Reads money per time. Guesses "9 per month" of "9 EUR per month", and of "9 EUR".
Measured money_per_time(std::string const& text) {
  Measured found = parse_rate(text);
  if (found.ok()) return found;
  std::size_t const per = std::min({text.find(" per "), text.find('/'), text.size()});
  std::string const amount = has_currency(text.substr(0, per)) ? amount_in(text.substr(0, per)) : "";
  std::string const plain = amount + (per < text.size() ? text.substr(per) : " per month");
  if (amount.empty() || !parse_rate(plain).ok()) return found;
  return {0, std::string(no_currency) + (per < text.size() ? "" : ", and needs a time, as in \"per month\""), plain};
}

Measured measure(Type type, std::string const& text) {
  switch (type) {
    case Type::moment:
      // Month 3 begins at 3 mean months, whatever the length of the calendar months.
      if (text.starts_with("month")) {
        Measured month = parse_month(text);
        month.value = month.value * days_per_year / months_per_year;
        return month;
      }
      return parse_duration(text);
    case Type::duration:
      return parse_duration(text);
    case Type::rate:
      return parse_rate(text);
    case Type::money_rate:
      return money_per_time(text);
    case Type::yearly:
      return parse_yearly(text);
    case Type::probability:
      return parse_share(text);
    case Type::agents:
      return parse_agents(text);
    case Type::month:
      return parse_month(text);
    default: {
      std::string const amount = amount_in(text);
      if (type == Type::money && !amount.empty()) return {0, std::string(no_currency), amount};
      return {0, fmt::format("it is meant as {}, not as a text", called(type)), amount};
    }
  }
}

/// Formats a bound as a file would write it.
/// Zero has no unit: "0" is understood by every type.
std::string bound(Type type, double value) {
  if (is_time(type)) {
    if (value == 0) return "0";
    return readable_duration(value);
  }
  if (is_rate(type)) return value == 0 ? "0" : fmt::format("{} per day", shortest(value));
  return shortest(value);
}

/// Describes the bound that `value` breaks. Precondition: it breaks one.
std::string range_text(ValueRule const& rule, double value) {
  Range const& range = rule.range;
  if (range.low == 0 && range.high == 1) {
    if (!range.low_open && !range.high_open) return "it must lie in [0, 1]";
    if (range.low_open && range.high_open) return "it must lie strictly between 0 and 1";
  }
  bool const low = range.low_open ? value <= range.low : value < range.low;
  if (low)
    return fmt::format("it must be {} {}", range.low_open ? "more than" : "at least", bound(rule.type, range.low));
  return fmt::format("it must be {} {}", range.high_open ? "less than" : "at most", bound(rule.type, range.high));
}

}  // namespace

/// The guess removes quotes that are too many: "12" for 12, "true" for true.
void Values::wrong_kind(Node const& node, ValueRule const& rule, std::string const& path) {
  std::string guess;
  if (node.is_text() && (rule.type == Type::number || rule.type == Type::money || rule.type == Type::whole)) {
    std::string const amount = amount_in(node.text);
    if (rule.type != Type::whole || amount.find('.') == std::string::npos) guess = amount;
  }
  if (node.is_text() && rule.type == Type::flag && (node.text == "true" || node.text == "false")) guess = node.text;
  complaints_.error(node.where, fmt::format("{} must be {}, not {}", path, called(rule.type), kind_of(node)),
                    rule.example.empty() ? "" : fmt::format("for example {}", rule.example), guess);
}

// NaN fails every comparison, so it is refused by the test for finite numbers, not by the bounds.
bool Values::in_range(Node const& node, ValueRule const& rule, std::string const& path, double value) {
  Range const& range = rule.range;
  if (!std::isfinite(value)) {
    complaints_.error(node.where, fmt::format("{} must be a finite number", path));
    return false;
  }
  if (!range.checked) return true;
  bool const low_ok = range.low_open ? value > range.low : value >= range.low;
  bool const high_ok = range.high_open ? value < range.high : value <= range.high;
  if (low_ok && high_ok) return true;
  std::string guess;
  if (rule.type == Type::probability && node.is_number() && value > 1 && value <= 100)
    // A number up to 100 was probably meant in percent.
    guess = fmt::format("\"{} %\"", shortest(value));
  bool const minus_too_much = value < 0 && range.low >= 0 && -value <= range.high;
  if (minus_too_much) guess = node.is_text() ? node.text.substr(node.text.find('-') + 1) : shortest(-value);
  // As the user wrote it: in base units the number could look like another one.
  std::string const written = node.is_text() ? fmt::format("\"{}\"", node.text) : shortest(value);
  complaints_.error(node.where, fmt::format("{} is {}", path, written), range_text(rule, value), guess);
  return false;
}

/// The steps are in the order of what helps most: a missing unit is reported before a wrong range.
bool Values::number(Node const& node, ValueRule const& rule, std::string const& path, double& out) {
  // A bare number with such a type is refused: nobody could see whether 5 means days or minutes.
  bool const needs_unit = is_time(rule.type) || is_rate(rule.type) || rule.type == Type::yearly;
  if (rule.type == Type::whole || rule.type == Type::month) {
    std::int64_t value = 0;
    if (!whole(node, rule, path, value)) return false;
    out = static_cast<double>(value);
    return true;
  }
  if (node.is_number() && needs_unit && node.number != 0) {
    std::string const amount = shortest(node.number);
    std::string const unit = is_time(rule.type) ? fmt::format("\"{0} days\", \"{0} min\", ...", amount)
                             : rule.type == Type::yearly
                                 ? fmt::format("\"{} % per year\"", shortest(100 * node.number))
                                 : fmt::format("\"{0} per day\", \"{0} per month\", ...", amount);
    complaints_.error(node.where, fmt::format("{} needs a unit", path),
                      fmt::format("{} is written as {}", called(rule.type), unit));
    return false;
  }
  if (node.is_number()) {
    if (!in_range(node, rule, path, node.number)) return false;
    out = node.number;
    return true;
  }
  if (!node.is_text()) {
    wrong_kind(node, rule, path);
    return false;
  }
  Measured measured = measure(rule.type, node.text);
  if (!measured.ok()) {
    if (is_time(rule.type) && node.text.find(working_word) != std::string::npos)
      measured = {0, "working hours and days are for patience, answer_within and tolerance only", ""};
    complaints_.error(node.where, fmt::format("{} is not {}: \"{}\"", path, called(rule.type), node.text), measured.why,
                      measured.guess);
    return false;
  }
  if (!in_range(node, rule, path, measured.value)) return false;
  out = measured.value;
  return true;
}

/// The range is checked on the double, which holds every allowed number exactly: bounds are below 2^53.
bool Values::whole(Node const& node, ValueRule const& rule, std::string const& path, std::int64_t& out) {
  double value = 0;
  if (node.kind == Node::Kind::whole) {
    value = node.number;
  } else if (node.kind == Node::Kind::number) {
    value = node.number;
    std::string const written = complaints_.number_at(node.where);
    std::string const grouped = without_thousands(written);
    if (!grouped.empty()) {
      complaints_.error(node.where, fmt::format("{} must be a whole number, not {}", path, written),
                        "thousands are written without a point", grouped);
      return false;
    }
    if (!(value == std::floor(value))) {
      complaints_.error(node.where, fmt::format("{} must be a whole number, not {}", path, shortest(value)));
      return false;
    }
  } else if (node.is_text() && rule.type == Type::month) {
    Measured const measured = parse_month(node.text);
    if (!measured.ok()) {
      complaints_.error(node.where, fmt::format("{} is not a month: \"{}\"", path, node.text), measured.why);
      return false;
    }
    value = measured.value;
  } else {
    wrong_kind(node, rule, path);
    return false;
  }
  if (!in_range(node, rule, path, value)) return false;
  // Not from the double: without a range the number can have 63 bits.
  out = node.kind == Node::Kind::whole ? node.whole : static_cast<std::int64_t>(value);
  return true;
}

/// Negative numbers and numbers with a point are refused. Texts are decimal digits only, without a sign.
bool Values::seed(Node const& node, ValueRule const& rule, std::string const& path, std::uint64_t& out) {
  if (node.kind == Node::Kind::whole && node.whole >= 0) {
    out = static_cast<std::uint64_t>(node.whole);
    return true;
  }
  if (!node.is_text() && node.kind != Node::Kind::whole) {
    wrong_kind(node, rule, path);
    return false;
  }
  char const* const end = node.text.data() + node.text.size();
  auto const [stop, problem] = std::from_chars(node.text.data(), end, out);
  if (problem == std::errc() && stop == end) return true;
  complaints_.error(node.where, fmt::format("{} is {}", path, node.is_text() ? node.text : std::to_string(node.whole)),
                    fmt::format("it must be a whole number from 0 to {}", std::numeric_limits<std::uint64_t>::max()));
  return false;
}

bool Values::text(Node const& node, ValueRule const& rule, std::string const& path, std::string& out) {
  constexpr std::size_t longest = 10000;  ///< bytes
  if (!node.is_text()) {
    wrong_kind(node, rule, path);
    return false;
  }
  if (node.text.size() > longest) {
    complaints_.error(node.where, fmt::format("{} is longer than {} characters", path, longest));
    return false;
  }
  if (rule.type != Type::text && node.text.empty()) {
    complaints_.error(node.where, fmt::format("{} is empty", path), fmt::format("for example {}", rule.example));
    return false;
  }
  if (!check_characters(node.text, node.where, path, rule.detail == prose ? Lines::several : Lines::one, complaints_))
    return false;
  out = node.text;
  return true;
}

bool Values::flag(Node const& node, ValueRule const& rule, std::string const& path, bool& out) {
  if (node.kind != Node::Kind::flag) {
    wrong_kind(node, rule, path);
    return false;
  }
  out = node.flag;
  return true;
}

bool Values::date(Node const& node, ValueRule const& rule, std::string const& path, Date& out) {
  if (node.kind == Node::Kind::date) {
    out.days_since_epoch = node.whole;
    return true;
  }
  std::string guess;
  if (node.is_text()) guess = parse_date(node.text) ? node.text : date_in(node.text);
  complaints_.error(node.where, fmt::format("{} must be a date, not {}", path, kind_of(node)),
                    fmt::format("for example {}, without quotes", rule.example), guess);
  return false;
}

/// Case-sensitive; the guess is not.
bool Values::choice(Node const& node, ValueRule const& rule, std::string const& path, int& out) {
  std::vector<std::string> const words = split_choices(rule.detail);
  std::string all;
  for (std::string const& word : words) all += fmt::format("{}\"{}\"", all.empty() ? "" : ", ", word);
  if (!node.is_text()) {
    complaints_.error(node.where, fmt::format("{} must be a text, not {}", path, kind_of(node)), "one of " + all);
    return false;
  }
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == node.text) {
      out = static_cast<int>(i);
      return true;
    }
  complaints_.error(node.where, fmt::format("{} cannot be \"{}\"", path, node.text), "one of " + all,
                    complaints_.guess(node.text, words));
  return false;
}

// Stops at the first wrong number, so that one list gives one complaint.
bool Values::factors(Node const& node, ValueRule const& rule, std::string const& path, std::vector<double>& out) {
  if (!node.is_array()) {
    wrong_kind(node, rule, path);
    return false;
  }
  // `detail` of the row holds the number.
  std::size_t const wanted = static_cast<std::size_t>(std::stoi(std::string(rule.detail)));
  if (!node.items.empty() && node.items.size() != wanted) {
    complaints_.error(node.where, fmt::format("{} has {} numbers", path, node.items.size()),
                      fmt::format("it must have {}", wanted));
    return false;
  }
  std::vector<double> values;
  double sum = 0;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    double value = 0;
    ValueRule const item{Type::number, rule.range, "1", ""};
    if (!number(node.items[i], item, fmt::format("{}.{}", path, i), value)) return false;
    values.push_back(value);
    sum += value;
  }
  // A list of zeros is allowed by the range of each number, but can only be a mistake.
  if (!values.empty() && sum == 0) {
    complaints_.error(node.where, fmt::format("{} is zero throughout", path), "no customer would ever arrive");
    return false;
  }
  out = values;
  return true;
}

bool Values::names(Node const& node, ValueRule const& rule, std::string const& path, std::vector<std::string>& out) {
  if (!node.is_array()) {
    wrong_kind(node, rule, path);
    return false;
  }
  bool ok = true;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    std::string name;
    // All wrong names are reported, and a place is kept for each.
    ok = text(node.items[i], {Type::name, {}, "\"NAME\"", ""}, fmt::format("{}.{}", path, i), name) && ok;
    out.push_back(name);
  }
  return ok;
}

/// Wrong entries are left out of `out`, and all of them are reported.
bool Values::agents_by_silo(Node const& node, ValueRule const& rule, std::string const& path,
                            std::map<std::string, double>& out) {
  if (!node.is_table()) {
    wrong_kind(node, rule, path);
    return false;
  }
  bool ok = true;
  for (Member const& member : node.members) {
    double agents = 0;
    if (number(member.value, {Type::agents, rule.range, "\"1 agent\"", ""}, path + "." + member.key, agents))
      out[member.key] = agents;
    else
      ok = false;
  }
  return ok;
}

// Limits of shares may exceed 1 (a load can), so their range is wider than that of a probability.
bool Values::level(Node const& node, Node const* output, std::string const& path, double& out) {
  OutputInfo const* info = output != nullptr && output->is_text() ? output_info(output->text) : nullptr;

  if (info == nullptr) {  // the output is unknown and has its own complaint
    out = node.number;
    return node.is_number() || node.is_text();
  }
  // Counts, money, scores, log-odds and agents: a plain number of any size.
  ValueRule rule{Type::number, {}, "100", ""};
  switch (info->kind) {
    case OutputKind::duration:
      rule = {Type::duration, {0, 365250, false, false, true}, "\"6 min\"", ""};
      break;
    case OutputKind::share:
      rule = {Type::probability, {0, 1e6, false, false, true}, "\"20 %\"", ""};
      break;
    case OutputKind::yearly_rate:
      if (node.is_text()) {
        rule = {Type::yearly, {0, 1e6, false, false, true}, "\"33 % per year\"", ""};
        break;
      }
      rule = {Type::number, {0, 1e6, false, false, true}, "0.33", ""};
      break;
    default:
      break;
  }
  return number(node, rule, path, out);
}

}  // namespace silowalk::inline scenario
