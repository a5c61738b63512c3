#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/base/date.h"
#include "engine/journey/queueing.h"
#include "tests/oracles/oracle.h"

/// Working calendars and the rhythm of arrivals.
namespace silowalk {
namespace {

using namespace oracle;
using T = TouchpointField;
using S = SegmentField;

/// Returns the mean number waiting over the opening hours of a day, for M/M/c that is closed at night, in the steady
/// state over days. During opening hours, the state follows the birth-and-death equations. Calls in progress at closing
/// are finished, so that at the next opening up to c customers who waited are with agents. `arrivals` and `service` are
/// rates per unit of `open`. Euler steps of first order; the caller extrapolates to step 0.
double mean_waiting(int agents, double arrivals, double service, double open, int steps) {
  constexpr std::size_t states = 160;
  auto const c = static_cast<std::size_t>(agents);
  std::vector<double> p(states), next(states);
  p[0] = 1;
  double waiting = 0;
  double const h = open / steps;
  for (int day = 0; day < 60; ++day) {
    waiting = 0;
    for (int i = 0; i < steps; ++i) {
      for (std::size_t n = 0; n < states; ++n) {
        double const up = n + 1 < states ? arrivals : 0;
        double const down = service * static_cast<double>(std::min(n, c));
        if (n > c) waiting += static_cast<double>(n - c) * p[n] / steps;
        double change = -(up + down) * p[n];
        if (n > 0) change += arrivals * p[n - 1];
        if (n + 1 < states) change += service * static_cast<double>(std::min(n + 1, c)) * p[n + 1];
        next[n] = p[n] + h * change;
      }
      p.swap(next);
    }
    next.assign(states, 0);
    for (std::size_t n = 0; n < states; ++n) next[n > c ? n - c : 0] += p[n];
    p.swap(next);
  }
  return waiting;
}

TEST(Calendar, NineToFiveIsAQueueInOpenTime) {
  // Newcomers of the 16 closed hours come at uniform instants of the next opening, so that arrivals within it are
  // Poisson at three times the rate. Waits count open time, so Little's law holds in open time.
  double const arrivals = 3 * 5.4 / 60, service = 0.1, open = 480;  // minutes
  double const coarse = mean_waiting(3, arrivals, service, open, 1200);
  double const fine = mean_waiting(3, arrivals, service, open, 2400);
  // Richardson extrapolation of the Euler steps, then Little's law.
  double const wait = (2 * fine - coarse) / arrivals;
  EXPECT_LT(wait, 0.9 * erlang_c(3, arrivals, 10).wait) << "nights help";
  Histories const all(oracle_scenario("shifts"), 40);
  std::vector<double> const visits = all.sum("call", T::visits);
  expect_mean("calls", visits, 5.4 * 24 * 6 * days_per_month);
  expect_ratio("mean wait, min", scaled(all.sum("call", T::wait), 1440), visits, wait);
  for (double each : all.sum("care", SiloField::capacity)) {
    EXPECT_NEAR(each, 3 * 6 * days_per_month / 3, 1.0);  // months may end within a shift
  }
}

TEST(Calendar, ClosedMeansClosed) {
  Histories const all(oracle_scenario("turn_away"), 20);
  std::vector<double> const visits = all.sum("call", T::visits);
  expect_mean("calls", visits, 30 * 24 * 3 * days_per_month);
  expect_ratio("turned away", all.sum("call", T::turned_away), visits, 2 / 3.0, 1e-3);  // the last day is cut
  for (double each : all.sum("call", T::wait)) EXPECT_EQ(each, 0);                      // fifty agents for one
}

// 42 hours of 168 a week: each call takes four times as long, so a quarter of the calls gives the same load.
TEST(Calendar, HoursPerWeekSlowHandling) {
  Scenario written = oracle_scenario("one_agent");
  written.silos[0].hours_per_week = 42;
  written.segments[0].arrivals /= 4;
  Histories const all(written, 60);
  double const minute = 1 / 1440.0;
  std::vector<double> const visits = all.sum("call", T::visits);
  expect_ratio("mean wait, min", scaled(all.sum("call", T::wait), 1440), visits,
               pollaczek_khinchine(7 * 6, 24 * minute, 1.5).wait / minute);
  expect_ratio("load", all.sum("care", SiloField::offered), all.sum("care", SiloField::capacity), 0.7);
}

TEST(Calendar, SeasonsGoByCalendarMonthAndWeeksKeepTheirTotal) {
  Scenario const written = oracle_scenario("seasons");
  Histories const all(written, 20);
  // A report month of 30.4375 days lies across calendar months; its expected arrivals, hour by hour.
  std::vector<double> expected(12);
  double const week = 11.0 / 7 * 9 / 24;  // mean of weekday x hour
  for (int hour = 0; hour < 12 * 30.4375 * 24; ++hour) {
    std::int64_t const day = written.horizon.start.days_since_epoch + hour / 24;
    double const by_day = written.segments[0].weekdays[static_cast<std::size_t>((day + 3) % 7)];  // day 0: a Thursday
    double const by_hour = written.segments[0].hours[static_cast<std::size_t>(hour % 24)];
    double const by_month = written.segments[0].season[static_cast<std::size_t>(to_civil({day}).month - 1)];
    double const middle = (hour + 0.5) / 24;
    auto const month = std::min<std::size_t>(11, static_cast<std::size_t>(middle / days_per_month));
    expected[month] += 40.0 / 24 * by_day * by_hour / week * by_month;
  }
  for (std::size_t month = 0; month < 12; ++month) {
    expect_mean("arrivals in month " + std::to_string(month),
                all.sum("visit", T::visits, static_cast<int>(month), static_cast<int>(month) + 1), expected[month]);
  }
}

}  // namespace
}  // namespace silowalk
