#pragma once

/// The lengths of time that the engine counts in. A year is always 365.25 days and a month a twelfth of it, so that
/// every month is equally long. Real calendar months matter only to weekdays and seasons: see date.h.
namespace silowalk::inline base {

inline constexpr double days_per_year = 365.25;
inline constexpr double months_per_year = 12;
inline constexpr double days_per_month = days_per_year / months_per_year;
inline constexpr int days_per_week = 7;

inline constexpr int hours_per_day = 24;
inline constexpr int minutes_per_hour = 60;
inline constexpr int minutes_per_day = hours_per_day * minutes_per_hour;
inline constexpr int minutes_per_week = days_per_week * minutes_per_day;

inline constexpr double seconds_per_day = 86400;
inline constexpr double milliseconds_per_day = 86400e3;
inline constexpr double microseconds_per_day = 86400e6;

}  // namespace silowalk::inline base
