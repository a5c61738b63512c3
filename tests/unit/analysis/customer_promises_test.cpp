#include "engine/analysis/replay/customer_promises.h"

#include <gtest/gtest.h>

#include "tests/unit/analysis/past.h"
#include "tests/unit/simulation/small_company.h"

namespace silowalk {
namespace {

/// One touchpoint with a tolerance of .01 days, one segment: hazard .01 a day, sensitivity .5, memory 100 days.
Scenario company() {
  Scenario s;
  s.touchpoints.resize(1);
  s.touchpoints[0].name = "call";
  s.touchpoints[0].silo = "care";
  s.touchpoints[0].success = 0.8;
  s.touchpoints[0].recovery = 0.5;
  s.touchpoints[0].trust.tolerance = 0.01;
  s.segments.resize(1);
  s.segments[0].name = "all";
  s.segments[0].churn.rate = 0.01;
  s.segments[0].churn.sensitivity = 0.5;
  s.segments[0].memory = 100;
  return s;
}

Visit visit(Outcome outcome, double wait, bool context_lost, double trust_lost) {
  Visit v;
  v.time = 30;
  v.outcome = outcome;
  v.wait = wait;
  v.context_lost = context_lost;
  v.trust_lost = trust_lost;
  return v;
}

TEST(CustomerPromises, FiveVisitsByHand) {
  Scenario const scenario = company();
  PromiseWatch watch(scenario, {200});
  watch.record(visit(Outcome::success, 0, false, 0));
  watch.record(visit(Outcome::recovered, 0.01, false, 0));  // mended, and just in time
  watch.record(visit(Outcome::success, 0.02, true, 0.1));   // too late, and a story told twice
  Visit left = visit(Outcome::failure, 0, false, 0.3);      // and out
  left.then = Visit::Then::churn_exit;
  left.attributed = {1'000'000, 0};
  watch.record(left);
  Visit early = visit(Outcome::failure, 0, false, 9);
  early.time = -1;  // during warm-up
  watch.record(early);
  CustomerPromiseCount const& count = watch.counts()[0];
  EXPECT_EQ(count.visits, 4);
  EXPECT_EQ(count.kept, 2);
  EXPECT_EQ(count.broken, (std::array<double, 3>{1, 1, 1}));
  EXPECT_EQ(count.left, 1);
  // .5 x .01 a day x 100 days = .5 customers per log-odds lost, of which there are .4; and one who walked out.
  EXPECT_NEAR(count.at_stake, 0.5 * 0.4 * 200 + 200, 1e-9);

  CustomerPromises const found = customer_promises(scenario, {watch.counts(), watch.counts()});
  ASSERT_EQ(found.rows.size(), 1u);
  EXPECT_EQ(*found.rows[0].hole.mean, 0.5);
  EXPECT_EQ(*found.rows[0].broken[1].mean, 0.25);
  EXPECT_NEAR(found.rows[0].designed, 0.1, 1e-12);
  EXPECT_NEAR(*found.at_stake.mean, 240, 1e-9);
}

TEST(CustomerPromises, WhereTrustNeverFadesTheTimeLeftCounts) {
  Scenario scenario = company();
  scenario.segments[0].memory.reset();
  PromiseWatch watch(scenario, {200});
  watch.record(visit(Outcome::failure, 0, false, 0.3));
  EXPECT_NEAR(watch.counts()[0].at_stake, 0.5 * 0.01 * (365.25 - 30) * 0.3 * 200, 1e-9);
}

TEST(CustomerPromises, VisitsAndWhatBrokeThemAreTheTallys) {
  Scenario scenario = full_company();
  scenario.segments[0].customers = 300;
  toy::Folder const folder;
  ResultsFile const file(toy::write_run(folder, {scenario}, 1));
  PastRun const run(file, 0);
  PromiseWatch watch(run.scenario(), run.model().worth());
  Tally const tally = run.replay(0, watch);
  std::size_t const segments = scenario.segments.size();
  for (std::size_t v = 0; v < scenario.touchpoints.size(); ++v) {
    CustomerPromiseCount sum;
    for (std::size_t s = 0; s < segments; ++s) {
      sum.visits += watch.counts()[v * segments + s].visits;
      for (std::size_t way = 0; way < ways_to_break; ++way)
        sum.broken[way] += watch.counts()[v * segments + s].broken[way];
    }
    auto const total = [&](TouchpointField field) {
      std::int64_t cells = 0;
      for (int month = 0; month < tally.months; ++month) cells += tally.at(month, static_cast<int>(v), field);
      return static_cast<double>(cells);
    };
    using F = TouchpointField;
    EXPECT_EQ(sum.visits, total(F::visits));
    EXPECT_EQ(sum.broken[0], total(F::failure) + total(F::abandoned) + total(F::turned_away));
    EXPECT_EQ(sum.broken[2], total(F::context_lost));
  }
}

}  // namespace
}  // namespace silowalk
