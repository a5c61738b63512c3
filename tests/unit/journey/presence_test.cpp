#include "engine/journey/presence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/scenario/read.h"
#include "tests/unit/journey/company.h"

namespace silowalk {
namespace {

using namespace testing_company;

Presence presence_of(Scenario const& scenario) {
  JourneyGraph const graph(scenario);
  return presence(scenario, graph, closed_forms(scenario, graph));
}

double heads(Presence const& all) {
  return std::accumulate(all.places.begin(), all.places.end(), 0.0,
                         [](double sum, Presence::Place const& each) { return sum + each.customers; });
}

/// A bill 8 days before a call in which a customer spends 2: of 1000 heads 800 are at the bill. 100 of each a day.
TEST(Presence, ByHand) {
  Scenario scenario = plain({{"bill", {"call"}}, {"call", {"bill"}}});
  scenario.exits.clear();
  scenario.silos.push_back(silo("care"));
  scenario.touchpoints[1].silo = "care";
  scenario.touchpoints[0].next[0] = {route("call", 1, Distribution::constant(8))};
  scenario.touchpoints[0].next[0][0].handoff = 0.5;
  scenario.touchpoints[1].next[0] = {route("bill", 1, Distribution::constant(1.75))};
  scenario.touchpoints[1].next[1] = scenario.touchpoints[1].next[0];
  scenario.touchpoints[1].handling = Distribution::constant(0.25);
  scenario.touchpoints[1].success = 0.8;
  scenario.touchpoints[1].recovery = 0.25;
  scenario.touchpoints[1].revenue = 3;
  scenario.touchpoints[1].trust.loss = 0.4;
  scenario.touchpoints[1].trust.handoff = 0.1;
  Segment& all = scenario.segments[0];
  all.customers = 1000;
  all.revenue = 2;
  all.memory = 50;
  all.churn.rate = 1e-12;  // so rare that it thins nothing
  all.churn.sensitivity = 0.5;
  Presence const found = presence_of(scenario);
  ASSERT_TRUE(found.known);
  Presence::Place const& bill = found.places.at(0);
  Presence::Place const& call = found.places.at(1);
  EXPECT_NEAR(bill.visits, 100, 1e-6);
  EXPECT_NEAR(bill.customers, 800, 1e-6);
  EXPECT_NEAR(call.customers, 200, 1e-6);
  EXPECT_NEAR(bill.revenue, 1600, 1e-5);
  EXPECT_NEAR(call.revenue, 400 + 100 * 0.85 * 3, 1e-5);
  EXPECT_NEAR(call.trust_lost, 100 * 0.15 * 0.4, 1e-6);  // what was recovered nobody felt
  EXPECT_NEAR(bill.trust_lost, 100 * 0.5 * 0.1, 1e-6);   // on the account of who handed over
  EXPECT_NEAR(call.driven_away, 0.5 * 1e-12 * 50 * 6, 1e-18);
  EXPECT_NEAR(call.at_stake, call.driven_away * 2 * 365.25, 1e-15);
  ASSERT_EQ(found.crossings.size(), 3U);  // to care, and back after success and failure
  EXPECT_NEAR(found.crossings[0].crossed, 100, 1e-6);
  EXPECT_NEAR(found.crossings[0].context, 50, 1e-6);
}

/// The same places in one silo: the context lost costs as much trust, and nothing is crossed.
TEST(Presence, ARouteWithinASiloCanLoseTheContext) {
  Scenario scenario = plain({{"bill", {"call"}}, {"call", {"bill"}}});
  scenario.exits.clear();
  scenario.touchpoints[0].next[0] = {route("call", 1, Distribution::constant(10))};
  scenario.touchpoints[0].next[0][0].handoff = 0.5;
  scenario.touchpoints[1].trust.handoff = 0.1;
  scenario.segments[0].customers = 1000;
  scenario.segments[0].churn.rate = 1e-12;
  Presence const found = presence_of(scenario);
  ASSERT_TRUE(found.known);
  EXPECT_NEAR(found.places.at(0).trust_lost, found.places.at(0).visits * 0.5 * 0.1, 1e-6);
  EXPECT_TRUE(found.crossings.empty());
}

/// Three prospects a day call before they join; they have no hazard, however high that of customers is.
TEST(Presence, ProspectsDoNotLeaveQuietlyOnTheWay) {
  Scenario scenario = plain({{"ask", {"call"}}, {"call", {"use"}}, {"use", {"out"}}});
  scenario.silos.push_back(silo("care"));
  scenario.touchpoints[1].silo = "care";
  scenario.touchpoints[1].joins = true;
  for (int const i : {0, 1})
    scenario.touchpoints[static_cast<std::size_t>(i)].next[0][0].after = Distribution::constant(20);
  scenario.segments[0].arrivals = 3;
  scenario.segments[0].churn.rate = 0.1;
  Presence const found = presence_of(scenario);
  ASSERT_TRUE(found.known);
  ASSERT_EQ(found.crossings.size(), 2U);
  EXPECT_NEAR(found.crossings[0].crossed, 3, 1e-9) << "prospects, from asking to the call";
  EXPECT_NEAR(found.crossings[1].crossed, 3 * std::exp(-0.1 * 20), 1e-9) << "customers, once they have joined";
}

TEST(Presence, EverybodyIsSomewhere) {
  for (char const* file : {"telecom/telecom.toml", "example-company/company.toml"}) {
    Presence const found = presence_of(read_scenario(std::string(SILOWALK_SOURCE_DIR) + "/scenarios/" + file));
    ASSERT_TRUE(found.known);
    EXPECT_GT(found.customers, 30000);
    EXPECT_NEAR(heads(found), found.customers, 1e-6 * found.customers) << file;
  }
}

TEST(Presence, ACompanyThatOnlyGrewHasTheHeadsThatItsArrivalsSettleAt) {
  Scenario scenario = plain({{"use", {"use", "out"}}});
  scenario.segments[0].arrivals = 3;  // each stays two days: two visits, each a day
  Presence const found = presence_of(scenario);
  EXPECT_NEAR(found.customers, 6, 1e-12);
  EXPECT_NEAR(heads(found), 6, 1e-12);
}

}  // namespace
}  // namespace silowalk
