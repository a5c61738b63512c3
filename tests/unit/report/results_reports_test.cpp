#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/report/cells.h"
#include "engine/report/results/drift_report.h"
#include "engine/report/results/funnel_report.h"
#include "engine/report/results/outputs_report.h"
#include "engine/report/results/promises_report.h"
#include "engine/report/results/scores_report.h"
#include "engine/report/strategy/commitments_report.h"
#include "engine/report/strategy/goals_report.h"
#include "engine/report/strategy/scorecard_report.h"
#include "engine/statistics/quantity_range.h"
#include "tests/unit/statistics/toy_tally.h"

namespace silowalk {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Estimate estimate_of(double mean, double low, double high) {
  Estimate value;
  value.mean = mean;
  value.low = low;
  value.high = high;
  value.replications = 10;
  return value;
}

std::string csv_of(Report const& report) { return render(report, Format::csv); }
/// The page as text in one line: where a sentence is wrapped does not matter here.
std::string text_of(Report const& report) {
  std::string text = render(report, Format::text);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

TEST(Cells, NameTheUnitOnceAndKeepNumbersForCsv) {
  GridCell const money = estimate_cell(estimate_of(1.34e6, 701e3, 1.98e6), OutputKind::money, "USD");
  EXPECT_EQ(money.text, "USD 1.34 M (701 k .. 1.98 M)");
  EXPECT_EQ(money.low, 701e3);
  EXPECT_EQ(spread_cell(estimate_of(0.9, 0.8, 1.0), OutputKind::count, "").text, "0.9 ± 0.1");
  Estimate const fixes = not_below_zero(estimate_of(0.25, -0.14, 0.64));
  EXPECT_EQ(fixes.low, 0);
  EXPECT_EQ(spread_cell(fixes, OutputKind::count, "").text, "0.25 (0 .. 0.64)");
  Estimate const share = within_range(estimate_of(0.9, 0.7, 1.1), OutputKind::share);
  EXPECT_EQ(share.high, 1);
  EXPECT_EQ(within_range(estimate_of(1, -1, 3), OutputKind::money).low, -1);
  EXPECT_EQ(mean_cell(Estimate{}, OutputKind::count, "").text, "-");
  EXPECT_EQ(chance_cell(chance_of(0, 0)).text, "-");
  EXPECT_EQ(chance_cell(chance_of(10, 10)).text, "100 % (72.2 .. 100)");
}

TEST(ScenarioParts, AreLeftOutWhereThereIsNothingToShow) {
  Report const nothing = report_of({{"A", {"A", {}}, Json()}}, "Title", {"Note."}, "Nothing.");
  EXPECT_THAT(text_of(nothing), HasSubstr("Nothing."));
  EXPECT_THAT(text_of(nothing), Not(HasSubstr("Note.")));
  Page const some{"B", {Paragraph{"Some."}}};
  Report const both = report_of({{"A", some, Json(1)}, {"B", some, Json(2)}}, "Title", {"Note."}, "Nothing.");
  std::string const text = text_of(both);
  EXPECT_EQ(text.find("Note."), text.rfind("Note."));  // once for all
  EXPECT_THAT(both.json.text(), HasSubstr("\"scenarios\""));
}

TEST(OutputsReport, HasUnitsInCsvAndWordsOnThePage) {
  ShownScenario shop{"Shop", 10, 12, {}};
  shop.outputs.push_back({NamedOutput("lost", {}, toy::frame()), estimate_of(40, 35, 45)});
  Report const report = outputs_report({shop}, {});
  EXPECT_THAT(text_of(report), HasSubstr("40.0 (35.0 .. 45.0)"));
  EXPECT_THAT(text_of(report), HasSubstr("Shop: 10 replications (95 % interval), months 0 to 12"));
  EXPECT_THAT(csv_of(report),
              HasSubstr("scenario,output,mean,mean low,mean high,unit,replications\nShop,lost,40,35,45,"));
  EXPECT_THAT(report.json.text(), AllOf(HasSubstr("\"Shop\": {"), HasSubstr("\"lost\": {"), HasSubstr("\"mean\": 40")));
}

TEST(OutputsReport, NamesTheClockOfTheWaits) {
  OutputFrame const open = toy::frame();
  OutputFrame clock = open;
  clock.tolerance_by = WaitClock::clock;
  std::string const touchpoint = open.axes.touchpoints.front();
  auto const shown = [&](OutputFrame const& frame, std::string const& output) {
    ShownScenario shop{"Shop", 10, 12, {}};
    shop.outputs.push_back({NamedOutput("touchpoint." + touchpoint + output, {}, frame), estimate_of(0.4, 0.3, 0.5)});
    return shop;
  };
  EXPECT_THAT(text_of(outputs_report({shown(open, ".wait_mean")}, {})), HasSubstr("Waits count open hours"));
  EXPECT_THAT(text_of(outputs_report({shown(clock, ".wait_p90")}, {})), HasSubstr("Waits count all hours"));
  EXPECT_THAT(text_of(outputs_report({shown(clock, ".visits")}, {})), Not(HasSubstr("Waits count")));
  EXPECT_THAT(text_of(outputs_report({shown(open, ".wait_mean"), shown(clock, ".wait_mean")}, {})),
              HasSubstr("the two do not compare"));
}

TEST(OutputsReport, KeepsTheOrderOfTheFileInJson) {
  std::vector<ShownScenario> shops;
  for (char const* const name : {"p1", "p2", "p12"}) {
    ShownScenario& shop = shops.emplace_back(ShownScenario{name, 10, 12, {}});
    for (char const* const output : {"lost", "cost"})
      shop.outputs.push_back({NamedOutput(output, {}, toy::frame()), estimate_of(40, 35, 45)});
  }
  std::string const json = outputs_report(shops, {}).json.text();
  EXPECT_LT(json.find("\"p2\""), json.find("\"p12\""));
  EXPECT_LT(json.find("\"lost\""), json.find("\"cost\""));
}

TEST(GoalsReport, SaysFirstWhichGoalsAreLikelyMet) {
  GoalAnswer keep;
  keep.goal.name = "keep";
  keep.goal.output = "lost";
  keep.goal.below = 100;
  keep.output = NamedOutput("lost", {}, toy::frame());
  keep.value = estimate_of(40, 35, 45);
  keep.met = chance_of(10, 10);
  GoalAnswer unknown;
  unknown.goal.name = "unknown";
  unknown.goal.output = "nothing";
  unknown.why_not = "there is no such output";
  GoalsAnswer answer;
  answer.goals = {keep, unknown};
  Report const report = goals_report({{"Shop", answer}});
  EXPECT_THAT(text_of(report), HasSubstr("More likely met than missed: keep. More likely missed: none."));
  EXPECT_THAT(text_of(report), HasSubstr("> there is no such output"));
  EXPECT_THAT(csv_of(report), HasSubstr("Shop,keep,lost below 100,40,35,45,1,0.72"));
  std::vector<PageBlock> const compared = goals_compared_blocks({{"Shop", answer}, {"Other", {}}});
  EXPECT_THAT(to_csv({"", compared}), HasSubstr("lost below 100,1,0.72"));
  EXPECT_TRUE(goals_compared_blocks({{"Other", {}}}).empty());
}

TEST(FunnelReport, NamesTheStepAtWhichMostValueDies) {
  Funnel funnel;
  funnel.replications = 10;
  funnel.initiatives.resize(1);
  funnel.initiatives[0].initiative = "train";
  for (FunnelTotals& step : funnel.steps) step.initiatives = step.value = estimate_of(1, 1, 1);
  funnel.steps[2].value_died = estimate_of(3000, 2000, 4000);
  Report const report = funnel_report({{"Shop", "EUR", funnel}});
  EXPECT_THAT(text_of(report), HasSubstr("Most value is lost before it is funded: EUR 3000 (2000 .. 4000)."));
  EXPECT_THAT(csv_of(report), HasSubstr("Shop,funded,1,1,1,3000,2000,4000\n"));
  EXPECT_THAT(text_of(funnel_report({{"Shop", "EUR", Funnel{}}})), HasSubstr("no [initiative]"));
}

TEST(CommitmentsReport, HasOneTableForEachWayToSum) {
  PromiseRow row;
  row.initiative = "train";
  row.owner = "care";
  row.leader = "chief";
  row.counts.resize(10);
  row.estimates.fill(estimate_of(0.9, 0.8, 1.0));
  row.spend = estimate_of(1000, 900, 1100);
  Report const report = commitments_report({{"Shop", "EUR", {{row}, {row}, {row}}}});
  EXPECT_THAT(text_of(report), HasSubstr("EUR 1000 ± 100"));
  EXPECT_THAT(csv_of(report), HasSubstr("Shop,train,care,0.9,0.8,1,"));
}

TEST(ScorecardReport, SaysFirstWhichLegBreaksFirst) {
  LegFinding leg;
  leg.before = leg.after = leg.change = estimate_of(0.002, 0.001, 0.003);
  leg.breaks = leg.first = chance_of(9, 10);
  SiloScorecard care;
  care.silo = "care";
  care.legs[static_cast<std::size_t>(Leg::stewardship)] = leg;
  care.breaks_first = Leg::stewardship;
  Report const report =
      scorecard_report({{"Shop", "EUR", Scorecard{10, {care}}}, {"Base", "EUR", std::nullopt}}, {"Base", {}});
  EXPECT_THAT(text_of(report), HasSubstr("- care: the stewardship leg breaks first"));
  EXPECT_THAT(text_of(report), HasSubstr("2.00 (1.00 .. 3.00)"));                      // of 1000 customers
  EXPECT_THAT(csv_of(report), HasSubstr("Shop,care,stewardship,0.002,0.001,0.003,"));  // base units
  EXPECT_THAT(csv_of(report), Not(HasSubstr("Base,")));
}

TEST(ScoresReport, CallsNoScoreBetterWhileItsIntervalContainsZero) {
  ForetellingRow all;
  all.concordance.fill(estimate_of(0.55, 0.54, 0.56));
  all.score.fill(estimate_of(6, 5.9, 6.1));
  all.ahead[1] = estimate_of(0.01, 0.005, 0.015);
  all.ahead[2] = estimate_of(0.001, -0.005, 0.007);
  Foretelling found;
  found.rows[0] = {all};
  std::string const text = text_of(scores_report({{"Shop", "EUR", found}}));
  EXPECT_THAT(text, HasSubstr("is ahead by +0.010 (+0.005 .. +0.015). Better: journey."));
  EXPECT_THAT(text, HasSubstr("undecided"));
  EXPECT_THAT(text, HasSubstr("No customer with a score was lost."));  // heard
}

TEST(PromisesReport, KeepsTheRowsMostAtStake) {
  CustomerPromiseRow row;
  row.touchpoint = "call";
  row.silo = "care";
  row.segment = "all";
  row.visits = row.left = estimate_of(100, 90, 110);
  row.hole = row.broken[0] = row.broken[1] = row.broken[2] = estimate_of(0.4, 0.3, 0.5);
  row.at_stake = estimate_of(8e6, 7e6, 9e6);
  CustomerPromises found;
  found.replications = 3;
  found.rows = {row, row};
  found.at_stake = row.at_stake;
  Report const report = promises_report({{"Shop", "EUR", found}}, 1);
  EXPECT_THAT(text_of(report), HasSubstr("most of it at call (care) for all: EUR 8.00 M (7.00 M .. 9.00 M)"));
  EXPECT_THAT(text_of(report), HasSubstr("1 more row"));
  EXPECT_THAT(csv_of(report), HasSubstr("Shop,call,care,all,0.4,0.3,0.5,8000000,7000000,9000000\n"));
}

TEST(DriftReport, HasARowForEachThatMoved) {
  WarmUpDrift const drift{{{"regular", {100.0, 90.0}}}, {{"care", {0.5, 0.8}, {std::nullopt, 0.5}}}};
  Grid const grid = drift_grid(drift);
  ASSERT_EQ(grid.rows.size(), 3u);
  EXPECT_EQ(grid.rows[0].cells[1].value, 100);
  EXPECT_EQ(grid.rows[1].cells[2].text, "80.0 %");
  EXPECT_EQ(grid.rows[2].cells[1].text, "-");
}

}  // namespace
}  // namespace silowalk
