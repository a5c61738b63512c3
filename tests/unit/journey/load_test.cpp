#include "engine/journey/load.h"

#include <gtest/gtest.h>

#include "tests/unit/journey/company.h"

namespace silowalk {
namespace {

using namespace testing_company;

std::vector<SiloLoad> loads_of(Scenario const& scenario) {
  JourneyGraph const graph(scenario);
  return silo_loads(scenario, graph, closed_forms(scenario, graph));
}

TEST(Load, OnDutyByShifts) {
  Silo care = silo("care");
  care.agents = 12;
  EXPECT_DOUBLE_EQ(mean_on_duty(care), 12);
  std::uint8_t const weekdays = 0b11111;
  care.shifts = {{weekdays, 9 * 60, 16 * 60 + 30, {}}};
  EXPECT_DOUBLE_EQ(mean_on_duty(care), 12 * 37.5 / 168);
  care.shifts.push_back({0b0100000, 10 * 60, 14 * 60, 3});  // Saturdays
  EXPECT_DOUBLE_EQ(mean_on_duty(care), (12 * 37.5 + 3 * 4) / 168);
  care.shifts.push_back({0b0000001, 9 * 60, 10 * 60, 2});  // Mondays, 9 to 10: the later shift counts
  EXPECT_DOUBLE_EQ(mean_on_duty(care), (12 * 36.5 + 2 + 3 * 4) / 168);
}

TEST(Load, StandingCustomersCallAtTheirFlow) {
  // Everybody calls every 10 days on average, 6 min a call: 1000 heads make 100 calls = 10 agent-hours a day.
  Scenario scenario = plain({{"call", {"call"}}});
  scenario.exits.clear();
  scenario.touchpoints[0].next[0] = {route("call", 1, Distribution::exponential(10 - 0.1 / 24))};
  scenario.touchpoints[0].handling = Distribution::constant(0.1 / 24);
  scenario.silos[0].agents = 1;
  scenario.silos[0].attrition.rate = 0.01;
  scenario.silos[0].attrition.hiring_lag = 25;
  scenario.segments[0].customers = 1000;
  scenario.segments[0].churn.rate = 1e-4;
  SiloLoad const load = loads_of(scenario).at(0);
  EXPECT_NEAR(load.offered, 10 / 24.0, 1e-3);  // an exponential dwell is thinned a little by churn
  EXPECT_NEAR(load.agents, 0.8, 1e-15);        // 1 / (1 + rate x lag)
  EXPECT_NEAR(load.load(), 10 / 24.0 / 0.8, 2e-3);
}

TEST(Load, ProspectsAndSeasonsCount) {
  // 10 newcomers a day in half of the year's months, each orders once: prospects' work, whatever the head count.
  Scenario scenario = plain({{"order", {"use"}}, {"use", {"use", "out"}}});
  scenario.touchpoints[0].joins = true;
  scenario.touchpoints[0].handling = Distribution::exponential(0.1);
  scenario.silos[0].agents = 1;
  scenario.segments[0].arrivals = 10;
  scenario.segments[0].season = {1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0};
  scenario.segments[0].customers = 77;
  scenario.silos.push_back(silo("two"));  // not to count the customers' visits
  scenario.touchpoints[1].silo = "two";
  EXPECT_NEAR(loads_of(scenario).at(0).visits, 5, 1e-12);
  EXPECT_NEAR(loads_of(scenario).at(0).offered, 0.5, 1e-12);
}

TEST(Load, VisitsWithoutAgentsOrHandlingCount) {
  // 10 newcomers a day order once, at a touchpoint without handling of a silo without agents.
  Scenario scenario = plain({{"order", {"out"}}});
  scenario.segments[0].arrivals = 10;
  SiloLoad const load = loads_of(scenario).at(0);
  EXPECT_FALSE(load.limited);
  EXPECT_NEAR(load.visits, 10, 1e-12);
  EXPECT_EQ(load.offered, 0);
}

TEST(Load, AnOpenNetworkOfSixSilos) {
  // Arrival rates by the traffic equations, re-typed from the workload's own solution (per minute; here per day).
  Scenario scenario;
  struct Station {
    char const* name;
    int agents;
    double handling;
    std::vector<std::pair<std::string, double>> next;
    double utilisation;
  };
  std::vector<Station> const stations{
      {"web", 40, 35.057, {{"sales", 0.45}, {"support", 0.1}, {"out", 0.45}}, 0.950009061404843},
      {"sales", 10, 13.086, {{"web", 0.1}, {"fulfil", 0.6}, {"out", 0.3}}, 0.9000311344261858},
      {"fulfil", 20, 38.082, {{"support", 0.2}, {"billing", 0.7}, {"out", 0.1}}, 0.8499996574043281},
      {"support",
       5,
       11.857,
       {{"fulfil", 0.1}, {"retention", 0.15}, {"billing", 0.1}, {"out", 0.65}},
       0.8000137261095224},
      {"billing", 2, 4.0437, {{"support", 0.1}, {"out", 0.9}}, 0.7000036678626876},
      {"retention", 1, 11.857, {{"web", 0.3}, {"support", 0.1}, {"out", 0.6}}, 0.600010294582142}};
  for (Station const& each : stations) {
    scenario.silos.push_back(silo(each.name));
    scenario.silos.back().agents = each.agents;
    std::vector<Route> next;
    for (auto const& [to, share] : each.next) next.push_back(route(to, share));
    scenario.touchpoints.push_back(touchpoint(each.name, each.name, next));
    scenario.touchpoints.back().handling = Distribution::exponential(each.handling / 1440);
  }
  scenario.exits = {exit_to("out", Exit::Kind::end)};
  std::vector<std::pair<std::string, double>> const sources{{"web", 1.0}, {"sales", 0.2}, {"support", 0.1}};
  for (auto const& [entry, rate] : sources) {
    scenario.segments.push_back(segment("to_" + entry, entry));
    scenario.segments.back().arrivals = rate * 1440;
  }
  std::vector<SiloLoad> const loads = loads_of(scenario);
  for (std::size_t i = 0; i < stations.size(); ++i) {
    EXPECT_NEAR(loads[i].load(), stations[i].utilisation, 1e-12) << stations[i].name;
  }
}

}  // namespace
}  // namespace silowalk
