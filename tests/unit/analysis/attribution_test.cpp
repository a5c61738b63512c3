#include "engine/analysis/whatif/attribution.h"

#include <gtest/gtest.h>

#include "engine/analysis/whatif/series_store.h"
#include "engine/experiment/run.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/unit/analysis/two_desks.h"

namespace silowalk {
namespace {

std::string const company = toy::desks();
std::vector<Override> const in_small_and_discounted{{"horizon.discount", "8 % per year", "here"},
                                                    {"horizon.months", "3", "here"},
                                                    {"segment.all.customers", "60", "here"},
                                                    {"segment.all.arrivals", "0.5 per day", "here"}};

std::string const set = R"(
[lever.left]
set = { touchpoint.left.success = 0.95 }
[lever.right]
set = { touchpoint.right.success = 0.95 }
[lever.sign]
set = { silo.a.title = "Left desk" }
)";

Attribution attributed(AttributionPlan const& plan, std::string const& output) {
  std::vector<Model> models;
  std::vector<std::vector<NamedOutput>> outputs;
  for (PlannedScenario const& each : plan.plan.scenarios) {
    models.emplace_back(each.scenario);
    outputs.push_back({NamedOutput(output, {}, frame_of(each.scenario, models.back().axes()))});
  }
  SeriesStore store(plan.plan, outputs);
  run(plan.plan, models, store, {2});
  std::vector<Series> worth;
  for (auto const& each : store.take()) worth.push_back(each.front());
  return attribute(plan, worth, outputs.front().front().kind());
}

TEST(Attribution, OfASimulatedCompanyAddsUpAndADummyIsExactlyNothing) {
  Levers const levers({company, "company.toml", set, "set.toml"}, in_small_and_discounted, {}, nullptr);
  AttributionPlan const plan = plan_attribution(levers, 7, 10);
  ASSERT_EQ(plan.plan.scenarios.size(), 8U);
  EXPECT_EQ(plan.plan.scenarios[0].name, "(none)");
  EXPECT_EQ(plan.plan.scenarios[7].name, "left + right + sign");
  for (std::string const output : {"value_at_close", "lost", "revenue", "churn_rate"}) {
    Attribution const found = attributed(plan, output);
    EXPECT_EQ(found.replications, 10);
    EXPECT_EQ(found.shares[0].rounded + found.shares[1].rounded + found.shares[2].rounded, found.rounded_total);
    EXPECT_EQ(*found.shares[2].share.mean, 0) << output;
    EXPECT_EQ(*found.shares[2].share.standard_error, 0) << output;
    EXPECT_NE(*found.shares[0].share.mean, 0) << output;
  }
  EXPECT_LT(*attributed(plan, "lost").shares[0].share.mean, 0);
}

TEST(Attribution, SampledOrdersOfTwoLeversAndTheirReversesAreAllOrders) {
  Levers const levers({company, "company.toml", set, "set.toml"}, in_small_and_discounted, {"left", "right"}, nullptr);
  Attribution const all = attributed(plan_attribution(levers, 7, 6), "value_at_close");
  AttributionPlan const sampled = plan_attribution(levers, 7, 6, 2);
  EXPECT_EQ(sampled.orders.size(), 4U);
  Attribution const some = attributed(sampled, "value_at_close");
  for (std::size_t i = 0; i < 2; ++i) EXPECT_EQ(all.shares[i].rounded, some.shares[i].rounded);
  EXPECT_EQ(all.rounded_total, some.rounded_total);
}

/// In small, so that it is quick.
Tally in_small(Scenario scenario) {
  for (Segment& segment : scenario.segments) {
    segment.customers /= 50;
    segment.arrivals /= 50;
  }
  return simulate(Model(scenario), 3, 0);
}

TEST(ShippedLevers, TheFourCulpritsTogetherAreTheStepsOfTheTelecom) {
  std::string const folder = std::string(SILOWALK_SOURCE_DIR) + "/scenarios/";
  Levers const levers =
      read_levers(folder + "telecom/status-quo.toml", {}, folder + "levers/four_culprits.toml", {}, nullptr);
  ASSERT_EQ(levers.levers().size(), 4U);
  std::string const steps[] = {"status-quo", "step-1-one-table", "step-2-room-to-work", "step-3-promises-kept",
                               "step-4-every-quarter"};
  Coalition on = 0;
  for (std::size_t i = 0; i < std::size(steps); ++i) {
    EXPECT_EQ(in_small(levers.with(on)), in_small(read_scenario(folder + "telecom/" + steps[i] + ".toml"))) << steps[i];
    on |= Coalition{1} << i;
  }
}

}  // namespace
}  // namespace silowalk
