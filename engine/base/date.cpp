#include "engine/base/date.h"

namespace silowalk::inline base {

namespace {

// The calendar repeats every 400 years. A year is taken to begin on 1 March, so that the leap day is its last and the
// days before a month are (153 m + 2) / 5 (Hinnant, "chrono-compatible low-level date algorithms").
constexpr std::int64_t days_per_era = 146097;
constexpr std::int64_t days_before_1970 = 719468;  // from 0000-03-01

/// Rounds down, where the division of C++ rounds towards zero. Precondition: b > 0.
constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

constexpr bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/// Returns the number; none where `text` has anything but digits. A sign or a space is refused.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char const c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

/// Precondition: value >= 0.
std::string padded(int value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

}  // namespace

int days_in_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool is_valid(CivilDate const& civil) {
  return civil.year >= 1 && civil.year <= 9999 && civil.month >= 1 && civil.month <= 12 && civil.day >= 1 &&
         civil.day <= days_in_month(civil.year, civil.month);
}

// Days of whole eras, of whole years of the era (a leap day each 4 years, not each 100), and of the year.
Date to_date(CivilDate const& civil) {
  std::int64_t const year = civil.month > 2 ? civil.year : civil.year - 1;
  std::int64_t const era = floor_divide(year, 400);
  std::int64_t const year_of_era = year - 400 * era;
  int const month_from_march = (civil.month + 9) % 12;
  std::int64_t const day_of_year = (153 * month_from_march + 2) / 5 + civil.day - 1;
  std::int64_t const day_of_era = 365 * year_of_era + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return {era * days_per_era + day_of_era - days_before_1970};
}

CivilDate to_civil(Date date) {
  std::int64_t const days = date.days_since_epoch + days_before_1970;
  std::int64_t const era = floor_divide(days, days_per_era);
  std::int64_t const day = days - era * days_per_era;
  // Take out the leap days passed so far (each 4 years, not each 100, each 400); the rest are years of 365.
  std::int64_t const year_of_era = (day - day / 1460 + day / 36524 - day / 146096) / 365;
  std::int64_t const day_of_year = day - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t const month_from_march = (5 * day_of_year + 2) / 153;
  int const day_of_month = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  int const month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  int const year = static_cast<int>(year_of_era + 400 * era) + (month <= 2 ? 1 : 0);
  return {year, month, day_of_month};
}

int weekday(Date date) {
  std::int64_t const from_monday = date.days_since_epoch + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(from_monday - 7 * floor_divide(from_monday, 7));
}

// No year beyond four digits and no sign: the text is of fixed width.
std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  std::optional<int> const year = digits(text.substr(0, 4));
  std::optional<int> const month = digits(text.substr(5, 2));
  std::optional<int> const day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  CivilDate const civil{*year, *month, *day};
  if (!is_valid(civil)) return std::nullopt;
  return to_date(civil);
}

std::string print_date(Date date) {
  CivilDate const civil = to_civil(date);
  return padded(civil.year, 4) + '-' + padded(civil.month, 2) + '-' + padded(civil.day, 2);
}

}  // namespace silowalk::inline base
