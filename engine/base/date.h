#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace silowalk::inline base {

/// A date in the proleptic Gregorian calendar, as days since 1970-01-01 (a Thursday).
struct Date {
  std::int64_t days_since_epoch = 19723;  // 2024-01-01, a Monday
  friend bool operator==(Date const&, Date const&) = default;
};

/// The same, as people say it: month 1-12, day 1-31.
struct CivilDate {
  int year = 2024;
  int month = 1;
  int day = 1;
  friend bool operator==(CivilDate const&, CivilDate const&) = default;
};

/// 28 to 31. `month` is 1-12.
int days_in_month(int year, int month);

/// True when there is such a day. Years 1 to 9999.
bool is_valid(CivilDate const& civil);

/// `civil` must be valid.
Date to_date(CivilDate const& civil);
CivilDate to_civil(Date date);

/// 0 = Monday ... 6 = Sunday.
int weekday(Date date);

/// Exactly "YYYY-MM-DD" and a day that exists, else nothing.
std::optional<Date> parse_date(std::string_view text);

/// "YYYY-MM-DD".
std::string print_date(Date date);

}  // namespace silowalk::inline base
