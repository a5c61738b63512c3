#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace silowalk::inline base {

/// A date in the proleptic Gregorian calendar, as days since 1970-01-01 (a Thursday). It has no time of day and no time
/// zone.
struct Date {
  std::int64_t days_since_epoch = 19723;  // 2024-01-01, a Monday
  friend bool operator==(Date const&, Date const&) = default;
};

/// A date as year, month (1-12) and day (1-31). It may name a day that does not exist: see is_valid().
struct CivilDate {
  int year = 2024;
  int month = 1;
  int day = 1;
  friend bool operator==(CivilDate const&, CivilDate const&) = default;
};

/// Returns 28 to 31. Precondition: `month` is 1-12.
int days_in_month(int year, int month);

/// Returns whether the day exists, in the years 1 to 9999.
bool is_valid(CivilDate const& civil);

/// Converts in O(1). Precondition: is_valid(civil).
Date to_date(CivilDate const& civil);
/// Reverses to_date(), in O(1).
CivilDate to_civil(Date date);

/// Returns 0 = Monday ... 6 = Sunday.
int weekday(Date date);

/// Returns the date of exactly "YYYY-MM-DD"; none for any other form and for a day that does not exist.
std::optional<Date> parse_date(std::string_view text);

/// Returns "YYYY-MM-DD". Precondition: a year from 1 to 9999.
std::string print_date(Date date);

}  // namespace silowalk::inline base
