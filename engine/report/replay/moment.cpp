#include "engine/report/replay/moment.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>

#include "engine/base/calendar.h"

namespace silowalk::inline report {
namespace {

/// A moment as a date and what is left of its day.
struct Clock {
  Date date;
  std::int64_t left = 0;  ///< since the beginning of the day, in units; from 0 to units per day - 1
};

/// Returns the day and the time of day of a moment, rounded to whole units first. Rounding afterwards could give 24:00.
Clock clock_at(Date start, double days, std::int64_t units_per_day) {
  auto const units = static_cast<std::int64_t>(std::floor(days * static_cast<double>(units_per_day) + 0.5));
  std::int64_t const of_day = (units % units_per_day + units_per_day) % units_per_day;
  return {{start.days_since_epoch + (units - of_day) / units_per_day}, of_day};
}

}  // namespace

std::string moment_text(Date start, double days) {
  Clock const clock = clock_at(start, days, minutes_per_day);
  return fmt::format("{} {:02}:{:02}", print_date(clock.date), clock.left / 60, clock.left % 60);
}

std::string iso_moment(Date start, double days) {
  std::int64_t constexpr second = 1000000;
  Clock const clock = clock_at(start, days, static_cast<std::int64_t>(microseconds_per_day));
  std::int64_t const seconds = clock.left / second;
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}+00:00", print_date(clock.date), seconds / 3600, seconds / 60 % 60,
                     seconds % 60, clock.left % second);
}

}  // namespace silowalk::inline report
