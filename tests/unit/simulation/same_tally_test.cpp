#include <gtest/gtest.h>

#include <random>

#include "engine/base/random.h"
#include "engine/simulation/walk/lanes.h"
#include "engine/simulation/walk/simulate.h"
#include "engine/simulation/walk/stopped.h"
#include "tests/unit/simulation/small_company.h"

namespace silowalk {
namespace {

void expect_same_both_ways(Scenario const& scenario) {
  Model const model(scenario);
  ASSERT_TRUE(model.independent());
  for (std::uint32_t replication = 0; replication < 4; ++replication) {
    Tally const one_by_one = simulate(model, 7, replication);
    SimulationOptions in_time_order;
    in_time_order.force_time_order = true;
    EXPECT_EQ(one_by_one, simulate(model, 7, replication, in_time_order));
  }
}

// Walking customers one after another, side by side or in time order is a matter of speed only.
TEST(SameTally, PlainJourneyOneAfterAnotherAndInTimeOrder) { expect_same_both_ways(plain_company()); }
TEST(SameTally, FullJourneyOneAfterAnotherAndInTimeOrder) { expect_same_both_ways(unlimited(full_company())); }

TEST(SameTally, WatchingChangesNothing) {
  struct Watcher : VisitSink {
    void record(Visit const&) override { ++visits; }
    std::int64_t visits = 0;
  } watcher;
  for (Scenario const& scenario : {plain_company(), full_company()}) {
    Model const model(scenario);
    SimulationOptions watched;
    watched.sink = &watcher;
    EXPECT_EQ(simulate(model, 3, 0), simulate(model, 3, 0, watched));
    EXPECT_GT(watcher.visits, 1000);
  }
}

// One by one, side by side, and in time order: each way can be ended, and a flag that stays false changes nothing.
TEST(SameTally, EndsWhenItIsStopped) {
  for (Scenario const& scenario : {plain_company(), unlimited(full_company()), full_company()}) {
    Model const model(scenario);
    std::atomic<bool> stop{false};
    EXPECT_EQ(simulate(model, 3, 0, {.stop = &stop}), simulate(model, 3, 0));
    stop = true;
    EXPECT_THROW(simulate(model, 3, 0, {.stop = &stop}), StoppedSimulation);
  }
}

TEST(SameTally, SeedAndReplicationMatter) {
  Model const model(full_company());
  Tally const tally = simulate(model, 1, 0);
  EXPECT_EQ(tally, simulate(model, 1, 0));
  EXPECT_NE(tally, simulate(model, 2, 0));
  EXPECT_NE(tally, simulate(model, 1, 1));
}

// Every width of vector unit draws the words of the narrow one.
TEST(Lanes, AllWidthsGiveTheSameBits) {
  RandomKey const key(11, 5);
  std::mt19937 counter_words(1);
  for (int round = 0; round < 2000; ++round) {
    LaneCounters counters;
    for (int i = 0; i < lanes; ++i) {
      counters.c0[i] = counter_words();
      counters.c1[i] = counter_words();
      counters.c2[i] = counter_words();
      counters.c3[i] = counter_words();
    }
    for (DrawLanes const draw : supported_draw_lanes()) {
      LaneDraws drawn;
      draw(key, counters, true, drawn);
      for (int i = 0; i < lanes; ++i) {
        VisitDraws const one = draw_one(key, counters.c0[i], counters.c1[i], counters.c2[i], counters.c3[i]);
        VisitDraws const lane = of_lane(drawn, i);
        ASSERT_EQ(one.words, lane.words);
        ASSERT_EQ(one.dwell, lane.dwell);
        ASSERT_EQ(one.handling, lane.handling);
      }
    }
  }
}

}  // namespace
}  // namespace silowalk
