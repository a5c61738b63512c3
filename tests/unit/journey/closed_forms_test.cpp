#include "engine/journey/closed_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/scenario/read.h"
#include "tests/oracles/twelve_touchpoints.h"
#include "tests/unit/journey/company.h"

namespace silowalk {
namespace {

using namespace testing_company;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

SegmentForms forms_of(Scenario const& scenario) { return closed_forms(scenario, JourneyGraph(scenario)).at(0); }

Distribution exponential(double mean) { return Distribution::exponential(mean); }

/// From the standard deviation of the logarithm.
Distribution lognormal(double mean, double sigma) {
  return {Distribution::Kind::lognormal, mean, std::sqrt(std::expm1(sigma * sigma)), 0, {}, false};
}

// ---- Twelve touchpoints, five silos, two exits: the workload whose exact answers were worked out by other means. ----

namespace truth = oracle::twelve_touchpoints;

Scenario twelve_touchpoints() {
  return read_scenario(std::string(SILOWALK_SOURCE_DIR) + "/tests/oracles/scenarios/absorbing.toml");
}

TEST(ClosedForms, TwelveTouchpoints) {
  Scenario const scenario = twelve_touchpoints();
  SegmentForms const forms = forms_of(scenario);
  ASSERT_TRUE(forms.solved && forms.ends);
  EXPECT_THAT(forms.reasons, IsEmpty());
  for (std::size_t i = 0; i < std::size(truth::visits); ++i) {
    auto const& [name, exact] = truth::visits[i];
    EXPECT_EQ(scenario.touchpoints[i].name, name);
    EXPECT_NEAR(forms.visits[i], exact.mean, 1e-12 * exact.mean) << name;
    EXPECT_NEAR(forms.visits_variance[i], exact.variance, 1e-11 * (1 + exact.variance)) << name;
  }
  EXPECT_NEAR(forms.total_visits.mean, truth::all_visits.mean, 1e-11);
  EXPECT_NEAR(forms.total_visits.variance, truth::all_visits.variance, 1e-9);
  EXPECT_NEAR(forms.exits[0], truth::churned, 1e-13);
  EXPECT_NEAR(forms.exits[1], truth::completed, 1e-13);
  EXPECT_EQ(forms.left_quietly, 0);
  EXPECT_NEAR(forms.money.mean, truth::money.mean, 1e-11);
  EXPECT_NEAR(forms.money.variance, truth::money.variance, 1e-7);
  // Means of lognormal draws come through their own parameters: eleven digits.
  EXPECT_NEAR(forms.time.mean, truth::days.mean, 1e-9);
  EXPECT_NEAR(forms.time.variance, truth::days.variance, 1e-5);
}

TEST(ClosedForms, TwelveTouchpointsAllExponential) {
  Scenario scenario = twelve_touchpoints();
  for (Touchpoint& each : scenario.touchpoints) {
    for (Route& way : each.next[0]) way.after = exponential(way.after.a);
  }
  EXPECT_NEAR(forms_of(scenario).time.variance, truth::days_variance_all_exponential, 1e-7);
}

// ---- Published. ----

TEST(ClosedForms, PfeiferAndCarraway) {
  // Recency 1 to 4, a fifth state that absorbs; purchase probability .3 .2 .15 .05; 36 on a purchase, -4 in the others.
  Scenario scenario = plain({{"r1", {}}, {"r2", {}}, {"r3", {}}, {"r4", {}}});
  double const buys[] = {.3, .2, .15, .05};
  for (std::size_t i = 0; i < 4; ++i) {
    std::string const next = i < 3 ? "r" + std::to_string(i + 2) : "out";
    Distribution const year = Distribution::constant(365.25);
    scenario.touchpoints[i].next[0] = {route("r1", buys[i], year), route(next, 1 - buys[i], year)};
    scenario.touchpoints[i].revenue = i == 0 ? 36 : 0;
    scenario.touchpoints[i].cost = i == 0 ? 0 : 4;
  }
  SegmentForms const forms = forms_of(scenario);
  EXPECT_NEAR(forms.money.mean, 64.2548, 5e-5);
  EXPECT_NEAR(forms.discounted.value(), 64.2548, 5e-5);

  // Discounted at 20 % a year: (I - P / 1.2)^-1 R, by hand as v1 = 36 + (.3 v1 + .7 v2) / 1.2 and so on; v is linear in
  // v1, so that two trials give it.
  scenario.horizon.discount = 0.2;
  auto const residual = [&](double v1) {
    double next = 0;
    for (std::size_t i = 4; i-- > 1;) next = -4 + (buys[i] * v1 + (1 - buys[i]) * next) / 1.2;
    return 36 + (buys[0] * v1 + (1 - buys[0]) * next) / 1.2 - v1;
  };
  double const by_hand = residual(0) / (residual(0) - residual(1));
  EXPECT_NEAR(forms_of(scenario).discounted.value(), by_hand, 1e-10);
}

TEST(ClosedForms, ChancellorOnMonotherapy) {
  // Yearly steps; counted at the end of each of 20 years; cost discounted 6 % a year from year 1, life years not.
  std::string const states = "ABC";
  double const steps[3][4] = {{1251, 350, 116, 17}, {0, 731, 512, 15}, {0, 0, 1312, 437}};
  double const cost[] = {2278 + 2756, 2278 + 3052, 2278 + 9007};
  Scenario scenario;
  scenario.silos = {silo("clinic")};
  scenario.exits = {exit_to("dead"), exit_to("studied", Exit::Kind::end)};
  scenario.segments = {segment("all", "A0")};
  scenario.horizon.discount = 0.06;
  auto const name = [&](std::size_t state, int year) { return states[state] + std::to_string(year); };
  for (int year = 0; year <= 20; ++year) {
    for (std::size_t from = 0; from < 3; ++from) {
      double const sum = steps[from][0] + steps[from][1] + steps[from][2] + steps[from][3];
      Distribution const after = Distribution::constant(365.25);
      std::vector<Route> next{route("dead", steps[from][3] / sum, after)};
      for (std::size_t to = from; to < 3; ++to) next.push_back(route(name(to, year + 1), steps[from][to] / sum, after));
      if (year == 20) next = {route("studied")};
      scenario.touchpoints.push_back(touchpoint(name(from, year), "clinic", next));
      scenario.touchpoints.back().cost = year == 0 ? 0 : cost[from];
    }
  }
  SegmentForms const forms = forms_of(scenario);
  EXPECT_NEAR(-forms.discounted.value(), 44663.45, 5e-3);
  EXPECT_NEAR(forms.total_visits.mean - 1, 7.991207, 5e-7);  // year 0 is not counted
}

// ---- By hand. ----

TEST(ClosedForms, AGeometricJourney) {
  // Stays with probability 3/4: visits are geometric, mean 4, variance 12; each earns 10 or costs 2 as it goes on or
  // out.
  Scenario scenario = plain({{"a", {"a"}}});
  Touchpoint& a = scenario.touchpoints[0];
  a.success = 0.75;
  a.next[0] = {route("a", 1, Distribution::constant(2))};
  a.next[1] = {route("out", 1, Distribution::constant(5))};
  a.revenue = 12;
  a.cost = 2;
  SegmentForms const forms = forms_of(scenario);
  EXPECT_NEAR(forms.visits[0], 4, 1e-13);
  EXPECT_NEAR(forms.visits_variance[0], 12, 1e-12);
  EXPECT_NEAR(forms.money.mean, 3 * 10 - 2, 1e-12);
  EXPECT_NEAR(forms.money.variance, 12 * 100, 1e-10);
  EXPECT_NEAR(forms.time.mean, 3 * 2 + 5, 1e-12);
  EXPECT_NEAR(forms.time.variance, 12 * 4, 1e-11);
  EXPECT_NEAR(forms.flow[0], 4.0 / 11, 1e-13);
  EXPECT_NEAR(forms.traversals[0], 3, 1e-12);
}

TEST(ClosedForms, QuietChurnOverConstantDwells) {
  // One touchpoint for ever, a visit every 10 days, hazard h: survives each dwell with q = exp(-10 h).
  Scenario scenario = plain({{"a", {"a"}}});
  scenario.exits.clear();
  scenario.touchpoints[0].next[0] = {route("a", 1, Distribution::constant(10))};
  scenario.segments[0].churn.rate = 0.02;
  scenario.segments[0].revenue = 3;
  SegmentForms const forms = forms_of(scenario);
  double const q = std::exp(-0.2);
  EXPECT_TRUE(forms.ends);
  EXPECT_NEAR(forms.visits[0], 1 / (1 - q), 1e-12);
  EXPECT_NEAR(forms.visits_variance[0], q / ((1 - q) * (1 - q)), 1e-10);
  EXPECT_NEAR(forms.left_quietly, 1, 1e-13);
  EXPECT_NEAR(forms.time.mean, 50, 1e-11);       // the life is exponential: 1 / h
  EXPECT_NEAR(forms.time.variance, 2500, 1e-4);  // 1 / h^2; the slope of the transform is numeric
  EXPECT_NEAR(forms.money.mean, 150, 1e-10);
  EXPECT_NEAR(forms.money.variance, 9 * 2500, 1e-3);
  scenario.horizon.discount = 0.1;
  double const force = std::log1p(0.1) / 365.25;
  EXPECT_NEAR(forms_of(scenario).discounted.value(), 3 / (0.02 + force), 1e-9);
}

TEST(ClosedForms, QuietChurnOverDwellsOfAnyLawIsAnExponentialLife) {
  std::vector<Distribution> const laws{
      exponential(7),
      {Distribution::Kind::uniform, 2, 9, 0, {}, false},
      {Distribution::Kind::gamma, 5, 0.7, 0, {}, false},
      {Distribution::Kind::erlang, 5, 3, 0, {}, false},
      lognormal(6, 0.9),
      {Distribution::Kind::weibull, 4, 1.4, 0, {}, false},
  };
  for (Distribution const& law : laws) {
    Scenario scenario = plain({{"a", {"a"}}});
    scenario.touchpoints[0].next[0] = {route("a", 1, law)};
    scenario.segments[0].churn.rate = 0.01;
    SegmentForms const forms = forms_of(scenario);
    EXPECT_NEAR(forms.time.mean, 100, 1e-6) << static_cast<int>(law.kind);
    EXPECT_NEAR(forms.time.variance, 10000, 1e-2) << static_cast<int>(law.kind);
  }
}

TEST(ClosedForms, ProspectsPayNothingAndHaveNoHazard) {
  // Tries to order until it succeeds (half the time), a day apart; then pays 2 a day for an exponential life of 1 / h.
  Scenario scenario = plain({{"order", {"use"}}, {"use", {"use"}}});
  Touchpoint& order = scenario.touchpoints[0];
  order.joins = true;
  order.success = 0.5;
  order.next[0] = {route("use")};
  order.next[1] = {route("order", 0.6, Distribution::constant(1)), route("out", 0.4)};
  scenario.touchpoints[1].next[0] = {route("use", 1, Distribution::constant(30))};
  scenario.segments[0].churn.rate = 0.004;
  scenario.segments[0].revenue = 2;
  SegmentForms const forms = forms_of(scenario);
  double const joins = 0.5 / (1 - 0.5 * 0.6);
  EXPECT_NEAR(forms.joins, joins, 1e-13);
  EXPECT_NEAR(forms.prospect_visits[0], 1 / (1 - 0.3), 1e-13);
  EXPECT_EQ(forms.prospect_visits[1], 0);
  EXPECT_NEAR(forms.customer_time, joins * 250, 1e-9);
  EXPECT_NEAR(forms.money.mean, joins * 500, 1e-9);
  EXPECT_NEAR(forms.exits[0], 1 - joins, 1e-13);
  EXPECT_NEAR(forms.left_quietly, joins, 1e-12);
  EXPECT_NEAR(forms.flow[1], 0.004 / (1 - std::exp(-0.12)), 1e-12);  // visits per customer-day
}

TEST(ClosedForms, WithoutAnEndTheFlowIsStationary) {
  // order, then bill for ever: every 30 days, and in one of five a call 10 days before the next.
  Scenario scenario = plain({{"order", {"bill"}}, {"bill", {"bill"}}, {"call", {"bill"}}});
  scenario.touchpoints[1].next[0] = {route("bill", 0.8, Distribution::constant(30)),
                                     route("call", 0.2, exponential(20))};
  scenario.touchpoints[2].next[0] = {route("bill", 1, exponential(10))};
  SegmentForms const forms = forms_of(scenario);
  EXPECT_TRUE(forms.solved);
  EXPECT_FALSE(forms.ends);
  EXPECT_FALSE(forms.discounted.has_value());
  EXPECT_NEAR(forms.flow[0], 0, 1e-8);
  EXPECT_NEAR(forms.flow[1], 1 / 30.0, 1e-8);
  EXPECT_NEAR(forms.flow[2], 0.2 / 30, 1e-8);
}

TEST(ClosedForms, ALostContextMakesTheNextVisitLonger) {
  Scenario scenario = plain({{"a", {"b"}}, {"b", {"out"}}});
  scenario.touchpoints[0].next[0] = {route("b")};
  scenario.touchpoints[0].next[0][0].handoff = 0.4;
  scenario.touchpoints[1].next[0] = {route("out")};
  scenario.touchpoints[1].handling = exponential(0.5);
  scenario.touchpoints[1].rework = 1.5;
  SegmentForms const forms = forms_of(scenario);
  EXPECT_NEAR(forms.time.mean, 0.5 * (1 + 0.4 * 0.5), 1e-13);
  EXPECT_THAT(forms.reasons, ::testing::ElementsAre(HasSubstr("rework")));
}

TEST(ClosedForms, SayWhyTheyAreNotExact) {
  Scenario scenario = plain({{"a", {"out"}}});
  Touchpoint& a = scenario.touchpoints[0];
  scenario.silos[0].agents = 2;
  a.handling = exponential(0.01);
  a.next[0][0].elasticity = 1;
  a.success_spread = 0.1;
  Segment& segment = scenario.segments[0];
  segment.churn.rate = 0.01;
  segment.churn.sensitivity = 1;
  segment.churn.frailty_cv = 0.5;
  segment.pace_cv = 0.5;
  std::string all;
  for (std::string const& each : forms_of(scenario).reasons) all += each + "; ";
  for (char const* part : {"elasticity", "queues", "success_spread", "sensitivity", "frailty_cv", "pace_cv"})
    EXPECT_THAT(all, HasSubstr(part));
}

TEST(ClosedForms, TooManyTouchpointsAreSkippedAloud) {
  std::vector<std::pair<std::string, std::vector<std::string>>> routes;
  for (int i = 0; i <= most_touchpoints_solved; ++i)
    routes.emplace_back("t" + std::to_string(i), std::vector<std::string>{"out"});
  SegmentForms const forms = forms_of(plain(routes));
  EXPECT_FALSE(forms.solved);
  EXPECT_THAT(forms.reasons.at(0), HasSubstr("not solved"));
}

}  // namespace
}  // namespace silowalk
