#include "engine/analysis/replay/foretelling.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/complaint.h"
#include "tests/unit/analysis/past.h"
#include "tests/unit/simulation/small_company.h"

namespace silowalk {
namespace {

constexpr std::uint16_t a = 0;
constexpr std::uint16_t b = 1;

/// Six months, so that one landmark stands in the middle; two touchpoints, two segments at trust .5.
Scenario company() {
  Scenario s;
  s.horizon.months = 6;
  s.touchpoints.resize(2);
  s.touchpoints[a].name = "a";
  s.touchpoints[b].name = "b";
  s.segments.resize(2);
  return s;
}

/// A visit of an instant at trust so far from the baseline, and what comes next and when.
Visit visit(std::uint32_t customer, std::uint16_t touchpoint, double time, double trust, Visit::Then then,
            double next_time, std::uint16_t segment = 0) {
  Visit v;
  v.arrival = customer;
  v.segment = segment;
  v.touchpoint = touchpoint;
  v.time = time;
  v.end = time;
  v.trust_after = trust;
  v.then = then;
  v.next_time = next_time;
  return v;
}

Visit heard(Visit v, double score) {
  v.surveyed = true;
  v.score = score;
  return v;
}

ForetellingCounts counts(std::vector<Visit> const& visits, bool customers = true) {
  Foreteller sink(company(), {});
  for (Visit const& each : visits) {
    Beginning beginning;
    beginning.arrival = each.arrival;
    beginning.segment = each.segment;
    beginning.customer = customers;
    sink.begin(beginning);
  }
  for (Visit const& each : visits) sink.record(each);
  return sink.take();
}

double concordance(ForetellingCount const& count, ScoreOf of) {
  Concordant const& each = count.concordant[static_cast<std::size_t>(of)];
  return each.ordered / each.pairs;
}

using Then = Visit::Then;

/// 0 is lost after the landmark: low at a, better at b. 1 and 2 stay: 1 fair at a, worse at b; 2 well at a, never at b.
std::vector<Visit> three_customers() {
  return {heard(visit(0, a, 10, -1, Then::visit, 20), 3), visit(0, b, 20, 0, Then::quiet_churn, 120),
          visit(1, a, 10, 0, Then::visit, 20), visit(1, b, 20, -0.5, Then::beyond_horizon, 400),
          heard(visit(2, a, 15, 1, Then::beyond_horizon, 400), 3)};
}

TEST(Foretelling, ThreeCustomersByHand) {
  ForetellingCounts const found = counts(three_customers());
  ForetellingCount const& at_a = found[0][a];
  ForetellingCount const& at_b = found[0][b];
  EXPECT_EQ(at_a.customers, 3);
  EXPECT_EQ(at_a.lost, 1);
  // At a: 2.69 against 5 and 7.31. The journey: (2.69 + 5) / 2 = 3.84 against (5 + 3.78) / 2 = 4.39 and 7.31. Its end:
  // 5 against 3.78 and 7.31.
  EXPECT_EQ(concordance(at_a, ScoreOf::touchpoint), 1);
  EXPECT_EQ(concordance(at_a, ScoreOf::journey), 1);
  EXPECT_EQ(concordance(at_a, ScoreOf::journey_end), 0.5);
  // At b the lost one is the happier of the two; the journey knows better.
  EXPECT_EQ(at_b.customers, 2);
  EXPECT_EQ(concordance(at_b, ScoreOf::touchpoint), 0);
  EXPECT_EQ(concordance(at_b, ScoreOf::journey), 1);
  EXPECT_NEAR(at_b.sums[0], 5 + 10 / (1 + std::exp(0.5)), 1e-9);
  // Heard: two answers, both 3. A tie is half.
  EXPECT_EQ(found[1][a].customers, 2);
  EXPECT_EQ(concordance(found[1][a], ScoreOf::touchpoint), 0.5);
  EXPECT_EQ(found[1][b].customers, 0);
}

TEST(Foretelling, OnlyCustomersOfOneSegmentAtALandmarkArePaired) {
  std::vector<Visit> visits{visit(0, a, 10, -1, Then::quiet_churn, 120),
                            visit(0, a, 10, 1, Then::beyond_horizon, 400, 1)};
  EXPECT_EQ(counts(visits)[0][a].customers, 2);
  EXPECT_EQ(counts(visits)[0][a].concordant[0].pairs, 0);  // of two segments
  visits[0].next_time = 50;                                // lost before the landmark
  EXPECT_EQ(counts(visits)[0][a].lost, 0);
  EXPECT_EQ(counts(three_customers(), false)[0][a].customers, 0);                          // prospects
  EXPECT_EQ(counts({visit(0, a, 10, 0, Then::end_exit, 120)})[0][a].customers, 0);         // ended without loss
  EXPECT_EQ(counts({visit(0, a, 100, 0, Then::beyond_horizon, 400)})[0][a].customers, 0);  // no score before it
  EXPECT_EQ(counts({visit(0, a, -5, 0, Then::beyond_horizon, 400)})[0][a].customers, 0);   // nor a fresh one
}

TEST(Foretelling, NothingForetellsWhatTrustDoesNotCause) {
  Scenario scenario = unlimited(full_company());
  scenario.segments[0].customers = 3000;
  scenario.segments[1].arrivals = 0;
  scenario.segments[0].churn.sensitivity = 0;
  for (Touchpoint& each : scenario.touchpoints) {
    for (auto& routes : each.next) {
      for (Route& route : routes) {
        route.elasticity = 0;
        if (route.to == "gone") route.to = "use";
      }
    }
  }
  toy::Folder const folder;
  ResultsFile const file(toy::write_run(folder, {scenario}, 6));
  PastRun const run(file, 0);
  Foretelling const found = foretelling(run, 6);
  ForetellingRow const& all = found.rows[0].back();
  ASSERT_TRUE(all.concordance[0].low);
  EXPECT_GT(*all.lost.mean, 0);
  for (Estimate const& each : all.concordance)  // 3.3 standard errors to either side
    EXPECT_NEAR(*each.mean, 0.5, 3.3 * *each.standard_error + 1e-3);
}

TEST(Foretelling, AHorizonTooShortIsRefused) {
  Scenario scenario = full_company();
  scenario.segments[0].customers = 20;
  toy::Folder const folder;
  ResultsFile const file(toy::write_run(folder, {scenario}, 1));
  ForetellingRules rules;
  rules.months = 8;
  EXPECT_THROW(foretelling(PastRun(file, 0), 1, rules), InvalidInput);
}

}  // namespace
}  // namespace silowalk
