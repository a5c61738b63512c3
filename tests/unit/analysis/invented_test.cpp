#include "engine/analysis/whatif/invented.h"

#include <gtest/gtest.h>

#include "engine/scenario/read.h"

namespace silowalk {
namespace {

Scenario shop() {
  return parse_scenario(R"(
    name = "Shop"
    [segment.regular]
    source    = "till, 2025"
    customers = 100
    arrivals  = "2 per day"
    entry     = "counter"
    [silo.sales]
    source = "Invented: a guess"
    agents = 3
    cost   = "100 per day"
    shifts = [ { days = "mon-fri", hours = "09:00-17:00", agents = 2 } ]
    [touchpoint.counter]
    source   = "invented"
    silo     = "sales"
    handling = { distribution = "uniform", min = "10 min", max = "20 min" }
    success  = 0.8
    trust    = { gain = 0.1, loss = 0.5 }
    next.success = [ { to = "counter", share = 0.7, after = "10 days" }, { to = "gone", share = 0.3 } ]
    next.failure = [ { to = "gone" } ]
    [exit.gone]
    kind = "churn"
  )",
                        "shop");
}

TEST(Invented, IsWhatItsSourceSays) {
  EXPECT_TRUE(says_invented("invented"));
  EXPECT_TRUE(says_invented("Mostly INVENTED, see below"));
  EXPECT_TRUE(says_invented("Assumed: half of the calls"));
  EXPECT_FALSE(says_invented("billing extract"));
  EXPECT_FALSE(says_invented(""));
  EXPECT_EQ(invented_tables(shop()), (std::vector<std::string>{"silo.sales", "touchpoint.counter"}));
}

TEST(Invented, AnInputWithoutASourceIsAssumed) {
  EXPECT_TRUE(is_assumed(""));
  EXPECT_TRUE(is_assumed(" \n"));
  EXPECT_TRUE(is_assumed("Assumed, as in the workshop"));
  EXPECT_TRUE(is_assumed("invented"));
  EXPECT_FALSE(is_assumed("till, 2025"));
  Scenario scenario = shop();
  scenario.segments[0].source = "";
  EXPECT_EQ(invented_tables(scenario),
            (std::vector<std::string>{"segment.regular", "silo.sales", "touchpoint.counter"}));
}

TEST(Invented, MovesNumbersEachInItsOwnWay) {
  Scenario const moved = with_invented_moved(shop(), 1.2);
  Silo const& sales = moved.silos.front();
  EXPECT_EQ(sales.agents, 4);                 // 3.6, rounded
  EXPECT_EQ(sales.shifts.front().agents, 2);  // 2.4
  EXPECT_DOUBLE_EQ(sales.cost, 120);
  Touchpoint const& counter = moved.touchpoints.front();
  EXPECT_DOUBLE_EQ(counter.success, 4.8 / 5.8);  // odds 4 x 1.2
  EXPECT_DOUBLE_EQ(counter.trust.loss, 0.6);
  EXPECT_DOUBLE_EQ(counter.handling->a, 12.0 / 1440);
  EXPECT_DOUBLE_EQ(counter.handling->b, 24.0 / 1440);
  EXPECT_DOUBLE_EQ(counter.next[0][0].after.a, 12);
  EXPECT_DOUBLE_EQ(counter.next[0][0].share, 0.7);
  EXPECT_EQ(moved.segments, shop().segments);  // measured
}

TEST(Invented, CertaintyStaysCertain) {
  Scenario certain = shop();
  certain.touchpoints[0].success = 1;
  EXPECT_EQ(with_invented_moved(certain, 1.2).touchpoints[0].success, 1);
}

TEST(Invented, OneTableAtATime) {
  Scenario const moved = with_invented_moved(shop(), 1.2, "silo.sales");
  EXPECT_EQ(moved.silos, with_invented_moved(shop(), 1.2).silos);
  EXPECT_EQ(moved.touchpoints, shop().touchpoints);
  EXPECT_EQ(with_invented_moved(moved, 1.2, "touchpoint.counter"), with_invented_moved(shop(), 1.2));
  EXPECT_EQ(with_invented_moved(shop(), 1.2, "segment.regular"), shop()) << "measured";
}

/// The shop with ranges; the segment has a source.
Scenario ranged_shop() {
  Scenario shop_with_ranges = shop();
  shop_with_ranges.segments[0].range = {{"arrivals", 1.5, 4}};
  shop_with_ranges.silos[0].range = {{"agents", 2, 6}, {"cost", 100, 100}};
  shop_with_ranges.touchpoints[0].range = {
      {"success", 0.5, 0.9}, {"trust.loss", 0.5, 0.5}, {"handling", 12.0 / 1440, 15.0 / 1440}};
  return parse_scenario(print_scenario(shop_with_ranges), "ranged");
}

TEST(Invented, ARangeTakesThePlaceOfTheFactor) {
  for (double const factor : {1.2, 3.0}) {
    Scenario const higher = with_invented_moved(ranged_shop(), factor);
    EXPECT_EQ(higher.segments[0].arrivals, 4) << "moved although its table has a source";
    EXPECT_EQ(higher.segments[0].trust, shop().segments[0].trust) << "not moved: its table has a source";
    EXPECT_EQ(higher.silos[0].agents, 6);
    EXPECT_EQ(higher.touchpoints[0].success, 0.9);
    EXPECT_DOUBLE_EQ(higher.touchpoints[0].handling->a, 10.0 / 1440) << "15 min is the mean as it is";
    EXPECT_DOUBLE_EQ(higher.touchpoints[0].trust.gain, 0.1 * factor) << "without a range";
  }
  Scenario const lower = with_invented_moved(ranged_shop(), 0.8);
  EXPECT_EQ(lower.segments[0].arrivals, 1.5);
  EXPECT_EQ(lower.silos[0].agents, 2);
  EXPECT_DOUBLE_EQ(lower.touchpoints[0].success, 0.5);
  EXPECT_DOUBLE_EQ(lower.touchpoints[0].handling->a, 8.0 / 1440);
  EXPECT_DOUBLE_EQ(lower.touchpoints[0].handling->b, 16.0 / 1440);
  EXPECT_EQ(print_scenario(parse_scenario(print_scenario(lower), "lower")), print_scenario(lower)) << "at its bounds";
}

TEST(Invented, ARangeOfOneValueIsNeverVaried) {
  for (double const factor : {0.8, 1.2}) {
    Scenario const moved = with_invented_moved(ranged_shop(), factor);
    EXPECT_EQ(moved.silos[0].cost, 100);
    EXPECT_EQ(moved.touchpoints[0].trust.loss, 0.5);
  }
  Scenario known = shop();
  known.segments[0].range = {{"arrivals", 2, 2}};
  EXPECT_EQ(invented_tables(known), invented_tables(shop()));
  EXPECT_EQ(ranged_values(known), 0);
  Scenario exact = shop();
  exact.touchpoints[0].range = {{"handling", 15.0 / 1440, 15.0 / 1440}};
  EXPECT_EQ(with_invented_moved(exact, 1.2).touchpoints[0].handling, exact.touchpoints[0].handling);
}

TEST(Invented, ATableWithARangeIsMoved) {
  EXPECT_EQ(invented_tables(ranged_shop()),
            (std::vector<std::string>{"segment.regular", "silo.sales", "touchpoint.counter"}));
  EXPECT_EQ(ranged_values(ranged_shop()), 4);
  Scenario const alone = with_invented_moved(ranged_shop(), 1.2, "segment.regular");
  EXPECT_EQ(alone.segments[0].arrivals, 4);
  EXPECT_EQ(alone.silos, ranged_shop().silos);
  EXPECT_EQ(print_scenario(with_invented_moved(ranged_shop(), 1)), print_scenario(ranged_shop()));
}

TEST(Invented, WhatIsMovedIsAScenario) {
  for (double const factor : {0.8, 1.2, 5.0}) {
    Scenario const moved = with_invented_moved(shop(), factor);
    std::string const text = print_scenario(moved);
    EXPECT_EQ(print_scenario(parse_scenario(text, "moved")), text);
  }
  EXPECT_EQ(print_scenario(with_invented_moved(shop(), 1)), print_scenario(shop()));
}

}  // namespace
}  // namespace silowalk
