#include <gtest/gtest.h>

#include <limits>

#include "engine/simulation/queues/silo_queue.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/unit/simulation/diary.h"
#include "tests/unit/simulation/small_company.h"

/// `tolerance_by`: waits, patience and tolerance count open hours or all hours.
namespace silowalk {
namespace {

constexpr double endless = std::numeric_limits<double>::infinity();
constexpr double hour = 1.0 / 24;
constexpr std::int64_t microseconds_per_hour = 3'600'000'000;

/// Returns nine to five, every day.
Shift nine_to_five() { return {127, 9 * 60, 17 * 60, {}}; }

/// Returns two customers who come to a desk with one agent on Monday at 16:00. The first takes 90 minutes, until 17:30;
/// the second begins on Tuesday at 9:00: one open hour later, 17 hours later by the clock.
Scenario two_at_four(WaitClock clock) {
  Scenario s;
  s.tolerance_by = clock;
  s.horizon.months = 1;
  s.silos.resize(2);
  s.silos[0].name = "web";
  s.silos[1].name = "care";
  s.silos[1].agents = 1;
  s.silos[1].shifts = {nine_to_five()};
  s.exits = {exit_of("done", Exit::Kind::end)};
  s.touchpoints.resize(2);
  s.touchpoints[0].name = "order";
  s.touchpoints[0].silo = "web";
  s.touchpoints[0].next[0] = {route("desk", 1, Distribution::constant(16 * hour))};
  Touchpoint& desk = s.touchpoints[1];
  desk.name = "desk";
  desk.silo = "care";
  desk.handling = Distribution::constant(1.5 * hour);
  desk.answer_within = 2 * hour;
  desk.trust.wait = 0.5;
  desk.trust.tolerance = 20 * hour;
  desk.next[0] = {route("done", 1, Distribution::constant(0))};
  s.segments.resize(1);
  s.segments[0].name = "all";
  s.segments[0].customers = 2;
  s.segments[0].start = Start::entry;
  s.segments[0].entry = "order";
  return s;
}

/// One replication, with the visit of the second customer to the desk.
struct Ran {
  Tally tally;
  Visit second;
  std::int64_t desk(TouchpointField field) const {
    std::int64_t sum = 0;
    for (int month = 0; month < tally.months; ++month) sum += tally.at(month, 1, field);
    return sum;
  }
};

Ran run(Scenario const& scenario) {
  Diary diary;
  SimulationOptions options;
  options.sink = &diary;
  Ran ran{simulate(Model(scenario), 1, 0, options), {}};
  for (Visit const& visit : diary.visits)
    if (visit.touchpoint == 1) ran.second = visit;
  return ran;
}

TEST(WaitClock, ANightIsPartOfTheWaitByTheClockOnly) {
  Ran const open = run(two_at_four(WaitClock::open));
  Ran const clock = run(two_at_four(WaitClock::clock));
  EXPECT_NEAR(open.second.wait, 1 * hour, 1e-12);
  EXPECT_NEAR(clock.second.wait - open.second.wait, 16 * hour, 1e-12);
  // Only the measure differs: the customer is served at the same moment.
  EXPECT_EQ(open.second.end, clock.second.end);
  EXPECT_NEAR(open.second.end, (24 + 9 + 1.5) * hour, 1e-12);
  EXPECT_EQ(open.second.open_wait, open.second.wait);
  EXPECT_EQ(clock.second.open_wait, open.second.wait);
  EXPECT_NEAR(static_cast<double>(open.desk(TouchpointField::wait)), 1.0 * microseconds_per_hour, 1);
  EXPECT_NEAR(static_cast<double>(clock.desk(TouchpointField::wait)), 17.0 * microseconds_per_hour, 1);
}

TEST(WaitClock, TrustIsLostByTheFormula) {
  // wait x min(1, W / tolerance), with wait .5 and a tolerance of 20 h.
  EXPECT_NEAR(run(two_at_four(WaitClock::open)).second.trust_after, -0.5 * 1 / 20, 1e-12);
  EXPECT_NEAR(run(two_at_four(WaitClock::clock)).second.trust_after, -0.5 * 17 / 20, 1e-12);
  EXPECT_EQ(run(two_at_four(WaitClock::open)).desk(TouchpointField::trust_lost), 25'000);
  EXPECT_EQ(run(two_at_four(WaitClock::clock)).desk(TouchpointField::trust_lost), 425'000);
  Scenario hasty = two_at_four(WaitClock::clock);
  hasty.touchpoints[1].trust.tolerance = 17 * hour / 2;
  EXPECT_NEAR(run(hasty).second.trust_after, -0.5, 1e-12);
}

TEST(WaitClock, ASiloMeasuresItsAnswersInOpenHours) {
  // Both are answered within two open hours.
  EXPECT_EQ(run(two_at_four(WaitClock::open)).desk(TouchpointField::answered_in_time), 2);
  EXPECT_EQ(run(two_at_four(WaitClock::clock)).desk(TouchpointField::answered_in_time), 2);
  Scenario strict = two_at_four(WaitClock::clock);
  strict.touchpoints[1].answer_within = 0.9 * hour;
  EXPECT_EQ(run(strict).desk(TouchpointField::answered_in_time), 1);
}

TEST(WaitClock, PatienceRunsOutWhileTheSiloIsClosed) {
  auto const with_patience = [](WaitClock clock, double hours) {
    Scenario s = two_at_four(clock);
    s.touchpoints[1].patience = Distribution::constant(hours * hour);
    s.touchpoints[1].next[2] = s.touchpoints[1].next[0];
    return run(s).second;
  };
  Visit const left = with_patience(WaitClock::clock, 5);
  EXPECT_EQ(left.outcome, Outcome::abandoned);
  EXPECT_NEAR(left.end, 21 * hour, 1e-12);  // at nine in the evening
  EXPECT_NEAR(left.wait, 5 * hour, 1e-12);
  EXPECT_NEAR(left.open_wait, 1 * hour, 1e-12);
  EXPECT_EQ(with_patience(WaitClock::open, 5).outcome, Outcome::success);
  // The limits: 17 hours by the clock, one open hour.
  EXPECT_EQ(with_patience(WaitClock::clock, 16.99).outcome, Outcome::abandoned);
  EXPECT_EQ(with_patience(WaitClock::clock, 17.01).outcome, Outcome::success);
  EXPECT_EQ(with_patience(WaitClock::open, 0.99).outcome, Outcome::abandoned);
  EXPECT_EQ(with_patience(WaitClock::open, 1.01).outcome, Outcome::success);
}

TEST(WaitClock, WhoLeavesAtNightMakesRoom) {
  WeeklySchedule const schedule(1, {nine_to_five()}, 0);
  for (WaitClock const clock : {WaitClock::open, WaitClock::clock}) {
    SiloQueue queue(schedule, 1, 1, false, clock);
    Service const first = queue.serve(18 * hour, hour, 2 * hour);
    Service const second = queue.serve(21 * hour, hour, endless);
    bool const by_clock = clock == WaitClock::clock;
    // By the clock the first one leaves at 20:00; in open hours there is no wait until 9:00.
    EXPECT_EQ(first.kind, by_clock ? Service::Kind::abandoned : Service::Kind::served);
    EXPECT_EQ(second.kind, by_clock ? Service::Kind::served : Service::Kind::turned_away);
    EXPECT_NEAR(first.begin, (by_clock ? 20 : 33) * hour, 1e-12);
    EXPECT_EQ(first.open_wait, 0);
    EXPECT_NEAR(second.wait, by_clock ? 12 * hour : 0, 1e-12);
  }
}

TEST(WaitClock, WithoutShiftsBothClocksGiveTheSameBits) {
  Scenario open = full_company();
  for (Silo& silo : open.silos) silo.shifts.clear();
  Scenario clock = open;
  clock.tolerance_by = WaitClock::clock;
  EXPECT_EQ(simulate(Model(open), 5, 1), simulate(Model(clock), 5, 1));
  // Shifts around the clock close nothing either.
  Shift const always{127, 0, 24 * 60, {}};
  open.silos[1].shifts = clock.silos[1].shifts = {always};
  EXPECT_EQ(simulate(Model(open), 5, 1), simulate(Model(clock), 5, 1));
  clock.silos[1].shifts = open.silos[1].shifts = {nine_to_five()};
  EXPECT_NE(simulate(Model(open), 5, 1), simulate(Model(clock), 5, 1));
}

}  // namespace
}  // namespace silowalk
