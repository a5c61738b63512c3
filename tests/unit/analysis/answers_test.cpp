#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/analysis/questions.h"

namespace silowalk {
namespace {

using ::testing::ElementsAre;

TEST(Answers, LeversAreAttributedValueAndCustomersUnlessToldOtherwise) {
  toy::FakeEvaluator fake{toy::worth_of_levers};
  auto const answer = answer_attribution(toy::lever_question(), fake.evaluator());
  ASSERT_TRUE(answer && answer->levers);
  ASSERT_EQ(fake.asked.size(), 1U);
  EXPECT_THAT(fake.asked[0].outputs, ElementsAre("value_at_close", "lost"));
  EXPECT_EQ(answer->levers->coalitions, 4U);
  EXPECT_EQ(answer->levers->orders, 0U);
  EXPECT_EQ(answer->basis.scenarios, 4U);
  EXPECT_EQ(answer->basis.seed, 7U);
  EXPECT_FALSE(answer->silos);
  Attribution const& found = answer->levers->outputs[0].attribution;
  EXPECT_DOUBLE_EQ(*found.shares[0].share.mean, 12);  // 10, or 14 when it comes last
  EXPECT_DOUBLE_EQ(*found.shares[1].share.mean, 22);
}

TEST(Answers, LevelsOfACountAreNotBelowZero) {
  toy::FakeEvaluator fake{[](std::string const&, std::string const&) { return 0.0; }};
  AttributionQuestion question = toy::lever_question();
  question.measures = {"lost"};
  auto const answer = answer_attribution(question, fake.evaluator());
  ASSERT_TRUE(answer && answer->levers);
  Attribution const& found = answer->levers->outputs[0].attribution;
  EXPECT_EQ(*found.none.low, 0);  // values 0, 1, 2: Student's interval begins at -1.5
  EXPECT_EQ(*found.all.low, 0);
}

TEST(Answers, SilosStandBehindTheCoalitions) {
  toy::FakeEvaluator fake{toy::worth_of_levers};
  AttributionQuestion question = toy::lever_question();
  question.measures = {"revenue"};
  question.silos = true;
  auto const answer = answer_attribution(question, fake.evaluator());
  ASSERT_TRUE(answer && answer->levers && answer->silos);
  EXPECT_EQ(answer->basis.scenarios, 4U + 3U);  // without a's losses, b's, all
  EXPECT_EQ(fake.asked[0].outputs[0], "revenue");
  EXPECT_EQ(fake.asked[0].outputs[1], "lost");
  EXPECT_EQ(answer->silos->lost.name(), "lost");
  EXPECT_EQ(answer->silos->value.name(), "value_at_close");
  EXPECT_EQ(*answer->silos->account.lost.mean, 101);
}

TEST(Answers, WithoutLeversTheSilosAreAnswered) {
  toy::FakeEvaluator fake{toy::worth_of_levers};
  auto const answer = answer_attribution(toy::silo_question(), fake.evaluator());
  ASSERT_TRUE(answer);
  EXPECT_FALSE(answer->levers);
  ASSERT_TRUE(answer->silos);
  EXPECT_EQ(answer->silos->account.silos.size(), 2U);
}

TEST(Answers, AReallocationIsSimulatedAnewUnderTheNextSeed) {
  toy::FakeEvaluator fake{toy::worth_of_places};
  auto const answer = follow_money(toy::money_question(), fake.evaluator());
  ASSERT_TRUE(answer);
  ASSERT_EQ(fake.asked.size(), 2U);
  EXPECT_EQ(fake.asked[0].part, "");
  EXPECT_EQ(fake.asked[1].part, "reallocation");
  EXPECT_EQ(fake.asked[1].plan.seed, 8U);
  EXPECT_EQ(answer->simulated_seed, 8U);
  ASSERT_EQ(answer->reallocation.moves.size(), 1U);
  EXPECT_EQ(answer->reallocation.moves[0].from, "b");
  EXPECT_EQ(answer->reallocation.moves[0].to, "a");
  EXPECT_DOUBLE_EQ(*answer->reallocation.predicted.mean, 45);
  EXPECT_DOUBLE_EQ(*answer->simulated->mean, 40);
}

TEST(Answers, WithoutAReallocationNothingIsSimulatedAnew) {
  toy::FakeEvaluator fake{[](std::string const&, std::string const&) { return 1.0; }};
  auto const answer = follow_money(toy::money_question(), fake.evaluator());
  ASSERT_TRUE(answer);
  EXPECT_EQ(fake.asked.size(), 1U);
  EXPECT_FALSE(answer->simulated);
}

TEST(Answers, APlanIsRankedByTheMeasure) {
  toy::FakeEvaluator fake{[](std::string const&, std::string const&) { return 1.0; }};
  RandomPlansQuestion question = toy::plans_question();
  question.measure = "margin";
  auto const answer = rank_among_random_plans(question, fake.evaluator());
  ASSERT_TRUE(answer);
  EXPECT_THAT(fake.asked[0].outputs, ElementsAre("margin"));
  EXPECT_EQ(answer->basis.scenarios, 6U);
  EXPECT_EQ(answer->place.undecided, 5);
  EXPECT_EQ(answer->plans.own_cost, 1000);
}

TEST(Answers, AStoppedRunHasNone) {
  EXPECT_FALSE(answer_attribution(toy::silo_question(), toy::stopped));
  EXPECT_FALSE(follow_money(toy::money_question(), toy::stopped));
  EXPECT_FALSE(rank_among_random_plans(toy::plans_question(), toy::stopped));
  toy::FakeEvaluator fake{toy::worth_of_places};
  Evaluator const first_only = [&fake](EvaluationRequest const& request) {
    return request.part.empty() ? std::optional(fake.evaluate(request)) : std::nullopt;
  };
  EXPECT_FALSE(follow_money(toy::money_question(), first_only));
}

}  // namespace
}  // namespace silowalk
