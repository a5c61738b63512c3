#include "engine/analysis/whatif/counterfactual.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/analysis/whatif/series_store.h"
#include "engine/experiment/run.h"
#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/unit/analysis/two_desks.h"

namespace silowalk {
namespace {

using toy::desks;

/// One touchpoint where everybody fails once and then dwells: nobody leaves but quietly.
std::string const quiet = R"(
[horizon]
months = 1
length = "30 days"
[segment.all]
customers = 4000
start = "entry"
entry = "bad"
churn = { rate = "0.6 per month", sensitivity = 1 }
[silo.only]
[touchpoint.bad]
silo = "only"
success = 0
trust = { loss = 0.7 }
next.failure = [ { to = "bad", after = "90 days" } ]
[exit.gone]
)";

Tally ran(std::string const& text, std::vector<std::string> const& changes = {}, std::uint32_t replication = 0) {
  std::vector<Override> overrides;
  for (std::string const& change : changes) overrides.push_back(parse_override(change));
  return simulate(Model(parse_scenario(text, "desks.toml", overrides)), 7, replication);
}

TEST(Losses, WrittenAsTheyAreChangeNothing) {
  EXPECT_EQ(ran(desks()), ran(desks(), {"silo.a.losses=1", "silo.b.losses=1"}));
}

TEST(Losses, OfAllNilIsACompanyWhereNothingCostsTrust) {
  std::vector<std::string> by_hand;
  for (std::string const touchpoint : {"left", "right"})
    for (std::string const key : {"loss", "wait", "handoff"})
      if (touchpoint == "left" || key != "wait") by_hand.push_back("touchpoint." + touchpoint + ".trust." + key + "=0");
  EXPECT_EQ(ran(desks(), {"silo.a.losses=0", "silo.b.losses=0"}), ran(desks(), by_hand));
}

TEST(Losses, OfOneSiloAreThoseOfItsTouchpointsAndOfItsHandoffs) {
  // A context lost on the way to `right` was lost by a, which handed over: its loss is right's trust.handoff.
  EXPECT_EQ(ran(desks(), {"silo.a.losses=0"}),
            ran(desks(),
                {"touchpoint.left.trust.loss=0", "touchpoint.left.trust.wait=0", "touchpoint.right.trust.handoff=0"}));
  EXPECT_EQ(ran(desks(), {"silo.b.losses=0"}),
            ran(desks(), {"touchpoint.right.trust.loss=0", "touchpoint.left.trust.handoff=0"}));
}

TEST(Losses, Halved) {
  EXPECT_EQ(ran(desks(), {"silo.b.losses=0.5"}),
            ran(desks(), {"touchpoint.right.trust.loss=0.3", "touchpoint.left.trust.handoff=0.2"}));
}

TEST(Losses, NothingIsAttributedToASiloThatCostsNothing) {
  // Of quiet churn: a customer who takes a churn route after a failure is still put down to the silo that failed.
  EXPECT_GT(ran(quiet).at(0, 0, SiloField::churn_attributed), 0);
  EXPECT_EQ(ran(quiet, {"silo.only.losses=0"}).at(0, 0, SiloField::churn_attributed), 0);
}

TEST(Losses, CountFromMonthZeroOn) {
  // The warm-up is the same: so are the customers there at month 0.
  std::string const warm = desks();
  Tally const as_it_was = ran(warm, {"horizon.warm_up=3 months"});
  Tally const without = ran(warm, {"horizon.warm_up=3 months", "silo.a.losses=0", "silo.b.losses=0"});
  EXPECT_EQ(as_it_was.drift, without.drift);
  EXPECT_EQ(as_it_was.at(0, 0, SegmentField::customers_open), without.at(0, 0, SegmentField::customers_open));
  EXPECT_NE(as_it_was, without);
}

CounterfactualAccount account_of(std::string const& text, std::uint32_t replications) {
  Plan plan;
  plan.seed = 3;
  plan.replications = replications;
  Scenario const base = parse_scenario(text, "desks.toml");
  plan.scenarios.push_back(plan_scenario("as it is", base, plan.seed));
  CounterfactualPlan const found = add_counterfactuals(plan, 0);
  std::vector<Model> models;
  std::vector<std::vector<NamedOutput>> outputs;
  for (PlannedScenario const& each : plan.scenarios) {
    models.emplace_back(each.scenario);
    auto& named = outputs.emplace_back();
    for (std::string const& name : counterfactual_outputs(base))
      named.emplace_back(name, Window{}, frame_of(each.scenario, models.back().axes()));
  }
  SeriesStore store(plan, outputs);
  run(plan, models, store, {2});
  return counterfactuals(found, store.take(), 0);
}

TEST(Counterfactual, NobodyWouldHaveStayedWhereTrustMovesNothing) {
  std::string text = desks();
  text.replace(text.find("sensitivity = 0.9"), 17, "sensitivity = 0");
  for (std::size_t at = text.find("elasticity = -0.8"); at != std::string::npos; at = text.find("elasticity = -0.8"))
    text.replace(at, 17, "elasticity = 0");
  CounterfactualAccount const found = account_of(text, 4);
  for (Counterfactual const& each : found.silos) {
    EXPECT_EQ(*each.stayed.mean, 0) << each.silo;
    EXPECT_EQ(*each.regained.mean, 0);
  }
  EXPECT_EQ(*found.all.stayed.mean, 0);
}

TEST(Counterfactual, StandsBesideTheAccount) {
  CounterfactualAccount const found = account_of(desks(), 30);
  ASSERT_EQ(found.silos.size(), 2U);
  EXPECT_EQ(found.silos[0].silo, "a");
  for (Counterfactual const& each : found.silos) {
    EXPECT_GT(*each.attributed.low, 0) << each.silo;
    EXPECT_GT(*each.stayed.low, 0) << each.silo;
    EXPECT_NEAR(*each.beyond.mean, *each.stayed.mean - *each.attributed.mean, 1e-9);
  }
  EXPECT_GT(*found.all.stayed.mean, *found.silos[0].stayed.mean);
  // The books add up: what is put down to silos, and the baseline, is all that was lost.
  EXPECT_NEAR(*found.baseline.mean + *found.all.attributed.mean, *found.lost.mean, 1e-6);
}

/// One silo, one touchpoint, no memory, everybody fails at once and then dwells: the account's fraction 1 - h0/h is
/// exact, and so is the counterfactual, by two exponentials.
TEST(Counterfactual, BothAnswersInClosedForm) {
  CounterfactualAccount const found = account_of(quiet, 40);
  double const hazard = 0.6 / (365.25 / 12);
  double const lost = 4000 * (1 - std::exp(-hazard * std::exp(0.7) * 30));
  double const baseline = 4000 * (1 - std::exp(-hazard * 30));
  Counterfactual const& only = found.silos[0];
  // Three comparisons, |t| with 39 degrees of freedom beyond 4.5: 6e-5 each.
  EXPECT_NEAR(*found.lost.mean, lost, 4.5 * *found.lost.standard_error);
  EXPECT_NEAR(*only.stayed.mean, lost - baseline, 4.5 * *only.stayed.standard_error);
  EXPECT_NEAR(*only.attributed.mean, lost * (1 - std::exp(-0.7)), 4.5 * *only.attributed.standard_error);
}

}  // namespace
}  // namespace silowalk
