#include "engine/analysis/audit/silo_card.h"

#include "engine/analysis/audit/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/complaint.h"
#include "engine/scenario/read.h"

namespace silowalk {
namespace {

using testing::ElementsAre;

/// A bill, then a call; two silos, work of each, and one guardrail of every kind.
Scenario company() {
  return parse_scenario(R"(
[horizon]
months = 12

[segment.all]
customers = 1000
entry     = "bill"
revenue   = "10 per month"
memory    = "100 days"
churn     = { rate = "0.001 per month", sensitivity = 0.5 }

[silo.billing]
budget = "12000 per year"
rule   = "own-score"

[silo.care]
agents = 4
budget = "24000 per year"

[touchpoint.bill]
silo = "billing"
next.success = [ { to = "call", after = "15 days", handoff = 0.5 } ]

[touchpoint.call]
silo     = "care"
success  = 0.5
handling = "1 h"
trust    = { loss = 0.5, handoff = 0.25 }
survey   = { response = 0.2 }
next.success = [ { to = "bill", after = "15 days" } ]
next.failure = [ { to = "bill", after = "15 days" } ]

[initiative.train]
owner    = "care"
sponsor  = "head of care"
effort   = { care = 1 }
duration = "3 months"
start    = "month 2"
effects  = [ { on = "touchpoint.call.success", log_odds = 0.5 } ]

[initiative.explain]
owner   = "billing"
effort  = { care = 0.5 }
cost    = { once = 9000 }
effects = [ { on = "touchpoint.bill.next.success.call.handoff", log_odds = -1 } ]

[goal.help]
owner       = "board"
target      = { output = "touchpoint.call.failure_rate", below = 0.4 }
initiatives = ["train"]

[goal.keep]
owner       = "board"
target      = { output = "churn_rate", below = 0.1 }
initiatives = ["explain"]

[guardrail.calm]
output = "silo.care.load"
below  = 0.9

[guardrail.thrift]
silo  = "billing"
spend = "10000 per year"

[guardrail.churn]
output = "churn_rate"
below  = 0.5

[organisation]
priorities = [ { level = "board", order = ["keep", "help"] }, { level = "floor", order = ["train", "keep"] } ]
seams      = [ { from = "billing", to = "care", owner = "head of care" } ]
)",
                        "company.toml");
}

std::vector<std::string> names(std::vector<Guardrail> const& rails) {
  std::vector<std::string> result;
  for (Guardrail const& each : rails) result.push_back(each.name);
  return result;
}

std::vector<std::string> names(std::vector<SiloCard::Target> const& goals) {
  std::vector<std::string> result;
  for (SiloCard::Target const& each : goals) result.push_back(each.goal.name);
  return result;
}

SiloCard card(std::string const& silo) {
  Scenario const scenario = company();
  return silo_card(scenario, audit(scenario), silo);
}

TEST(SiloCard, OfCareByHand) {
  SiloCard const care = card("care");
  EXPECT_EQ(care.rule, Rule::plan);
  ASSERT_EQ(care.work.size(), 1u);
  EXPECT_EQ(care.work[0].initiative.name, "train");
  EXPECT_THAT(care.work[0].goals, ElementsAre("help"));
  ASSERT_EQ(care.elsewhere.size(), 1u);  // it takes half an agent of care
  EXPECT_EQ(care.elsewhere[0].initiative.name, "explain");
  EXPECT_THAT(names(care.goals), ElementsAre("help"));
  EXPECT_TRUE(care.goals[0].of_outcome);
  EXPECT_THAT(names(care.guardrails), ElementsAre("calm", "churn"));
  // Of the board's and the floor's lists, what care works on: train is 3rd and 1st, help 2nd and 3rd.
  ASSERT_EQ(care.priorities.size(), 2u);
  EXPECT_EQ(care.priorities[0].name, "train");
  EXPECT_EQ(care.priorities[0].mean_rank, 2);
  EXPECT_EQ(care.priorities[1].mean_rank, 2.5);
  ASSERT_EQ(care.places.size(), 1u);
  EXPECT_TRUE(care.places[0].surveyed);
  EXPECT_DOUBLE_EQ(care.places[0].at_stake, care.coverage.all.at_stake);
  EXPECT_THAT(care.places[0].by, ElementsAre("train"));
  ASSERT_EQ(care.seams.size(), 2u);  // from billing and back
  EXPECT_EQ(care.seams[0].owner, "head of care");
}

TEST(SiloCard, OfBillingByHand) {
  SiloCard const billing = card("billing");
  EXPECT_EQ(billing.rule, Rule::own_score);
  EXPECT_THAT(names(billing.guardrails), ElementsAre("thrift", "churn"));
  EXPECT_THAT(names(billing.goals), ElementsAre("keep"));
  EXPECT_FALSE(billing.goals[0].of_outcome);  // the company's churn; its own work is named
  EXPECT_TRUE(billing.elsewhere.empty());
  EXPECT_FALSE(billing.places[0].surveyed);
}

TEST(SiloCard, AnUnknownSiloIsGuessedAt) {
  try {
    card("cair");
    FAIL() << "there is no such silo";
  } catch (InvalidInput const& error) {
    EXPECT_EQ(error.complaints().front().guess, "care");
  }
}

}  // namespace
}  // namespace silowalk
