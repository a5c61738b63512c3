#include "engine/report/titles.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/replay/box_label.h"
#include "engine/report/whatif/money_report.h"
#include "tests/unit/analysis/questions.h"
#include "tests/unit/simulation/small_company.h"

namespace silowalk {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Scenario titled() {
  Scenario scenario = order_bill_call();
  scenario.silos[2].title = "Customer care";
  scenario.touchpoints[2].title = "Call customer care";
  scenario.segments[0].title = "Families";
  return scenario;
}

TEST(Titles, NameWhatHasNoTitle) {
  Scenario const scenario = titled();
  Titles const titles(scenario);
  EXPECT_EQ(titles.silo("care"), "Customer care");
  EXPECT_EQ(titles.silo("billing"), "billing");
  EXPECT_EQ(titles.silo("(company)"), "the whole company");
  EXPECT_EQ(titles.silo("(organisation)"), "the organisation");
  EXPECT_EQ(titles.path("touchpoint.call.wait_mean"), "Call customer care: wait_mean");
  EXPECT_EQ(titles.path("organisation.rule"), "the organisation: rule");
  EXPECT_EQ(titles.path("touchpoint.bill.visits"), "touchpoint.bill.visits");
  EXPECT_EQ(titles.path("value_at_close"), "value_at_close");
  EXPECT_EQ(titles.customer(scenario.segments[0].name + ":new-7"), "new-7, Families");
}

TEST(Titles, OfOneKindAreTellableApart) {
  Scenario scenario = titled();
  scenario.touchpoints[0].title = scenario.touchpoints[1].title = "Bill";
  scenario.silos[0].title = "Bill";
  Titles const titles(scenario);
  EXPECT_EQ(titles.touchpoint(scenario.touchpoints[0].name), "Bill (" + scenario.touchpoints[0].name + ")");
  EXPECT_EQ(titles.touchpoint(scenario.touchpoints[1].name), "Bill (" + scenario.touchpoints[1].name + ")");
  EXPECT_EQ(titles.silo(scenario.silos[0].name), "Bill");
}

TEST(Titles, ReplaceNamesInPathsPrioritiesAndSentences) {
  Scenario scenario = titled();
  scenario.goals.push_back({});
  scenario.goals.back().name = "fewer";
  scenario.goals.back().title = "Fewer lost";
  Titles const titles(scenario);
  EXPECT_EQ(titles.work_or_goal("fewer"), "Fewer lost");
  EXPECT_EQ(titles.work_or_goal("else"), "else");
  EXPECT_EQ(titles.seam("billing", "care"), "billing -> Customer care");
  EXPECT_EQ(titles.path("silo.care.load"), "Customer care: load");
  EXPECT_EQ(titles.path("silo.care"), "Customer care");
  EXPECT_EQ(titles.path("silo.(company).churn_attributed"), "the whole company: churn_attributed");
  EXPECT_EQ(titles.quoted_segments("of segment '" + scenario.segments[0].name + "', and all"),
            "of segment 'Families', and all");
}

TEST(Titles, AreNotForCsv) {
  EXPECT_EQ(titles_for(titled(), Format::csv).silo("care"), "care");
  EXPECT_EQ(titles_for(titled(), Format::md).silo("care"), "Customer care");
}

TEST(BoxLabel, HasOneLineOrTwo) {
  EXPECT_THAT(box_label("First bill", 10, 20), AllOf(HasSubstr(">First bill<"), HasSubstr("y=\"24.0\"")));
  EXPECT_THAT(box_label("Plug in the router and go online", 10, 20),
              AllOf(HasSubstr(">Plug in the router and<"), HasSubstr(">go online<")));
  EXPECT_THAT(box_label("One very long title that needs more than two lines", 10, 20), HasSubstr("…"));
  EXPECT_THAT(box_label("Donaudampfschifffahrt", 10, 20), HasSubstr(">Donaudampfschifff…<"));
}

TEST(Titles, OfNoScenarioLeaveEveryNameAsItIs) {
  Titles const titles;
  for (std::string const name : {"care", "(company)", "organisation.rule", "touchpoint.call.visits", "all:7"}) {
    EXPECT_EQ(titles.silo(name), name);
    EXPECT_EQ(titles.path(name), name);
    EXPECT_EQ(titles.customer(name), name);
  }
}

TEST(Titles, AreOnThePageAndNotInJson) {
  toy::FakeEvaluator fake{toy::worth_of_places};
  MoneyQuestion question = toy::money_question();
  question.scenario.silos[0].title = "The first desk";
  Report const report = money_report(*follow_money(question, fake.evaluator()), Titles(question.scenario));
  EXPECT_THAT(to_terminal(report.page, false), HasSubstr("to The first desk. Simulated"));
  EXPECT_THAT(report.json.text(), AllOf(HasSubstr("\"to\": \"a\""), Not(HasSubstr("The first desk"))));
}

}  // namespace
}  // namespace silowalk
