#include "engine/base/exact_units.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <limits>

#include "engine/base/calendar.h"
#include "engine/base/units.h"

namespace silowalk::inline base {
namespace {

constexpr int most_digits = 6;  ///< longer numbers are no easier to read in one unit than in another
constexpr double no_limit = std::numeric_limits<double>::infinity();

/// A unit in which a value may be written.
struct Unit {
  std::string_view one;
  std::string_view many;
  double days;        ///< its length
  double most;        ///< larger numbers cost a digit: "2.5 h", not "150 min"
  int fraction_cost;  ///< digits that a fraction costs: "18 months", not "1.5 years"
  int cost;           ///< digits that the unit costs, so that usual units are preferred
};

/// In the order in which equally short texts are preferred.
constexpr std::array<Unit, 6> of_durations = {{{"year", "years", days_per_year, no_limit, 1, 0},
                                               {"month", "months", days_per_month, no_limit, 1, 0},
                                               {"day", "days", 1, no_limit, 0, 0},
                                               {"h", "h", 1.0 / hours_per_day, 48, 0, 0},
                                               {"min", "min", 1.0 / minutes_per_day, 120, 0, 0},
                                               {"s", "s", 1.0 / seconds_per_day, 120, 0, 0}}};
constexpr std::array<Unit, 5> of_rates = {{{"month", "month", days_per_month, no_limit, 0, 0},
                                           {"day", "day", 1, no_limit, 0, 0},
                                           {"year", "year", days_per_year, no_limit, 0, 1},
                                           {"h", "h", 1.0 / hours_per_day, no_limit, 0, 1},
                                           {"min", "min", 1.0 / minutes_per_day, no_limit, 0, 1}}};

/// Returns the number of digits between the first and the last that is not zero: 2 for "0.25", 1 for "3000".
int significant_digits(std::string_view number) {
  std::string digits;
  for (char const c : number.substr(0, number.find('e')))
    if (c >= '0' && c <= '9') digits += c;
  std::size_t const first = digits.find_first_not_of('0');
  return first == std::string::npos ? 0 : static_cast<int>(digits.find_last_not_of('0') - first) + 1;
}

/// Returns the shortest text of a quotient: 12 digits, so that its rounding error does not show.
std::string number_text(double quotient) { return shortest(parse_number(fmt::format("{:.12g}", quotient)).value); }

/// Returns how hard a number is to read in this unit, in digits.
int reading_cost(Unit const& unit, double amount, std::string_view number) {
  double const size = std::fabs(amount);
  int cost = significant_digits(number) + unit.cost;
  if (size > unit.most) ++cost;
  if (number.find('.') != std::string_view::npos) cost += unit.fraction_cost;
  return cost;
}

std::string duration_text(Unit const& unit, std::string_view number) {
  return fmt::format("{} {}", number, number == "1" ? unit.one : unit.many);
}

/// Returns the numbers of a list in one unit; none where one of them does not read back. `cost` counts their digits.
bool list_in(Unit const& unit, std::span<double const> days, std::string& numbers, int& cost) {
  for (double const each : days) {
    std::string const number = number_text(each / unit.days);
    if (parse_duration(duration_text(unit, number)).value != each) return false;
    cost += significant_digits(number);
    numbers += (numbers.empty() ? "" : ", ") + number;
  }
  return true;
}

}  // namespace

// A number below 1 costs two digits: "12 h", not "0.5 days".
std::string exact_duration(double days) {
  std::string best = duration_text(of_durations[2], shortest(days));
  int least = most_digits + 1;
  for (Unit const& unit : of_durations) {
    double const amount = days / unit.days;
    std::string const number = number_text(amount);
    int const cost = reading_cost(unit, amount, number) + (std::fabs(amount) < 1 ? 2 : 0);
    std::string const text = duration_text(unit, number);
    if (cost >= least || parse_duration(text).value != days) continue;
    least = cost;
    best = text;
  }
  return best;
}

// A rate written in percent can be a double that no short plain number reads back to: 1.8 / 100 is not 0.018.
std::string exact_rate(double per_day) {
  std::string best = fmt::format("{} per day", shortest(per_day));
  int least = most_digits + 1;
  for (Unit const& unit : of_rates) {
    for (bool const percent : {false, true}) {
      double const amount = per_day * unit.days * (percent ? 100 : 1);
      std::string const number = number_text(amount);
      int const cost = reading_cost(unit, amount, number) + (percent ? 1 : 0);
      std::string const text = fmt::format("{}{} per {}", number, percent ? " %" : "", unit.one);
      if (cost >= least || parse_rate(text).value != per_day) continue;
      least = cost;
      best = text;
    }
  }
  return best;
}

std::string exact_share(double share) {
  std::string const plain = shortest(share);
  std::string const percent = number_text(100 * share) + " %";
  bool const is_percent = significant_digits(plain) > most_digits && parse_share(percent).value == share;
  return is_percent ? percent : plain;
}

ExactList durations_in_days(std::span<double const> days) {
  ExactList list{"days", ""};
  for (double const each : days) list.numbers += (list.numbers.empty() ? "" : ", ") + shortest(each);
  return list;
}

ExactList exact_durations(std::span<double const> days) {
  ExactList best = durations_in_days(days);
  int least = std::numeric_limits<int>::max();
  for (Unit const& unit : of_durations) {
    std::string numbers;
    int cost = 0;
    if (!list_in(unit, days, numbers, cost) || cost >= least) continue;
    least = cost;
    best = {unit.many, numbers};
  }
  return best;
}

}  // namespace silowalk::inline base
