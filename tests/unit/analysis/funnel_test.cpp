#include "engine/analysis/results/funnel.h"

#include <gtest/gtest.h>

#include "tests/unit/statistics/toy_tally.h"

namespace silowalk {
namespace {

using F = InitiativeField;

constexpr int months = 6;

/// One silo that follows its own score, with 1200 a year, and five initiatives: a month's work each.
Scenario company() {
  Scenario s;
  s.silos.resize(1);
  s.silos[0].name = "care";
  s.silos[0].budget = 1200 / 365.25;
  s.organisation.rule = Rule::own_score;
  for (char const* const name : {"unloved", "dear", "passed_over", "stuck", "done"}) {
    Initiative& each = s.initiatives.emplace_back();
    each.name = name;
    each.owner = "care";
    each.cost_once = 500;
  }
  s.initiatives[1].cost_once = 1201;
  return s;
}

TallyAxes axes() {
  TallyAxes axes = toy::axes(months);
  axes.initiatives = {"unloved", "dear", "passed_over", "stuck", "done"};
  return axes;
}

std::int64_t& cell(Tally& tally, int month, int initiative, F field) {
  return tally
      .initiative_cells[static_cast<std::size_t>(month * tally.initiatives + initiative) * initiative_fields.size() +
                        static_cast<std::size_t>(field)];
}

/// All are looked at in month 0. What each is worth: 1, 2, 4, 8 and 16 thousand; only the first pleases nobody.
Tally year() {
  Tally t = empty_tally(axes());
  for (int i = 0; i < 5; ++i) {
    cell(t, 0, i, F::forecast_own) = i == 0 ? -100'000 : 100'000;
    cell(t, 0, i, F::forecast_value) = std::int64_t{1'000'000'000} << i;
    cell(t, 0, i, i < 3 ? F::looked_at : F::committed) = 1;
  }
  for (int month = 1; month < months; ++month) cell(t, month, 3, F::late) = 1;
  cell(t, 1, 4, F::delivered) = 1;
  return t;
}

FunnelStep reached(int initiative, Tally const& tally, Scenario const& scenario = company()) {
  return funnel_track(scenario, static_cast<std::size_t>(initiative), tally).reached;
}

TEST(Funnel, EachInitiativeDiesWhereItWasStopped) {
  Tally const t = year();
  EXPECT_EQ(reached(0, t), FunnelStep::listed);
  EXPECT_EQ(reached(1, t), FunnelStep::approved);  // one more than the purse holds
  EXPECT_EQ(reached(2, t), FunnelStep::funded);
  EXPECT_EQ(reached(3, t), FunnelStep::prioritised);  // late to the end
  EXPECT_EQ(reached(4, t), FunnelStep::live);
}

TEST(Funnel, WorkThatIsNotLateYetIsMoving) {
  Tally t = year();
  for (int month = 1; month < months; ++month) cell(t, month, 3, F::late) = 0;
  EXPECT_EQ(reached(3, t), FunnelStep::moving);
  cell(t, 2, 3, F::dropped) = 1;
  EXPECT_EQ(reached(3, t), FunnelStep::prioritised);
}

TEST(Funnel, WhatNeverCameUpWasNeverApproved) {
  Tally t = year();
  cell(t, 0, 2, F::looked_at) = 0;
  EXPECT_EQ(reached(2, t), FunnelStep::listed);
}

TEST(Funnel, WorthIsWhatWasForecastWhenItWasDecided) {
  Tally t = year();
  EXPECT_EQ(funnel_track(company(), 4, t).value, 16'000);  // begun in month 0
  cell(t, 3, 2, F::forecast_value) = -7'000'000'000;       // passed over again, for less
  cell(t, 3, 2, F::looked_at) = 1;
  EXPECT_EQ(funnel_track(company(), 2, t).value, -7'000);
}

TEST(Funnel, ATableThatGoesByValueHasAnotherYes) {
  Scenario s = company();
  s.organisation.rule = Rule::enterprise;
  EXPECT_EQ(reached(0, year(), s), FunnelStep::funded);  // its own score would fall, the company's value rise
  s.organisation.planning.pooled = true;
  s.silos.emplace_back().budget = 10 / 365.25;  // and a purse of two silos pays for the dear one
  EXPECT_EQ(reached(1, year(), s), FunnelStep::funded);
}

TEST(Funnel, HandWorkedSumsOfTwoReplications) {
  Tally second = year();
  cell(second, 1, 4, F::delivered) = 0;  // here the last is still under way, in time
  Funnel const found = funnel(company(), {year(), second});
  auto const mean = [&](FunnelStep step, Estimate FunnelTotals::*of) {
    return *(found.steps[static_cast<std::size_t>(step)].*of).mean;
  };
  EXPECT_EQ(found.replications, 2u);
  EXPECT_EQ(found.forecast, 5);
  EXPECT_EQ(mean(FunnelStep::listed, &FunnelTotals::value), 31'000);
  EXPECT_EQ(mean(FunnelStep::approved, &FunnelTotals::value), 30'000);
  EXPECT_EQ(mean(FunnelStep::funded, &FunnelTotals::value), 28'000);
  EXPECT_EQ(mean(FunnelStep::prioritised, &FunnelTotals::value), 24'000);
  EXPECT_EQ(mean(FunnelStep::moving, &FunnelTotals::value), 16'000);
  EXPECT_EQ(mean(FunnelStep::live, &FunnelTotals::value), 8'000);  // in one of two
  EXPECT_EQ(mean(FunnelStep::live, &FunnelTotals::initiatives_died), 0.5);
  EXPECT_EQ(mean(FunnelStep::moving, &FunnelTotals::value_died), 8'000);
  EXPECT_EQ(found.initiatives[4].reached[static_cast<std::size_t>(FunnelStep::live)].times, 1);
  EXPECT_TRUE(found.steps.back().value.low);  // an interval, of two
}

}  // namespace
}  // namespace silowalk
