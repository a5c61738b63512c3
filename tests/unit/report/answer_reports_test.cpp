#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "engine/base/calendar.h"
#include "engine/report/cells.h"
#include "engine/report/whatif/attribution_report.h"
#include "engine/report/whatif/money_report.h"
#include "engine/report/whatif/null_report.h"
#include "tests/unit/analysis/questions.h"

namespace silowalk {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

void expect_narrow(Report const& report) {
  std::istringstream lines(render(report, Format::text));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), 100U) << line;
}

Report report_on_levers() {
  toy::FakeEvaluator fake{toy::worth_of_levers};
  return attribution_report(*answer_attribution(toy::lever_question(), fake.evaluator()));
}

TEST(AttributionReport, TellsTheDifferenceThenItsShares) {
  Report const report = report_on_levers();
  std::string const text = render(report, Format::text);
  EXPECT_THAT(text, HasSubstr("Two desks: 2 levers of Two ways"));
  EXPECT_THAT(text, HasSubstr("4 scenarios x 3 replications, seed 7."));
  EXPECT_THAT(text, HasSubstr("- left: A better left desk"));
  EXPECT_THAT(text,
              HasSubstr("EUR 101 with no lever, EUR 135 with all: a difference of EUR 34.0. Largest share: right"));
  EXPECT_THAT(text, HasSubstr("left with right  EUR 4.00"));
  EXPECT_THAT(text, HasSubstr("Assumptions\n\n- nothing is simulated"));
  expect_narrow(report);
}

TEST(AttributionReport, ShowsEveryAmountInOneFormat) {
  std::string const text = render(report_on_levers(), Format::text);
  EXPECT_THAT(text, HasSubstr("EUR 12.0"));
  EXPECT_THAT(text, Not(HasSubstr("12.00")));
}

TEST(AttributionReport, CsvHasOneTableOfSharesForEachOutput) {
  EXPECT_EQ(render(report_on_levers(), Format::csv),
            "value_at_close,share (EUR),share (EUR) low,share (EUR) high,95 % interval,of all\n"
            "left,12,12,12,EUR 12.0 .. EUR 12.0,0.35294117647058826\n"
            "right,22,22,22,EUR 22.0 .. EUR 22.0,0.6470588235294118\n"
            "all together,34,34,34,EUR 34.0 .. EUR 34.0,1\n"
            "\n"
            "lost,share (head),share (head) low,share (head) high,95 % interval,of all\n"
            "left,12,12,12,12.0 .. 12.0,0.35294117647058826\n"
            "right,22,22,22,22.0 .. 22.0,0.6470588235294118\n"
            "all together,34,34,34,34.0 .. 34.0,1\n");
}

TEST(AttributionReport, SampledOrdersHaveBothErrors) {
  toy::FakeEvaluator fake{toy::worth_of_levers};
  AttributionQuestion question = toy::lever_question();
  question.pairs_of_orders = 2;
  question.measures = {"value"};
  Report const report = attribution_report(*answer_attribution(question, fake.evaluator()));
  std::string const text = render(report, Format::text);
  EXPECT_THAT(text, HasSubstr("SE replications  SE orders"));
  EXPECT_THAT(text, HasSubstr("averaged over 4 orders"));
  EXPECT_THAT(text, Not(HasSubstr("alone")));
  EXPECT_THAT(report.json.text(), HasSubstr("\"method\": \"sampled orders\""));
}

TEST(AttributionReport, OfSilosHasACounterfactualForEach) {
  toy::FakeEvaluator fake{toy::worth_of_levers};
  Report const report = attribution_report(*answer_attribution(toy::silo_question(), fake.evaluator()));
  EXPECT_THAT(render(report, Format::csv), HasSubstr("\nall silos at once,"));
  EXPECT_THAT(render(report, Format::csv), HasSubstr("\nno silo,"));
  EXPECT_THAT(report.json.text(), HasSubstr("\"stayed_beyond_attributed\""));
  EXPECT_THAT(report.json.text(), Not(HasSubstr("\"outputs\"")));
  expect_narrow(report);
}

TEST(MoneyReport, BeginsWithWhatItSuggests) {
  toy::FakeEvaluator fake{toy::worth_of_places};
  Report const report = money_report(*follow_money(toy::money_question(), fake.evaluator()));
  std::string const text = render(report, Format::text);
  EXPECT_THAT(text, HasSubstr("value_at_close is EUR 1001"));
  EXPECT_THAT(text,
              HasSubstr("- Reallocation of agents, their number unchanged: one from b to a. Simulated: EUR 40.0."));
  EXPECT_THAT(text, HasSubstr("- One more agent is worth most in a: EUR 50.0."));
  EXPECT_THAT(text, HasSubstr("Good for their owner and bad for the company: no initiative"));
  EXPECT_LT(text.find("- Reallocation"), text.find("a unit of quality"));
  std::string const csv = render(report, Format::csv);
  EXPECT_THAT(csv, HasSubstr("one agent,one more,one more low,one more high,one less,one less low,one less high\n"
                             "a,50,50,50,"));
  EXPECT_THAT(csv, HasSubstr("\npredicted,45,45,45,"));
  expect_narrow(report);
}

TEST(MoneyReport, StatesHowManyReplicationsTheTimeSufficedFor) {
  toy::FakeEvaluator fake{toy::worth_of_places};
  auto const limited = [&](EvaluationRequest request) {
    request.plan.replications = 2;
    EvaluatedRun run = fake.evaluate(request);
    run.stopped_after = 2.0 / minutes_per_day;
    return std::optional(run);
  };
  Report const report = money_report(*follow_money(toy::money_question(), limited));
  std::string const text = render(report, Format::md);
  EXPECT_THAT(text, HasSubstr("x 2 of 3 replications, seed 7. Stopped after 2 min"));
  EXPECT_THAT(text, HasSubstr("with random numbers of its own, seed 8, 2 replications"));
  EXPECT_THAT(report.json.text(), HasSubstr("\"replications_planned\": 3"));
  expect_narrow(report);
  EXPECT_LT(fake.asked.front().share, 1) << "time is left for the reallocation";
  EXPECT_EQ(fake.asked.back().share, 1);
}

TEST(MoneyReport, WithoutAReallocationIsPlain) {
  toy::FakeEvaluator fake{[](std::string const&, std::string const&) { return 1.0; }};
  std::string const text = render(money_report(*follow_money(toy::money_question(), fake.evaluator())), Format::text);
  EXPECT_THAT(text, HasSubstr("no reallocation is suggested"));
  EXPECT_THAT(text, Not(HasSubstr("predicted")));
}

TEST(NullReport, BeginsWithThePercentile) {
  toy::FakeEvaluator fake{[](std::string const&, std::string const&) { return 1000.0; }};
  Report const report = null_report(*rank_among_random_plans(toy::plans_question(), fake.evaluator()));
  std::string const text = render(report, Format::text);
  EXPECT_THAT(text, HasSubstr("By value_at_close, the plan is at percentile 50.0 ("));
  EXPECT_THAT(text, HasSubstr("0 are worse, 0 better, 5"));
  EXPECT_THAT(render(report, Format::csv), HasSubstr("figure,the plan,the plan low,the plan high\ncost,1000,,\n"));
  EXPECT_THAT(report.json.text(), HasSubstr("\"undecided\": 5"));
  expect_narrow(report);
}

TEST(NullReport, CountsPlansWithoutAValue) {
  toy::FakeEvaluator fake{[](std::string const&, std::string const&) { return 1000.0; }};
  auto const without = [&](std::size_t plans) {
    return [&fake, plans](EvaluationRequest const& request) {
      EvaluatedRun run = fake.evaluate(request);
      for (std::size_t i = 1; i <= plans; ++i) run.series[i][0].assign(run.replications, std::nullopt);
      return std::optional(run);
    };
  };
  Report const some = null_report(*rank_among_random_plans(toy::plans_question(), without(2)));
  std::string const text = render(some, Format::md);
  EXPECT_THAT(text, HasSubstr("the plan is at percentile 50.0 ("));
  EXPECT_THAT(text, HasSubstr("of 3 random plans of the same cost: 0 are worse, 0 better, 3 cannot"));
  EXPECT_THAT(text, HasSubstr("2 of 5 random plans are left out: in no replication do they and the plan both have"));
  EXPECT_THAT(some.json.text(), HasSubstr("\"left_out\": 2"));
  Report const none = null_report(*rank_among_random_plans(toy::plans_question(), without(5)));
  EXPECT_THAT(render(none, Format::md), HasSubstr("The plan cannot be compared with 5 random plans"));
  EXPECT_THAT(none.json.text(), HasSubstr("\"share\": null"));
  expect_narrow(some);
  expect_narrow(none);
}

TEST(Cells, NameTheUnitOnce) {
  Scenario const shop = parse_scenario(toy::desks(), "desks.toml");
  OutputFrame const frame = frame_of(shop, Model(shop).axes());
  Estimate found;
  found.mean = 1.34e6;
  EXPECT_EQ(format_compact(found, NamedOutput("margin", {}, frame)), "EUR 1.34 M");
  found.low = -7.01e5;
  found.high = 1.98e6;
  EXPECT_EQ(format_compact(found, NamedOutput("margin", {}, frame)), "EUR 1.34 M (-701 k .. 1.98 M)");
  EXPECT_EQ(format_compact({}, NamedOutput("margin", {}, frame)), "-");
  GridCell const cell = estimate_cell(found, NamedOutput("margin", {}, frame));
  EXPECT_EQ(cell.value, 1.34e6);
  EXPECT_EQ(cell.low, -7.01e5);
}

}  // namespace
}  // namespace silowalk
