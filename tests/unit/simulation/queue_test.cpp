#include <gtest/gtest.h>

#include <limits>

#include "engine/simulation/model/tally.h"
#include "engine/simulation/model/weekly_schedule.h"
#include "engine/simulation/queues/silo_queue.h"

namespace silowalk {
namespace {

constexpr double endless = std::numeric_limits<double>::infinity();
constexpr double hour = 1.0 / 24;

Shift shift(std::uint8_t weekdays, int from_hour, int to_hour, std::optional<int> agents = {}) {
  return {weekdays, from_hour * 60, to_hour * 60, agents};
}

// Month 0 begins on a Monday. Mon-Fri 9-17 with two agents, Saturday 10-12 with one.
WeeklySchedule office() { return WeeklySchedule(2, {shift(31, 9, 17), shift(32, 10, 12, 1)}, 0); }

TEST(WeeklySchedule, KnowsWhoIsOnDuty) {
  WeeklySchedule const s = office();
  EXPECT_EQ(s.on_duty(0), 0);
  EXPECT_EQ(s.on_duty(9 * hour), 2);
  EXPECT_EQ(s.on_duty(16.99 * hour), 2);
  EXPECT_EQ(s.on_duty(17 * hour), 0);
  EXPECT_EQ(s.on_duty(5 + 11 * hour), 1);
  EXPECT_EQ(s.on_duty(6.5), 0);
  EXPECT_EQ(s.on_duty(-7 + 10 * hour), 2);  // the week before month 0
}

TEST(WeeklySchedule, FindsTheNextOpening) {
  WeeklySchedule const s = office();
  EXPECT_DOUBLE_EQ(s.next_open(0), 9 * hour);
  EXPECT_DOUBLE_EQ(s.next_open(10 * hour), 10 * hour);
  EXPECT_DOUBLE_EQ(s.next_open(4 + 18 * hour), 5 + 10 * hour);       // Friday evening -> Saturday
  EXPECT_DOUBLE_EQ(s.next_on_duty(1, 4 + 18 * hour), 7 + 9 * hour);  // the second agent comes on Monday
  EXPECT_DOUBLE_EQ(s.closing_after(9 * hour), 17 * hour);
  EXPECT_EQ(s.next_on_duty(2, 0), endless);
}

TEST(WeeklySchedule, MeasuresOpenTime) {
  WeeklySchedule const s = office();
  EXPECT_NEAR(s.open_between(0, 7), 42 * hour, 1e-12);
  EXPECT_NEAR(s.open_between(0, 70), 420 * hour, 1e-12);
  EXPECT_NEAR(s.agent_time(0, 7), 82 * hour, 1e-12);
  EXPECT_NEAR(s.open_between(16 * hour, 1 + 10 * hour), 2 * hour, 1e-12);
  EXPECT_NEAR(s.after_open(16 * hour, 2 * hour), 1 + 10 * hour, 1e-12);
  EXPECT_NEAR(s.after_open(4 + 16 * hour, 2 * hour), 5 + 11 * hour, 1e-12);
  EXPECT_NEAR(s.after_open(9 * hour, 42 * hour + 1 * hour), 7 + 10 * hour, 1e-12);
}

TEST(SiloQueue, FirstComeFirstServedByHand) {
  WeeklySchedule const always(1);
  SiloQueue q(always, 1, 0, false);
  EXPECT_EQ(q.serve(0, 5, endless).wait, 0);
  EXPECT_EQ(q.serve(1, 2, endless).wait, 4);   // free at 5
  Service const impatient = q.serve(2, 9, 3);  // would wait 5
  EXPECT_EQ(impatient.kind, Service::Kind::abandoned);
  EXPECT_EQ(impatient.wait, 3);
  EXPECT_EQ(impatient.begin, 5);
  EXPECT_EQ(q.serve(6, 1, endless).wait, 1);  // the impatient one never used the agent
}

TEST(SiloQueue, RoomIsLimited) {
  WeeklySchedule const always(2);
  SiloQueue q(always, 2, 3, false);
  EXPECT_EQ(q.serve(0, 10, endless).kind, Service::Kind::served);
  EXPECT_EQ(q.serve(0, 10, endless).kind, Service::Kind::served);
  EXPECT_EQ(q.serve(0, 10, endless).kind, Service::Kind::served);  // waits: the third place
  EXPECT_EQ(q.serve(1, 10, endless).kind, Service::Kind::turned_away);
  EXPECT_EQ(q.serve(10, 10, endless).kind, Service::Kind::served);  // two left at 10
}

TEST(SiloQueue, ACallBegunIsFinishedAndClosedTimeIsNoWait) {
  WeeklySchedule const s = office();
  SiloQueue q(s, 2, 0, false);
  EXPECT_EQ(q.serve(16 * hour, 2 * hour, endless).wait, 0);  // until 18:00, after closing
  EXPECT_EQ(q.serve(16 * hour, 2 * hour, endless).wait, 0);
  Service const third = q.serve(16.5 * hour, hour, endless);  // the night counts for nothing
  EXPECT_NEAR(third.wait, 0.5 * hour, 1e-12);
  EXPECT_NEAR(third.begin, 1 + 9 * hour, 1e-12);
  Service const fourth = q.serve(16.75 * hour, hour, 0.1 * hour);
  EXPECT_EQ(fourth.kind, Service::Kind::abandoned);
  EXPECT_NEAR(fourth.begin, 16.85 * hour, 1e-12);
}

TEST(SiloQueue, TurnsAwayWhenClosed) {
  WeeklySchedule const s = office();
  SiloQueue q(s, 2, 0, true);
  EXPECT_EQ(q.serve(8 * hour, hour, endless).kind, Service::Kind::turned_away);
  EXPECT_EQ(q.serve(9 * hour, hour, endless).kind, Service::Kind::served);
}

// Friday noon, both busy until Saturday would open: the one agent on Saturday is number 0, whoever was free first.
TEST(SiloQueue, TakesTheAgentWhoStartsEarliest) {
  WeeklySchedule const s = office();
  SiloQueue q(s, 2, 0, false);
  q.serve(4 + 16 * hour, 1.5 * hour, endless);                                           // agent 0 until 17:30
  q.serve(4 + 16 * hour, 1.2 * hour, endless);                                           // agent 1 until 17:12
  EXPECT_NEAR(q.serve(4 + 16.5 * hour, 3 * hour, endless).begin, 5 + 10 * hour, 1e-12);  // agent 0, Saturday
  EXPECT_NEAR(q.serve(4 + 16.6 * hour, 1 * hour, endless).begin, 7 + 9 * hour,
              1e-12);  // agent 1, Monday (0 is free on Saturday 13:00, off duty)
}

TEST(WaitBins, HoldWhatTheirEdgesSay) {
  EXPECT_EQ(wait_bin(0), 0);
  EXPECT_EQ(wait_bin(1e6), wait_bins - 1);
  int last = 0;
  for (double days = 1e-9; days < 700; days *= 1.003) {
    int const bin = wait_bin(days);
    EXPECT_GE(bin, last);
    EXPECT_LT(days, wait_bin_upper_edge(bin));
    if (bin > 0) {
      EXPECT_GE(days, wait_bin_upper_edge(bin - 1));
      EXPECT_LE(wait_bin_upper_edge(bin), wait_bin_upper_edge(bin - 1) * (1 + 1.0 / 32) * (1 + 1e-12));
    }
    last = bin;
  }
}

}  // namespace
}  // namespace silowalk
