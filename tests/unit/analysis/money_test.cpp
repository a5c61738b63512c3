#include "engine/analysis/whatif/money.h"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "engine/analysis/whatif/series_store.h"
#include "engine/base/complaint.h"
#include "engine/experiment/run.h"
#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"

namespace silowalk {
namespace {

std::string const company = R"(
name = "Three desks"
[horizon]
months = 3
[segment.all]
customers = 200
entry     = "front"
[silo.shop]
agents = 2
[silo.back]
agents = 3
shifts = [ { days = "mon-fri", hours = "09:00-17:00", agents = 2 }, { days = "sat", hours = "09:00-12:00" } ]
[silo.web]
[touchpoint.front]
silo    = "shop"
success = 0.8
revenue = 10
next = [ { to = "site", after = "10 days" } ]
[touchpoint.site]
silo = "web"
next = [ { to = "front", after = "0.5 days" } ]
[touchpoint.desk]
silo    = "back"
handling = "5 min"
success = 0.5
next = [ { to = "front", after = "0.5 days" } ]
[exit.gone]
[initiative.helps]
owner   = "web"
effects = [ { on = "touchpoint.front.success", log_odds = 0.5 } ]
)";

Scenario scenario() { return parse_scenario(company, "desks.toml"); }

Place quality(std::string const& touchpoint) { return {Place::Kind::touchpoint_quality, touchpoint, ""}; }
Place agents(std::string const& silo) { return {Place::Kind::silo_agents, silo, silo}; }

TEST(Money, AUnitOfQualityIsATenthOfLogOdds) {
  // logit(.8) = log 4: one more is 4 e^.1 / (1 + 4 e^.1).
  EXPECT_NEAR(nudged(scenario(), quality("front"), 1, 0.1)->touchpoints[0].success,
              4 * std::exp(0.1) / (1 + 4 * std::exp(0.1)), 1e-12);
  EXPECT_NEAR(nudged(scenario(), quality("front"), -1, 0.1)->touchpoints[0].success,
              4 * std::exp(-0.1) / (1 + 4 * std::exp(-0.1)), 1e-12);
  EXPECT_FALSE(nudged(scenario(), quality("site"), 1, 0.1)) << "what always succeeds cannot be better";
  EXPECT_FALSE(nudged(scenario(), quality("site"), -1, 0.1));
}

TEST(Money, AnAgentCountsInEveryShift) {
  Scenario const more = *nudged(scenario(), agents("back"), 1, 0.1);
  EXPECT_EQ(more.silos[1].agents, 4);
  EXPECT_EQ(more.silos[1].shifts[0].agents, 3);
  EXPECT_FALSE(more.silos[1].shifts[1].agents);
  EXPECT_FALSE(nudged(scenario(), agents("web"), 1, 0.1)) << "a silo without agents";
  Scenario one = *nudged(scenario(), agents("shop"), -1, 0.1);
  EXPECT_EQ(one.silos[0].agents, 1);
  EXPECT_FALSE(nudged(one, agents("shop"), -1, 0.1)) << "its last agent";
}

TEST(Money, TriesEveryPlaceAndEveryInitiative) {
  MoneyPlan const plan = plan_money(scenario(), 1, 4);
  std::vector<std::string> names;
  for (PlannedScenario const& each : plan.plan.scenarios) names.push_back(each.name);
  EXPECT_EQ(names, (std::vector<std::string>{
                       "as it is", "one more unit of quality at front", "one less unit of quality at front",
                       "one more unit of quality at desk", "one less unit of quality at desk",
                       "one more unit of quality at silo shop", "one less unit of quality at silo shop",
                       "one more unit of quality at silo back", "one less unit of quality at silo back",
                       "one more agent in shop", "one less agent in shop", "one more agent in back",
                       "one less agent in back", "nothing taken on", "only helps"}));
  EXPECT_EQ(plan.plan.scenarios.back().scenario.initiatives[0].start, 0.0);
  EXPECT_FALSE(plan.plan.scenarios[*plan.nothing].scenario.initiatives[0].start);
}

/// A plan of silos with agents only, and what the measure would be.
MoneyPlan three_silos() {
  MoneyPlan plan;
  plan.plan.scenarios.resize(7);
  std::size_t next = 1;
  for (std::string const name : {"a", "b", "c"}) {
    plan.places.push_back({agents(name), next, next + 1});
    next += 2;
  }
  return plan;
}

TEST(Reallocation, TakesTheBestPairByHand) {
  // One more: a 30, b 5, c 12. One less: a -40, b -4, c -20. Best pair: to a from b, 26; then nothing is left for c.
  std::vector<Series> const measure{{100, 200}, {130, 230}, {60, 160}, {105, 205}, {96, 196}, {112, 212}, {80, 180}};
  Reallocation const found = suggest_reallocation(three_silos(), measure);
  ASSERT_EQ(found.moves.size(), 1U);
  EXPECT_EQ(found.moves[0].from, "b");
  EXPECT_EQ(found.moves[0].to, "a");
  EXPECT_DOUBLE_EQ(*found.predicted.mean, 26);
}

TEST(Reallocation, NoneWhereNothingIsWonByIt) {
  std::vector<Series> const measure{{100, 200}, {105, 205}, {90, 190}, {105, 205}, {90, 190}, {105, 205}, {90, 190}};
  Reallocation const found = suggest_reallocation(three_silos(), measure);
  EXPECT_TRUE(found.moves.empty());
  EXPECT_EQ(*found.predicted.mean, 0);
}

TEST(Reallocation, KeepsTheHeads) {
  Scenario const moved = reallocated(scenario(), {{"back", "shop"}});
  EXPECT_EQ(moved.silos[0].agents, 3);
  EXPECT_EQ(moved.silos[1].agents, 2);
  EXPECT_EQ(moved.silos[1].shifts[0].agents, 1);
}

TEST(Reallocation, AMoveThatCannotBeIsAnError) {
  EXPECT_THROW(reallocated(scenario(), {{"web", "shop"}}), std::invalid_argument) << "it has no agents";
  EXPECT_THROW(reallocated(scenario(), {{"shop", "nowhere"}}), std::invalid_argument);
  EXPECT_THROW(reallocated(scenario(), {{"shop", "back"}, {"shop", "back"}}), std::invalid_argument)
      << "its last agent";
}

TEST(Money, AChangedValueHasNoRangeAnyMore) {
  Scenario ranged = scenario();
  ranged.touchpoints[0].range = {{"success", 0.8, 0.8}, {"revenue", 5, 15}};
  ranged.silos[0].range = {{"agents", 2, 2}};
  Scenario const better = *nudged(ranged, quality("front"), 1, 0.1);
  EXPECT_EQ(better.touchpoints[0].range, (std::vector<PlausibleRange>{{"revenue", 5, 15}}));
  EXPECT_NO_THROW(parse_scenario(print_scenario(better), "better"));
  EXPECT_NO_THROW(parse_scenario(print_scenario(*nudged(ranged, agents("shop"), 1, 0.1)), "larger"));
}

TEST(Initiatives, GoodForTheOwnerAndBadForTheCompany) {
  MoneyPlan plan;
  Scenario company_of_two;
  company_of_two.silos.resize(2);
  company_of_two.silos[0].name = "a";
  company_of_two.silos[1].name = "b";
  plan.plan.scenarios = {plan_scenario("as it is", company_of_two, 1)};
  plan.nothing = 1;
  plan.initiatives = {{"polish", "b", 2}, {"mend", "b", 3}, {"blind", "a", 2}};
  std::vector<Series> const measure{{0, 0, 0}, {100, 110, 120}, {90, 99, 112}, {104, 115, 123}};
  std::vector<std::vector<Series>> const scores{{{}, {}},
                                                {{std::nullopt, std::nullopt, std::nullopt}, {5, 5.1, 5.2}},
                                                {{std::nullopt, std::nullopt, std::nullopt}, {5.5, 5.7, 5.6}},
                                                {{std::nullopt, std::nullopt, std::nullopt}, {5.5, 5.7, 5.6}}};
  std::vector<InitiativeJudged> const judged = judge_initiatives(plan, measure, scores);
  EXPECT_TRUE(judged[0].good_for_owner_bad_for_company);
  EXPECT_FALSE(judged[1].good_for_owner_bad_for_company);
  EXPECT_FALSE(judged[2].good_for_owner_bad_for_company) << "a has no score";
  EXPECT_FALSE(judged[2].own_score.mean);
  EXPECT_NEAR(*judged[0].measure.mean, -29.0 / 3, 1e-12);
}

TEST(Money, OfQualityInALinearCompanyInClosedForm) {
  // Everybody visits at the start and every 10 days up to day 30: four visits each, 10 for a success, nobody leaves.
  Scenario const linear = parse_scenario(R"(
[horizon]
months = 1
length = "31 days"
[segment.all]
customers = 500
start = "entry"
entry = "front"
[silo.shop]
[touchpoint.front]
silo    = "shop"
success = 0.8
revenue = 10
next = [ { to = "front", after = "10 days" } ]
)",
                                         "linear.toml");
  MoneyPlan const plan = plan_money(linear, 5, 60);
  std::vector<Model> models;
  std::vector<std::vector<NamedOutput>> outputs;
  for (PlannedScenario const& each : plan.plan.scenarios) {
    models.emplace_back(each.scenario);
    outputs.push_back({NamedOutput("revenue", {}, frame_of(each.scenario, models.back().axes()))});
  }
  SeriesStore store(plan.plan, outputs);
  run(plan.plan, models, store, {2});
  std::vector<Series> measure;
  for (auto const& each : store.take()) measure.push_back(each.front());
  Marginal const front = marginals(plan, measure).front();
  auto const success = [](double more) { return 4 * std::exp(more) / (1 + 4 * std::exp(more)); };
  // Two comparisons; |t| with 59 degrees of freedom exceeds 4.5 with probability 3e-5.
  double const visits = 500 * 4;
  EXPECT_NEAR(*front.more->mean, visits * 10 * (success(0.1) - 0.8), 4.5 * *front.more->standard_error);
  EXPECT_NEAR(*front.less->mean, visits * 10 * (success(-0.1) - 0.8), 4.5 * *front.less->standard_error);
  EXPECT_GT(*front.more->low, 0);
  // A silo with one touchpoint is that touchpoint.
  EXPECT_EQ(*marginals(plan, measure)[1].more->mean, *front.more->mean);
}

TEST(Money, NothingToFollowIsSaid) {
  Scenario bare = parse_scenario(R"(
[segment.all]
entry = "site"
[silo.web]
[touchpoint.site]
silo = "web"
next = [ { to = "gone" } ]
[exit.gone]
)",
                                 "bare.toml");
  EXPECT_THROW(plan_money(bare, 1, 2), InvalidInput);
}

}  // namespace
}  // namespace silowalk
