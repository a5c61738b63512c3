#include "engine/analysis/results/comparison.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/calendar.h"
#include "engine/base/complaint.h"
#include "tests/unit/archive/toy_results.h"

namespace silowalk {
namespace {

/// One month, one segment that matters: what is asked is set by hand, cell by cell.
struct Year {
  std::int64_t revenue = 0;  ///< in the currency
  std::int64_t lost = 0;
  std::int64_t score_sum = 0;  ///< points of four answered surveys of silo care
  std::int64_t wait = 10;      ///< minutes, of all visits of care_call
  std::int64_t visits = 10;    ///< of care_call
};

Tally tally_of(Year const& year) {
  Tally tally = empty_tally(toy::axes(1));
  toy::cell(tally, 0, 0, SegmentField::revenue) = year.revenue * 1'000'000;
  toy::cell(tally, 0, 0, SegmentField::revenue_discounted) = year.revenue * 1'000'000;
  toy::cell(tally, 0, 0, SegmentField::customers_open) = 1000;
  toy::cell(tally, 0, 0, SegmentField::joined) = 7;
  toy::cell(tally, 0, 0, SegmentField::lost) = year.lost;
  toy::cell(tally, 0, 0, SegmentField::customers_close) = 1007 - year.lost;
  toy::cell(tally, 0, 0, SegmentField::exposure) = 365LL * 86400 * 100;
  toy::cell(tally, 0, 0, SegmentField::value_open) = 50'000'000;
  toy::cell(tally, 0, 0, SegmentField::value_revaluation) = -2'000'000;
  toy::cell(tally, 0, 0, SegmentField::value_close) = 48'000'000;
  toy::cell(tally, 0, 1, SiloField::survey_count) = 4;
  toy::cell(tally, 0, 1, SiloField::survey_sum) = year.score_sum * 1'000'000;
  toy::cell(tally, 0, 1, TouchpointField::visits) = year.visits;
  toy::cell(tally, 0, 1, TouchpointField::wait) = year.wait * 60'000'000;
  return tally;
}

using Years = std::vector<std::vector<Year>>;

void write(std::string const& path, Years const& years) {
  ResultsHeader header = toy::header(static_cast<std::uint32_t>(years.front().size()));
  ScenarioResults const like = header.scenarios.front();
  header.scenarios.clear();
  for (std::size_t s = 0; s < years.size(); ++s) {
    ScenarioResults each = like;
    toy::undiscounted(each, std::string(1, static_cast<char>('a' + s)), 1);
    header.scenarios.push_back(each);
  }
  write_results(path, header, [&](std::size_t scenario, std::uint32_t first, std::uint32_t count) {
    std::vector<Tally> tallies;
    for (std::uint32_t i = 0; i < count; ++i) tallies.push_back(tally_of(years[scenario][first + i]));
    return tallies;
  });
}

Comparison compare(Years const& years, ComparisonQuestion const& question = {}) {
  toy::Folder const folder;
  write(folder / "o.h5", years);
  return compare_results(ResultsFile(folder / "o.h5"), question);
}

/// The hand-worked case of contrast_test.cpp, as revenue: differences 3, 2, 4, 3.
Years const worked{{{10, 5, 20}, {12, 6, 20}, {14, 7, 20}, {16, 6, 20}},
                   {{13, 5, 24}, {14, 6, 24}, {18, 7, 24}, {19, 6, 24}}};

TEST(Compare, EveryNumberWorkedByHand) {
  ComparisonQuestion question;
  question.outputs = {"revenue", "lost"};
  Comparison const found = compare(worked, question);
  EXPECT_EQ(found.baseline, 0u);
  EXPECT_EQ(found.replications, 4u);
  EXPECT_EQ(found.scrutiny.comparisons, 2);
  ComparedOutput const& revenue = found.outputs[0];
  EXPECT_DOUBLE_EQ(*revenue.means[0].mean, 13);
  EXPECT_DOUBLE_EQ(*revenue.means[1].mean, 16);
  Difference const& difference = revenue.differences.front();
  EXPECT_EQ(difference.scenario, 1u);
  EXPECT_DOUBLE_EQ(difference.contrast.level, 0.975);  // two outputs share 5 %
  EXPECT_DOUBLE_EQ(*difference.contrast.paired.difference.mean, 3);
  // t(3, .9875) = 4.176535, standard error sqrt(1/6) = .408248.
  EXPECT_NEAR(*difference.contrast.paired.difference.low, 3 - 4.176535 * 0.408248, 2e-6);
  EXPECT_NEAR(*difference.contrast.paired.difference.high, 3 + 4.176535 * 0.408248, 2e-6);
  EXPECT_DOUBLE_EQ(*difference.contrast.ratio.ratio, 16.0 / 13);
  EXPECT_EQ(difference.contrast.above, 4);
  EXPECT_EQ(difference.finding, Finding::higher);
  EXPECT_FALSE(difference.replications);
  EXPECT_TRUE(difference.doubts.few_replications);
  EXPECT_EQ(revenue.winner, 1u);
  EXPECT_NEAR(revenue.best[1], 0.9974, 5e-5);  // Student's distribution function at 7.348 with 3 degrees of freedom
  ComparedOutput const& lost = found.outputs[1];
  EXPECT_EQ(lost.differences.front().finding, Finding::identical);
  EXPECT_TRUE(lost.differences.front().doubts.few_events);  // 24 heads in all
  EXPECT_FALSE(lost.winner);
}

/// Without a visit a mean wait is not defined: scenario a has one in replications 0 and 1, b in 0 and 2.
TEST(Compare, LevelsAndDifferencesAreOverTheSameReplications) {
  Years years(2, std::vector<Year>(4));
  years[0][0].wait = 20, years[0][1].wait = 90;
  years[1][0].wait = 50, years[1][2].wait = 10;
  for (std::size_t const without : {2, 3}) years[0][without].visits = 0;
  for (std::size_t const without : {1, 3}) years[1][without].visits = 0;
  ComparisonQuestion question;
  question.outputs = {"touchpoint.care_call.wait_mean"};
  ComparedOutput const found = compare(years, question).outputs.front();
  Difference const& difference = found.differences.front();
  double const minute = 1.0 / minutes_per_day;
  EXPECT_DOUBLE_EQ(*found.means[0].mean, 5.5 * minute) << "of all its values";
  EXPECT_DOUBLE_EQ(*difference.base.mean, 2 * minute);
  EXPECT_DOUBLE_EQ(*difference.level.mean, 5 * minute);
  EXPECT_DOUBLE_EQ(*difference.contrast.paired.difference.mean, *difference.level.mean - *difference.base.mean);
  EXPECT_TRUE(difference.doubts.left_out);
}

TEST(Compare, TwoIdenticalScenariosDifferByExactlyZeroAndNobodyWins) {
  Comparison const found = compare({worked[0], worked[0]});
  for (ComparedOutput const& output : found.outputs) {
    EXPECT_FALSE(output.winner);
    EXPECT_EQ(*output.differences.front().contrast.paired.difference.mean, 0);
    EXPECT_EQ(output.differences.front().finding, Finding::identical);
    if (!output.best.empty()) {
      EXPECT_EQ(output.best, (std::vector<double>{0.5, 0.5}));
    }
  }
  EXPECT_TRUE(found.side_effects.empty());
  EXPECT_FALSE(found.dashboards.empty());
  for (Dashboard const& each : found.dashboards) EXPECT_FALSE(each.green_but_red);
}

TEST(Compare, AnotherBaselineTurnsTheSign) {
  ComparisonQuestion question;
  question.outputs = {"revenue"};
  question.baseline = "b";
  Comparison const found = compare(worked, question);
  EXPECT_EQ(found.baseline, 1u);
  EXPECT_DOUBLE_EQ(*found.outputs[0].differences.front().contrast.paired.difference.mean, -3);
  EXPECT_EQ(found.outputs[0].winner, 1u);
}

TEST(Compare, SmallestThatMattersHoldsTheWinnerBack) {
  ComparisonQuestion question;
  question.outputs = {"revenue"};
  question.smallest = SmallestThatMatters{1, false};
  EXPECT_EQ(compare(worked, question).outputs[0].winner, 1u);
  question.smallest = SmallestThatMatters{0.2, true};  // a fifth of 13
  Comparison const held = compare(worked, question);
  EXPECT_DOUBLE_EQ(held.outputs[0].smallest, 2.6);
  EXPECT_FALSE(held.outputs[0].winner);
  EXPECT_EQ(held.outputs[0].differences.front().finding, Finding::higher_a_little);
  EXPECT_GT(held.outputs[0].differences.front().replications.value_or(0), 4u);
}

TEST(Compare, LookingAgainIsPaidFor) {
  ComparisonQuestion question;
  question.outputs = {"revenue"};
  question.first_look = 2;
  Comparison const found = compare(worked, question);
  double const second = 1 - 0.05 * 6 / (M_PI * M_PI * 4);
  EXPECT_NEAR(found.outputs[0].differences.front().contrast.level, second, 1e-12);
}

TEST(Compare, GreenDashboardRedJourney) {
  // Care's own score rises by about a point in each of thirty replications while value falls by about ten.
  Years years(2);
  for (int i = 0; i < 30; ++i) {
    years[0].push_back({100 + i, 60, 20, 10});
    years[1].push_back({90 + i + i % 3, 60, 24 + i % 2, 20 + i % 4});
  }
  Comparison const found = compare(years);
  ASSERT_EQ(found.dashboards.size(), 1u);  // only care asks
  EXPECT_EQ(found.dashboards.front().silo, "care");
  EXPECT_TRUE(found.dashboards.front().green_but_red);
  std::swap(years[0], years[1]);
  EXPECT_FALSE(compare(years).dashboards.front().green_but_red);
}

TEST(Compare, SideEffectsNameWhoIsHurtAndWhere) {
  Years years(2);
  for (int i = 0; i < 30; ++i) {
    years[0].push_back({100, 60, 20, 10});
    years[1].push_back({100, 63 + i % 5, 20, 20 + i % 4});
  }
  Comparison const found = compare(years);
  std::vector<std::string> hurt;
  for (SideEffect const& each : found.side_effects) {
    EXPECT_TRUE(each.worse) << each.output.name();
    hurt.push_back(each.output.name());
  }
  EXPECT_EQ(hurt, (std::vector<std::string>{"segment.private.churn_rate", "touchpoint.care_call.wait_mean"}));
  EXPECT_GT(found.side_scrutiny.comparisons, 2);
}

TEST(Compare, TheAssetStatementBalancesInEveryRow) {
  Comparison const found = compare(worked);
  ASSERT_EQ(found.statements.size(), 2u);
  for (AssetStatement const& statement : found.statements) {
    EXPECT_EQ(statement.checked, 4u * 1 * 3 * 2);  // replications, months, segments, heads and value
    EXPECT_TRUE(statement.imbalances.empty());
    ASSERT_EQ(statement.rows.size(), 3u);
    for (AssetRow const& row : statement.rows) {
      auto const at = [](auto const& lines, AssetLine line) { return *lines[static_cast<std::size_t>(line)].mean; };
      for (auto const* const lines : {&row.heads, &row.value}) {
        EXPECT_DOUBLE_EQ(at(*lines, AssetLine::open) + at(*lines, AssetLine::joined) - at(*lines, AssetLine::lost) -
                             at(*lines, AssetLine::ended) + at(*lines, AssetLine::revaluation),
                         at(*lines, AssetLine::close));
      }
    }
    EXPECT_DOUBLE_EQ(*statement.rows[0].heads[0].mean, 1000);
    EXPECT_DOUBLE_EQ(*statement.rows[0].heads[5].mean, 1001);  // 6 lost on average
    EXPECT_DOUBLE_EQ(*statement.rows[0].value[4].mean, -2);
  }
}

TEST(Compare, NothingIsOverReplicationsThatOneScenarioLacks) {
  toy::Folder const folder;
  Years const longer{{{10, 5, 20}, {12, 6, 20}, {14, 7, 20}, {16, 600, 20}}};
  write(folder / "longer.h5", longer);
  write(folder / "shorter.h5", {{worked[1].begin(), worked[1].begin() + 3}});
  ResultsFile file(folder / "longer.h5");
  file.add(folder / "shorter.h5");
  ComparisonQuestion question;
  question.outputs = {"lost"};
  Comparison const found = compare_results(file, question);
  EXPECT_EQ(found.replications, 3U);
  EXPECT_DOUBLE_EQ(*found.outputs[0].means[0].mean, 6);
  EXPECT_DOUBLE_EQ(*found.statements[0].rows[0].heads[static_cast<std::size_t>(AssetLine::lost)].mean, 6);
  for (GoalsAnswer const& each : found.goals)
    for (GoalAnswer const& goal : each.goals) EXPECT_LE(goal.met.of, 3);
}

TEST(Compare, ARowThatDoesNotBalanceIsNamed) {
  toy::Folder const folder;
  ResultsHeader header = toy::header(3);
  write_results(folder / "o.h5", header, toy::replications);  // random cells: nothing balances
  AssetStatement const found = asset_statement(ResultsFile(folder / "o.h5"), 0, 0, 3);
  ASSERT_FALSE(found.imbalances.empty());
  EXPECT_EQ(found.imbalances.front().replication, 0u);
  EXPECT_EQ(found.imbalances.front().segment, "private");
  EXPECT_NE(found.imbalances.front().by, 0);
}

TEST(Compare, WhatCannotBeComparedIsSaid) {
  EXPECT_THROW(compare({worked[0]}), InvalidInput);
  ComparisonQuestion question;
  question.baseline = "c";
  EXPECT_THROW(compare(worked, question), InvalidInput);
  question.baseline.reset();
  question.window.from = 3;
  EXPECT_THROW(compare(worked, question), InvalidInput);
  question.window.from = 0;
  question.outputs = {"revnue"};
  EXPECT_THROW(compare(worked, question), InvalidInput);
}

TEST(SmallestThatMatters, IsReadInTheUnitOfTheOutput) {
  auto const parse = [](std::string const& text, std::string const& output) {
    return parse_smallest_that_matters(text, NamedOutput(output, {}, toy::frame(1)));
  };
  std::string const currency = toy::frame(1).currency;
  EXPECT_DOUBLE_EQ(parse("5000", "revenue").amount, 5000);
  EXPECT_DOUBLE_EQ(parse(currency + " 5000", "revenue").amount, 5000);
  EXPECT_DOUBLE_EQ(parse("5000 " + currency, "revenue").amount, 5000);
  EXPECT_TRUE(parse("1 %", "revenue").of_mean);
  EXPECT_DOUBLE_EQ(parse("0.5 % per year", "churn_rate").amount, 0.005);
  EXPECT_FALSE(parse("0.5 % per year", "churn_rate").of_mean);
  EXPECT_THROW(parse("-3", "revenue"), std::invalid_argument);
  EXPECT_THROW(parse("many", "revenue"), std::invalid_argument);
}

}  // namespace
}  // namespace silowalk
