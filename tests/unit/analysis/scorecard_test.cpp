#include "engine/analysis/results/scorecard.h"

#include <gtest/gtest.h>

#include "tests/unit/statistics/toy_tally.h"

namespace silowalk {
namespace {

constexpr int months = 8;
constexpr int sales = 0;
constexpr int care = 1;

/// 1000 customers of one segment all the time; care costs 100 a month, is loaded by .8 and loses 10 customers a month,
/// give or take what `jitter` says. Sales has no agents.
Tally quiet(double jitter = 0) {
  Tally t = empty_tally(toy::axes(months));
  for (int month = 0; month < months; ++month) {
    toy::cell(t, month, care, SiloField::cost) = 100'000'000;
    toy::cell(t, month, care, SiloField::offered) = static_cast<std::int64_t>(80 * 86400e6 * (1 + jitter));
    toy::cell(t, month, care, SiloField::capacity) = static_cast<std::int64_t>(100 * 86400e6);
    toy::cell(t, month, care, SiloField::churn_attributed) = 10'000'000;
    toy::cell(t, month, 0, SegmentField::exposure) = std::int64_t{1000 * 30} * 86400;
  }
  return t;
}

LegFinding const& leg(Scorecard const& card, Leg which) {
  return *card.silos[care].legs[static_cast<std::size_t>(which)];
}

TEST(Scorecard, LegsOfThreeMonthsByHand) {
  Tally t = quiet();
  toy::cell(t, 2, care, SiloField::cost) = 400'000'000;
  std::vector<double> const money = leg_series(t, care, Leg::financial);
  ASSERT_EQ(money.size(), months - 2u);
  EXPECT_EQ(money[0], -600);  // 100 + 100 + 400
  EXPECT_EQ(money[3], -300);  // months 3 to 5
  EXPECT_DOUBLE_EQ(leg_series(t, care, Leg::people)[0], 0.8);
  EXPECT_DOUBLE_EQ(leg_series(t, care, Leg::stewardship)[0], 30 * 365.25 / 90'000);
  EXPECT_TRUE(leg_series(t, sales, Leg::people).empty());
}

TEST(Scorecard, TheLegThatStaysWorseBreaksFirst) {
  std::vector<Tally> runs;
  for (int r = 0; r < 12; ++r) {
    Tally t = quiet(0.001 * r);
    for (int month = 4; month < months; ++month)  // three months with two such are worse by 2/3 of a half
      toy::cell(t, month, care, SiloField::offered) += static_cast<std::int64_t>(40 * 86400e6);
    toy::cell(t, 3, care, SiloField::cost) = 500'000'000;  // a dear month that passes
    runs.push_back(t);
  }
  Scorecard const card = scorecard(toy::frame(months), runs, {});
  EXPECT_EQ(card.silos.size(), 2u);
  EXPECT_EQ(leg(card, Leg::people).clear_month, 4);
  EXPECT_EQ(leg(card, Leg::people).month, 4);  // a third of 50 % is more than the 10 % that are tolerated
  EXPECT_EQ(leg(card, Leg::people).breaks.times, 12);
  EXPECT_NEAR(*leg(card, Leg::people).change.mean, 0.4, 1e-3);
  EXPECT_EQ(leg(card, Leg::financial).breaks.times, 0);
  EXPECT_EQ(leg(card, Leg::stewardship).first.times, 0);
  EXPECT_EQ(card.silos[care].breaks_first, Leg::people);
  EXPECT_FALSE(card.silos[sales].legs[static_cast<std::size_t>(Leg::people)]);
}

TEST(Scorecard, NoLegIsNamedOnNoise) {
  std::vector<Tally> runs;
  for (int r = 0; r < 12; ++r) {
    Tally t = quiet();
    // Half of the replications lose more customers at the end, half fewer.
    for (int month = 5; month < months; ++month)
      toy::cell(t, month, care, SiloField::churn_attributed) = r % 2 == 0 ? 13'000'000 : 7'000'000;
    runs.push_back(t);
  }
  Scorecard const card = scorecard(toy::frame(months), runs, {});
  EXPECT_EQ(leg(card, Leg::stewardship).breaks.times, 6);
  EXPECT_EQ(leg(card, Leg::stewardship).first.times, 6);
  EXPECT_FALSE(leg(card, Leg::stewardship).clear_month);
  EXPECT_FALSE(card.silos[care].breaks_first);
}

TEST(Scorecard, AgainstItselfNothingBreaks) {
  std::vector<Tally> runs;
  for (std::uint32_t r = 0; r < 5; ++r) runs.push_back(toy::random(toy::axes(months), 3, r));
  Scorecard const card = scorecard(toy::frame(months), runs, runs);
  for (SiloScorecard const& silo : card.silos) {
    for (auto const& each : silo.legs) {
      ASSERT_TRUE(each);
      EXPECT_EQ(*each->change.mean, 0);
      EXPECT_EQ(each->breaks.times, 0);
    }
    EXPECT_FALSE(silo.breaks_first);
  }
}

}  // namespace
}  // namespace silowalk
