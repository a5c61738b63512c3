#include "engine/report/replay/walk_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/simulation/walk/simulate.h"
#include "tests/unit/report/five_visits.h"

namespace silowalk {
namespace {

using ::testing::HasSubstr;

/// The first replication in which the first customer leaves after the fifth visit.
Walk leaving(Scenario const& scenario) {
  Model const model(scenario);
  for (std::uint32_t replication = 0; replication < 50; ++replication) {
    Census census(scenario);
    StoryKeeper keeper({{0, 0}});
    SimulationOptions options;
    options.sink = &keeper;
    simulate(model, 1, replication, options);
    options.sink = &census;
    simulate(model, 1, replication, options);
    Walk walk;
    walk.story = keeper.take().at(0);
    if (walk.story.visits.size() != 5) continue;
    walk.scenario = scenario.name;
    walk.customer = "all:0";
    walk.why = "named in the request";
    walk.ending = ending_of(walk.story, scenario);
    if (!walk.ending.lost()) continue;
    walk.basis = "of two customers";
    walk.common = how_common(life_of(walk.story, scenario, Prices(scenario)), census.take());
    walk.money = money_of(walk.story, walk.ending, Prices(scenario));
    walk.worth = model.worth()[0];
    return walk;
  }
  ADD_FAILURE() << "nobody left";
  return {};
}

TEST(WalkPage, FiveVisitsByHand) {
  Scenario const scenario = five_visits();
  Walk const walk = leaving(scenario);
  ASSERT_EQ(walk.story.visits.size(), 5u);
  // Trust, log-odds, memory 100 days; accounts of billing, care and sales.
  double const at_bill = 0.5 * std::exp(-0.1) - 0.4;
  double const at_call = at_bill * std::exp(-0.054) + 0.1 - (0.4 * 0.5 + 0.2);
  double const at_renewal = at_call * std::exp(-0.146) - 0.3;
  EXPECT_NEAR(walk.story.visits[1].trust_after, at_bill, 1e-14);
  EXPECT_NEAR(walk.story.visits[2].trust_after, at_call, 1e-14);
  EXPECT_NEAR(walk.story.visits[4].trust_after, at_renewal, 1e-14);
  double const billing = (0.4 * std::exp(-0.054) + 0.2) * std::exp(-0.146);
  double const care = 0.2 * std::exp(-0.146);
  double const sales = 0.3;
  double const p = std::exp(-at_renewal) / (std::exp(-at_renewal) + 1);  // of leaving after a failure; 1/2 at baseline
  double const by_trust = (p - 0.5) / p / (billing + care + sales);
  auto const& parts = walk.ending.attributed;
  ASSERT_EQ(parts.size(), 5u);
  EXPECT_NEAR(static_cast<double>(parts[0]) / 1e6, by_trust * sales + 0.5 / p, 1e-6);
  EXPECT_NEAR(static_cast<double>(parts[1]) / 1e6, by_trust * billing, 1e-6);
  EXPECT_NEAR(static_cast<double>(parts[2]) / 1e6, by_trust * care, 1e-6);
  EXPECT_EQ(parts[3], 0);
  EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), 1000000);
  EXPECT_DOUBLE_EQ(walk.money.subscription, 0.25 * 33);
  EXPECT_DOUBLE_EQ(walk.money.margin(), 0.25 * 33 + 30 - 9);

  // As shares: .5 -> .62; .5 e^-.1 -> .61, then .51; ...; each number below follows from those above.
  std::string const page = to_terminal(walk_page(walk, scenario), false);
  for (char const* const line : {
           "2024-01-01 00:00  order       sales            success  0.50 0.62 █████▓····  +28.00\n",
           "2024-01-11 00:00  bill        billing          failure  0.61 0.51 █████░····    0.00\n"
           "    > survey answer: 5.1 of 10\n",
           "2024-01-15 00:00  call        care     9.60 h  success  0.51 0.44 ████░·····   -7.00\n"
           "    > handed over by billing, and what was known got lost on the way: handled 2 times as long, 0.20\n"
           "      of trust lost (log-odds)\n"
           "    > 9.60 h of work promised to others and not yet done when they came, 0 waiting before them\n",
           "2024-01-21 00:00  app         digital          success  0.44 0.44 ████······    0.00\n",
           "2024-01-31 00:00  renewal     sales            failure  0.45 0.37 ████······    0.00\n",
           "Left by the exit gone on 2024-02-03 00:00; last seen at renewal of sales, where the loss is booked.\n",
           "sales               86.1 %                  0.300\n",
           "billing             10.4 %                  0.500\n",
           "care                3.58 %                  0.173\n",
           "Brought since month 0: EUR 8.25 of subscription, EUR 30.00 of visits; cost EUR 9.00; margin EUR\n29.25",
           "worth EUR 200.00",
           "- 50.0 % (9.45 % to 90.5 %; 1 of 2) lost within the horizon\n",
       })
    EXPECT_THAT(page, HasSubstr(line));
}

TEST(WalkPage, SaysWhichInitiativeTouchedAVisit) {
  Scenario scenario = five_visits();
  Walk walk = leaving(scenario);
  Initiative training;
  training.name = "training";
  training.owner = "sales";
  training.effort = {{"care", 1.0}};
  training.effects.resize(1);
  training.effects[0].on = "touchpoint.bill.success";
  training.effects[0].amount = 0.5;
  scenario.initiatives = {training};
  DecisionsInForce decisions;
  decisions.effect = {{0.25}, {1}};
  decisions.effort = {{3}, {0}};
  for (Visit const& visit : walk.story.visits) walk.touches.push_back(touches_of(scenario, decisions, visit));
  EXPECT_TRUE(walk.touches[0].empty());  // sales owns it, but nothing of it acts there
  EXPECT_EQ(walk.touches[1], (std::vector<Touch>{{0, "touchpoint.bill.success", 0.25, false}}));
  EXPECT_EQ(walk.touches[2], (std::vector<Touch>{{0, "care", 3, true}}));
  std::string const page = to_terminal(walk_page(walk, scenario), false);
  EXPECT_THAT(page, HasSubstr("> touched by training of sales (25 % in force: success)"));
  EXPECT_THAT(page, HasSubstr("> agents of this silo were at work on training of sales"));
}

TEST(WalkPage, ShowsTheWaitByTheClockWhereItDiffers) {
  Scenario const scenario = five_visits();
  Walk walk = leaving(scenario);
  std::string const sentence = "Waits count open hours: time with an agent on duty.";
  EXPECT_THAT(to_terminal(walk_page(walk, scenario), false), testing::Not(HasSubstr(sentence)));
  // Around the clock, both are 9.6 h; 16 closed hours more make 25.6 h.
  Visit& call = walk.story.visits[2];
  EXPECT_NEAR(clock_wait(call), call.wait, 1e-12);
  EXPECT_FALSE(waits_differ(call));
  call.end += 16 / 24.0;
  EXPECT_TRUE(waits_differ(call));
  std::string const page = to_terminal(walk_page(walk, scenario), false);
  EXPECT_THAT(page, HasSubstr("> waited 9.60 h in open hours, 25.6 h by the clock\n"));
  EXPECT_THAT(page, HasSubstr("9.60 h of waiting in open hours (25.6 h by"));
  EXPECT_THAT(page, HasSubstr(sentence));
  // By the clock, it is the wait that tolerance counts.
  Scenario by_clock = scenario;
  by_clock.tolerance_by = WaitClock::clock;
  Walk longer = walk;
  longer.story.visits[2].wait = clock_wait(call);
  std::string const all_hours = to_terminal(walk_page(longer, by_clock), false);
  EXPECT_THAT(all_hours, HasSubstr("25.6 h of waiting by the clock (9.60 h in"));
  EXPECT_THAT(all_hours, HasSubstr("Waits count all hours, closed ones included (tolerance_by)."));
  EXPECT_THAT(all_hours, testing::Not(HasSubstr(sentence)));
  // Nobody is on duty when the customer of the bill comes.
  walk.story.visits[1].end += 0.25;
  EXPECT_THAT(to_terminal(walk_page(walk, scenario), false),
              HasSubstr("> waited 6.00 h by the clock, all of it in closed hours\n"));
}

}  // namespace
}  // namespace silowalk
