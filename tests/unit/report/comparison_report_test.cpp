#include "engine/report/comparison/comparison_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "engine/report/comparison/invented_report.h"
#include "engine/report/comparison/objective_report.h"
#include "tests/unit/statistics/toy_tally.h"

namespace silowalk {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Estimate estimate_of(double mean, double half) {
  Estimate value;
  value.mean = mean;
  value.low = mean - half;
  value.high = mean + half;
  value.replications = 40;
  return value;
}

Contrast contrast_of(double mean, double half) {
  Contrast contrast;
  contrast.paired.difference = estimate_of(mean, half);
  contrast.above = 30;
  contrast.below = 10;
  return contrast;
}

Difference difference_of(double mean, double half, Finding finding) {
  Difference difference;
  difference.scenario = 1;
  difference.contrast = contrast_of(mean, half);
  difference.contrast.ratio = {1.5, 1.25, 1.75};
  difference.finding = finding;
  return difference;
}

NamedOutput output(std::string const& name) { return {name, {}, toy::frame()}; }

/// The status quo and a rival that wins, of 40 replications.
Comparison two_scenarios() {
  Comparison all;
  all.currency = "EUR";
  all.scenarios = {"status quo", "rival"};
  all.replications = 40;
  all.to = 12;
  ComparedOutput value{output("value_at_close"), Better::higher};
  value.means = {estimate_of(1000, 10), estimate_of(1500, 10)};
  value.differences = {difference_of(500, 50, Finding::higher)};
  value.differences[0].base = value.means[0];
  value.differences[0].level = value.means[1];
  value.best = {0.0001, 0.9999};
  value.winner = 1;
  all.outputs = {value};
  all.statements.resize(2);
  all.goals.resize(2);
  return all;
}

std::string terminal(Page const& page) {
  std::string text = to_terminal(page, false);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), 100u) << line;
  return text;
}

TEST(ComparisonReport, NamesTheWinnerFirst) {
  std::string const text = terminal(comparison_report(two_scenarios()).page);
  EXPECT_THAT(text,
              HasSubstr("2 scenarios compared: 40 replications each with common random numbers, months 0 to 12\n\n"
                        "value_at_close (more is better): B wins.\n\n"
                        "- A: status quo (baseline)\n"
                        "- B: rival\n"));
  EXPECT_THAT(text, HasSubstr("- B - A: +EUR 500 (+EUR 450 .. +EUR 550), clear of zero\n"));
  EXPECT_THAT(text, HasSubstr("value_at_close  B       < 0.1 %  > 99.9 %\n"));
  EXPECT_THAT(text, HasSubstr("value_at_close  EUR 1000  EUR 1500  +EUR 500  higher\n"
                              "    > +EUR 450 .. +EUR 550; +50.0 % (+25.0 % .. +75.0 %); higher in 30 of 40\n"));
  EXPECT_THAT(text, Not(HasSubstr("Doubtful intervals")));
}

TEST(ComparisonReport, SaysHowManyReplicationsWouldDecide) {
  Comparison all = two_scenarios();
  all.outputs[0].winner.reset();
  all.outputs[0].differences[0] = difference_of(20, 50, Finding::undecided);
  all.outputs[0].differences[0].replications = 250;
  std::string text = terminal(comparison_report(all).page);
  EXPECT_THAT(text, HasSubstr("value_at_close (more is better): no scenario wins yet.\n"));
  EXPECT_THAT(text, HasSubstr("run with --replications 250 (210 more).\n"));
  all.outputs[0].differences[0].replications.reset();
  text = terminal(comparison_report(all).page);
  EXPECT_THAT(text, HasSubstr("No feasible number of replications"));
}

TEST(ComparisonReport, CsvHasNumbersAndIntervalsInBaseUnits) {
  EXPECT_EQ(to_csv(comparison_report(two_scenarios()).page),
            "output,A,A low,A high,B,B low,B high,B - A,B - A low,B - A high,finding,doubt\n"
            "value_at_close,1000,990,1010,1500,1490,1510,500,450,550,higher,\n");
}

TEST(ComparisonReport, ShowsTheWorstOfEachKindFirstAndCountsTheRest) {
  Comparison all = two_scenarios();
  for (int i = 0; i < 5; ++i) {
    SideEffect effect{output("churn_rate"), OutputOf::segment, difference_of(0.1 * (i + 1), 0.01, Finding::higher),
                      true};
    effect.difference.contrast.ratio = {1.1 + i, 1.05 + i, 1.15 + i};
    effect.difference.doubts.few_differ = i == 4;
    all.side_effects.push_back(effect);
  }
  std::string const page = terminal(comparison_report(all, {true, false}).page);
  EXPECT_THAT(page, HasSubstr("B: 5 worse than in A, 0 better. The first 3 are shown; --json has all.\n"));
  EXPECT_THAT(page, HasSubstr("churn_rate  +0.5 a year  +0.49 a year .. +0.51 a year  (!)\n"
                              "churn_rate  +0.4 a year"));
  std::string const whole = terminal(comparison_report(all).page);
  EXPECT_THAT(whole, Not(HasSubstr("are shown")));
  EXPECT_THAT(whole, HasSubstr("- fewer than 10 replications differ at all: churn_rate (B - A)\n"));
}

TEST(ComparisonReport, ShowsHowTheDifferenceDependsOnAssumedInputs) {
  Comparison const all = two_scenarios();
  InventedMoves moves;
  moves.tables = 2;
  moves.replications = 8;
  moves.moves.push_back({1, contrast_of(500, 50), contrast_of(600, 60), contrast_of(-100, 200)});
  moves.alone = {{"silo.care", 1, contrast_of(100, 20), contrast_of(-600, 100)},
                 {"silo.sales", 1, contrast_of(5, 20), contrast_of(1, 10)}};
  Report const report = comparison_report(all, {}, moves);
  std::string const text = terminal(report.page);
  EXPECT_THAT(text, HasSubstr("B - A      20 % higher           +EUR 600  +EUR 540 .. +EUR 660\n"
                              "B - A      as they are           +EUR 500  +EUR 450 .. +EUR 550\n"
                              "B - A      20 % lower            -EUR 100  -EUR 300 .. +EUR 100\n"));
  EXPECT_THAT(text, HasSubstr("Of 2 tables, those that move B - A most. 1 of 2 move it clear of zero"));
  EXPECT_THAT(text, HasSubstr("silo.care   20 % lower      -EUR 600    -EUR 700 .. -EUR 500\n"));
  EXPECT_THAT(report.json.text(), HasSubstr("\"one_at_a_time\""));
  moves.ranged = 2;
  std::string const ranged = terminal(comparison_report(all, {}, moves).page);
  EXPECT_THAT(ranged, HasSubstr("or a `range`"));
  EXPECT_THAT(ranged, HasSubstr("2 values are moved to the ends of\ntheir own `range`, all others by 20 %."));
  EXPECT_THAT(ranged, HasSubstr("B - A      higher"));
  EXPECT_THAT(ranged, Not(HasSubstr("20 % higher")));
}

TEST(ObjectiveReport, SaysWhoWinsWhateverTheWeights) {
  Rescored all;
  all.scenarios = {"status quo", "rival"};
  all.replications = 40;
  ScoredObjective scored;
  scored.objective.text = "revenue - 1..2*lost";
  scored.objective.terms = {{1, 1, "revenue", 1}, {-2, -1, "lost", 11}};
  scored.values = {estimate_of(1000, 10), estimate_of(1500, 10)};
  scored.differences = {{1, contrast_of(500, 50), Finding::higher, {estimate_of(450, 40), estimate_of(50, 10)}}};
  scored.best = {0.2, 0.8};
  scored.corners = 2;
  scored.corners_won = {0, 2};
  scored.winner = scored.winner_throughout = 1;
  all.objectives = {scored};
  std::string text = terminal(objective_report(all).page);
  EXPECT_THAT(text, HasSubstr("B wins for all weights within their ranges.\n"));
  EXPECT_THAT(text, HasSubstr("lost     -2 .. -1  B - A           +50.0  +40.0 .. +60.0\n"));
  EXPECT_THAT(to_csv(objective_report(all).page), HasSubstr("B,1500,1490,1510,500,450,550,+450 .. +550,higher,0.8\n"));
  all.objectives[0].winner_throughout.reset();
  all.objectives[0].corners_won = {0, 1};
  text = terminal(objective_report(all).page);
  EXPECT_THAT(text, HasSubstr("B wins at the middle of the ranges, but not throughout: of 2 combinations"));
  EXPECT_THAT(text, HasSubstr(" of their ends A wins 0, B\nwins 1.\n"));
}

}  // namespace
}  // namespace silowalk
