#include "engine/analysis/results/goals.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/unit/statistics/toy_tally.h"

namespace silowalk {
namespace {

Goal goal(std::string name, std::string output, std::optional<double> below, std::string parent = "") {
  Goal made;
  made.name = std::move(name);
  made.output = std::move(output);
  made.below = below;
  made.parent = std::move(parent);
  return made;
}

Guardrail guardrail(std::string name, std::string output, double below) {
  Guardrail made;
  made.name = std::move(name);
  made.output = std::move(output);
  made.below = below;
  return made;
}

/// Series by output and window, "lost 0-3"; what is not there is a mistake of the test.
SeriesOf from(std::map<std::string, Series> series) {
  return [series = std::move(series)](std::vector<NamedOutput> const& outputs) {
    std::vector<Series> found;
    for (NamedOutput const& each : outputs) {
      Window const& window = each.window();
      std::string key = each.name();
      if (window.to) key += " " + std::to_string(window.from) + "-" + std::to_string(*window.to);
      found.push_back(series.at(key));
    }
    return found;
  };
}

TEST(Goals, ChanceIsTheShareOfReplicationsWithWilsonsInterval) {
  // Newcombe 1998, table I, method 3: 15 of 148 is .0624 to .1605.
  Series lost;
  for (int i = 0; i < 148; ++i) lost.emplace_back(i < 15 ? 99 : 100);
  Scenario scenario;
  scenario.goals = {goal("keep", "lost", 100)};  // "below": 100 itself does not meet it
  GoalsAnswer const found = answer_goals(scenario, toy::frame(), from({{"lost", lost}}));
  ASSERT_EQ(found.goals.size(), 1u);
  EXPECT_EQ(found.goals[0].met.times, 15);
  EXPECT_EQ(found.goals[0].met.of, 148);
  EXPECT_NEAR(found.goals[0].met.interval.low, 0.0624, 5e-5);
  EXPECT_NEAR(found.goals[0].met.interval.high, 0.1605, 5e-5);
  EXPECT_TRUE(found.sums.empty());
}

TEST(Goals, ReplicationsWithoutAValueAreNoTrials) {
  Scenario scenario;
  scenario.goals = {goal("heard", "silo.care.survey_mean", 8)};
  GoalsAnswer const found =
      answer_goals(scenario, toy::frame(), from({{"silo.care.survey_mean", {7, std::nullopt, 9, 6}}}));
  EXPECT_EQ(found.goals[0].met.times, 2);
  EXPECT_EQ(found.goals[0].met.of, 3);
}

TEST(Goals, WhatHasNoOutputSaysWhy) {
  Scenario scenario;
  scenario.goals = {goal("x", "chrun_rate", 1)};
  scenario.guardrails = {guardrail("y", "silo.nobody.load", 1)};
  GoalsAnswer const found = answer_goals(scenario, toy::frame(), from({}));
  EXPECT_FALSE(found.goals[0].why_not.empty());
  EXPECT_FALSE(found.guardrails[0].why_not.empty());
  EXPECT_EQ(found.goals[0].met.of, 0);
}

TEST(GoalTree, ParentsComeFirstAndCirclesLast) {
  Scenario scenario;
  scenario.goals = {goal("leaf", "lost", 1, "branch"), goal("ring_a", "lost", 1, "ring_b"),
                    goal("ring_b", "lost", 1, "ring_a"), goal("branch", "lost", 1, "root"), goal("root", "lost", 1)};
  GoalsAnswer const found = answer_goals(scenario, toy::frame(), from({{"lost", {1}}}));
  std::vector<std::string> names;
  std::vector<std::size_t> depths;
  for (GoalAnswer const& each : found.goals) {
    names.push_back(each.goal.name);
    depths.push_back(each.depth);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"root", "branch", "leaf", "ring_a", "ring_b"}));
  EXPECT_EQ(depths, (std::vector<std::size_t>{0, 1, 2, 0, 0}));
}

/// keep = lost by both segments; three replications.
GoalSum sum_of(double keep, double privately, double in_business, double lost_elsewhere = 0) {
  Scenario scenario;
  scenario.goals = {goal("keep", "lost", keep), goal("p", "segment.private.lost", privately, "keep"),
                    goal("b", "segment.business.lost", in_business, "keep")};
  GoalsAnswer const found =
      answer_goals(scenario, toy::frame(),
                   from({{"lost", {30 + lost_elsewhere, 40 + lost_elsewhere, 50 + lost_elsewhere}},
                         {"segment.private.lost", {10, 15, 20}},
                         {"segment.business.lost", {20, 25, 30}}}));
  EXPECT_EQ(found.sums.size(), 1u);
  return found.sums.front();
}

TEST(GoalTree, SaysWhereChildrenDoNotAddUp) {
  GoalSum const fine = sum_of(45, 18, 27);
  EXPECT_EQ(fine.kind, GoalSum::Kind::adds_up);
  EXPECT_EQ(fine.children, (std::vector<std::string>{"p", "b"}));
  EXPECT_EQ(*fine.gap.mean, 0);
  EXPECT_EQ(fine.children_met, 2);
  EXPECT_EQ(fine.parent_missed, 0);

  GoalSum const loose = sum_of(45, 18, 30);  // 18 + 30 are 3 more than 45
  EXPECT_EQ(loose.kind, GoalSum::Kind::targets_fall_short);
  EXPECT_DOUBLE_EQ(loose.target_gap, 3);

  GoalSum const partial = sum_of(45, 18, 27, 7);  // the children are not all of it: 7 are lost elsewhere
  EXPECT_EQ(partial.kind, GoalSum::Kind::outputs_differ);
  EXPECT_DOUBLE_EQ(*partial.gap.mean, -7);
  EXPECT_EQ(partial.children_met, 2);
  EXPECT_EQ(partial.parent_missed, 1);  // 15 + 25 are within theirs, 47 is not below 45
}

TEST(GoalTree, RatesHaveNoSumAndAreCounted) {
  Scenario scenario;
  scenario.goals = {goal("keep", "churn_rate", 0.2), goal("p", "segment.private.churn_rate", 0.3, "keep")};
  GoalsAnswer const found =
      answer_goals(scenario, toy::frame(),
                   from({{"churn_rate", {0.1, 0.25, 0.1}}, {"segment.private.churn_rate", {0.2, 0.2, 0.4}}}));
  EXPECT_EQ(found.sums[0].kind, GoalSum::Kind::no_sum);
  EXPECT_EQ(found.sums[0].children_met, 2);
  EXPECT_EQ(found.sums[0].parent_missed, 1);
}

TEST(Guardrails, BreachesOverTheHorizonAndByMonth) {
  Scenario scenario;
  scenario.guardrails = {guardrail("load", "silo.care.load", 0.9)};
  GoalsAnswer const found = answer_goals(scenario, toy::frame(),
                                         from({{"silo.care.load", {0.8, 0.95}},
                                               {"silo.care.load 0-1", {0.7, 0.95}},
                                               {"silo.care.load 1-2", {0.8, 0.90}},  // the limit itself breaks it
                                               {"silo.care.load 2-3", {0.91, 0.85}}}));
  GuardrailAnswer const& answer = found.guardrails.front();
  EXPECT_EQ(answer.breached.times, 1);
  EXPECT_EQ(answer.breached.of, 2);
  ASSERT_TRUE(answer.months);
  EXPECT_DOUBLE_EQ(*answer.months->mean, 0.5);  // 1/3 and 2/3
}

TEST(Guardrails, ThoseOnDecisionsAreListedAndAskNothing) {
  Scenario scenario;
  scenario.guardrails = {guardrail("load", "silo.care.load", 0.9), Guardrail{}};
  scenario.guardrails[1].name = "thrift";
  scenario.guardrails[1].spend = 10.0;
  GoalsAnswer const found = answer_goals(scenario, toy::frame(),
                                         from({{"silo.care.load", {0.8}},
                                               {"silo.care.load 0-1", {0.7}},
                                               {"silo.care.load 1-2", {0.8}},
                                               {"silo.care.load 2-3", {0.9}}}));
  EXPECT_EQ(found.guardrails.size(), 1u);
  ASSERT_EQ(found.hard.size(), 1u);
  EXPECT_EQ(found.hard[0].name, "thrift");
}

TEST(Guardrails, PercentilesOfWaitsHaveNoMonths) {
  Scenario scenario;
  scenario.guardrails = {guardrail("wait", "touchpoint.care_call.wait_p90", 0.9)};
  GoalsAnswer const found =
      answer_goals(scenario, toy::frame(), from({{"touchpoint.care_call.wait_p90", {0.8, 0.95}}}));
  EXPECT_EQ(found.guardrails.front().breached.times, 1);
  EXPECT_FALSE(found.guardrails.front().months);
}

}  // namespace
}  // namespace silowalk
