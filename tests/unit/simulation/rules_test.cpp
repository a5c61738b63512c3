#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "engine/scenario/language/schema.h"
#include "engine/simulation/model/draws.h"
#include "engine/simulation/rules/attribution.h"
#include "engine/simulation/rules/hazard.h"
#include "engine/simulation/rules/outcome.h"
#include "engine/simulation/rules/survey.h"
#include "engine/simulation/rules/trust.h"

// The pure rules of a visit, by hand.
namespace silowalk {
namespace {

/// Work has hashes as second words, 0 as fourth; places of segments that cannot be hashes may have 0, too.
TEST(Draws, ChoicesOfCustomersShareNoBlockWithWork) {
  for (std::uint32_t segment = 0; segment < most_segments; ++segment)
    EXPECT_EQ(draws::choice(segment) == 0, segment < reserved_names) << segment;
}

TEST(OutcomeRule, FailsAtTheThresholdAndRecoversBelowTheSecond) {
  Threshold const success = threshold(0.75);   // 3 x 2^30
  Threshold const recovery = threshold(0.25);  // 2^30
  EXPECT_EQ(served_outcome(success, 0, recovery, 0), Outcome::success);
  EXPECT_EQ(served_outcome(success, 0xbfffffffu, recovery, 0xffffffffu), Outcome::success);
  EXPECT_EQ(served_outcome(success, 0xc0000000u, recovery, 0x3fffffffu), Outcome::recovered);
  EXPECT_EQ(served_outcome(success, 0xc0000000u, recovery, 0x40000000u), Outcome::failure);
  EXPECT_EQ(served_outcome(certain, 0xffffffffu, 0, 0), Outcome::success);
  EXPECT_EQ(served_outcome(0, 0, 0, 0), Outcome::failure);
}

TEST(OutcomeRule, OnlySuccessAndRecoveryEarn) {
  for (Outcome const outcome : {Outcome::success, Outcome::recovered}) EXPECT_TRUE(is_earned(outcome));
  for (Outcome const outcome : {Outcome::failure, Outcome::abandoned, Outcome::turned_away})
    EXPECT_FALSE(is_earned(outcome));
  for (Outcome const outcome : {Outcome::abandoned, Outcome::turned_away}) EXPECT_FALSE(is_served(outcome));
  EXPECT_TRUE(is_served(Outcome::failure));
}

/// Gains .25, loses .5 by failure and three times that by giving up; a wait of 2 days or more costs 1, a lost context
/// .125.
TrustEffect example_effect() { return {0.25, 0.5, 1, 2.0, 3, 0.125}; }
constexpr double per_tolerance = 0.5;

TEST(TrustRule, EachOutcomeHasItsGainOrLoss) {
  auto const change = [](Outcome outcome) { return trust_change(example_effect(), per_tolerance, outcome, 0, false); };
  EXPECT_EQ(change(Outcome::success).gain, 0.25);
  EXPECT_EQ(change(Outcome::success).loss(), 0);
  EXPECT_EQ(change(Outcome::failure).gain, 0);
  EXPECT_EQ(change(Outcome::failure).own_loss, 0.5);
  EXPECT_EQ(change(Outcome::recovered).gain, 0);
  EXPECT_EQ(change(Outcome::recovered).loss(), 0);
  EXPECT_EQ(change(Outcome::abandoned).own_loss, 1.5);
  EXPECT_EQ(change(Outcome::turned_away).own_loss, 1.5);
}

TEST(TrustRule, AWaitCostsInProportionUpToTheTolerance) {
  EXPECT_EQ(wait_loss(example_effect(), per_tolerance, 0), 0);
  EXPECT_EQ(wait_loss(example_effect(), per_tolerance, 0.5), 0.25);
  EXPECT_EQ(wait_loss(example_effect(), per_tolerance, 2), 1);
  EXPECT_EQ(wait_loss(example_effect(), per_tolerance, 40), 1);
  EXPECT_EQ(wait_loss(example_effect(), 0, 40), 0);  // no tolerance: waiting costs nothing
}

TEST(TrustRule, ALostContextIsTheOtherSilosLoss) {
  TrustChange const change = trust_change(example_effect(), per_tolerance, Outcome::failure, 1, true);
  EXPECT_EQ(change.own_loss, 0.5 + 0.5);
  EXPECT_EQ(change.handed_loss, 0.125);
  EXPECT_EQ(change.loss(), 1.125);
  TrustChange const scaled = scale_losses(change, 2, 4);
  EXPECT_EQ(scaled.gain, change.gain);
  EXPECT_EQ(scaled.own_loss, 2);
  EXPECT_EQ(scaled.handed_loss, 0.5);
}

TEST(TrustRule, FadesByTheMemory) {
  EXPECT_EQ(fade_exponent(30, 0.1), -3);
  EXPECT_EQ(fade_exponent(30, 0), 0);
}

TouchpointRow surveyed(double response, Survey const& survey) {
  TouchpointRow row;
  row.survey = survey;
  set_response(row, response);
  return row;
}

TEST(SurveyRule, TheScoreFeltIsTheLogisticOfTrust) {
  EXPECT_EQ(felt_score(0), 5);
  EXPECT_NEAR(felt_score(1.3862943611198906), 8, 1e-12);  // log 4
}

TEST(SurveyRule, AnswersBelowTheResponse) {
  TouchpointRow const row = surveyed(0.25, {});
  EXPECT_EQ(answered_score(row, 0, 0x3fffffffu), std::optional<double>(5));
  EXPECT_EQ(answered_score(row, 0, 0x40000000u), std::nullopt);
}

// Selection of log 3 per point: at 6 points the odds of answering are three times those at 5 (one to one), so 3 / 4.
TEST(SurveyRule, SelectionMovesTheLogOdds) {
  Survey survey;
  survey.selection = 1.0986122886681098;
  TouchpointRow const row = surveyed(0.5, survey);
  EXPECT_NEAR(probability(response_of(row, 6)), 0.75, 1e-9);
  EXPECT_NEAR(probability(response_of(row, 4)), 0.25, 1e-9);
  double const log_odds_of_six = 0.4054651081081644;  // log 1.5
  EXPECT_TRUE(answered_score(row, log_odds_of_six, 0xbfff0000u));
  EXPECT_FALSE(answered_score(row, log_odds_of_six, 0xc0010000u));
}

TEST(SurveyRule, BiasAndNoiseAreAddedToTheScoreFelt) {
  Survey survey;
  survey.bias = 0.5;
  EXPECT_EQ(recorded_score(survey, 7, 0xffffffffu), 7.5);
  survey.noise = 2;
  EXPECT_NEAR(recorded_score(survey, 7, 0x80000000u), 7.5, 1e-8);                 // the median
  EXPECT_NEAR(recorded_score(survey, 7, 3613514392u), 7.5 + 2 * 0.999998, 1e-4);  // .841345: one deviation
}

std::map<std::size_t, std::int64_t> shared(ChurnCause const& cause, std::vector<double> const& accounts) {
  std::map<std::size_t, std::int64_t> shares;
  share_out_head(cause, accounts, 1, 3, [&](std::size_t silo, std::int64_t part) { shares[silo] += part; });
  return shares;
}

using Shares = std::map<std::size_t, std::int64_t>;

TEST(AttributionRule, WithoutACauseTheCompanyBearsAll) {
  EXPECT_EQ(shared({0, 0}, {1, 2, 1}), (Shares{{1, 0}, {3, 1000000}}));
  EXPECT_EQ(shared({0.5, 0}, {}), (Shares{{1, 0}, {3, 1000000}}));
}

TEST(AttributionRule, TrustIsSharedByTheAccountsAndTheVisitIsItsOwnSilos) {
  EXPECT_EQ(shared({0.5, 0.25}, {1, 2, 1}), (Shares{{0, 125000}, {1, 250000 + 250000}, {2, 125000}, {3, 250000}}));
}

TEST(AttributionRule, SharesSumToOneHeadWhateverIsRounded) {
  // Three thirds of a whole head are 333333 each, and the rest is the company's.
  EXPECT_EQ(shared({1, 0}, {1, 1, 1}), (Shares{{0, 333333}, {1, 333333}, {2, 333333}, {3, 1}}));
  // Half a millionth is rounded up to one, so the last silo gets one less than its 999999.5 rounded.
  EXPECT_EQ(shared({1, 1}, {1, 0, 1999999}), (Shares{{0, 1}, {1, 0}, {2, 999999}, {3, 0}}));
}

/// Success: one in ten routes leads to churn. Failure: half of the shares at baseline trust; trust of -log 3 makes the
/// weight of the churn route three times as large: 3 / 4.
ModelTables company_that_fails() {
  ModelTables tables;
  for (double const share : {0.9, 0.1, 0.5, 0.5}) {
    RouteRow row;
    row.share = share;
    tables.routes.push_back(row);
  }
  tables.routes[1].kind = tables.routes[3].kind = TargetKind::churn;
  tables.routes[3].elasticity = -1;
  TouchpointRow v;
  for (std::uint32_t list : {0u, 1u}) {
    v.next[list].first = 2 * list;
    v.next[list].count = 2;
  }
  v.next[0].churn_share = 0.1;
  v.next[1].churn_share = 0.5;
  v.next[1].elastic = true;
  tables.touchpoints.push_back(v);
  return tables;
}

TEST(AttributionRule, AChurnByRouteIsOwedToTrustVisitAndBaseline) {
  ModelTables const tables = company_that_fails();
  TouchpointRow const& v = tables.touchpoints[0];
  double const distrust = -1.0986122886681098;
  ChurnCause const failed = cause_of_route(tables, v, v.next[1], Outcome::failure, distrust);
  EXPECT_NEAR(failed.trust, (0.75 - 0.5) / 0.75, 1e-12);
  EXPECT_NEAR(failed.visit, (0.5 - 0.1) / 0.75, 1e-12);
  ChurnCause const succeeded = cause_of_route(tables, v, v.next[0], Outcome::success, distrust);
  EXPECT_EQ(succeeded.trust, 0);
  EXPECT_EQ(succeeded.visit, 0);
  // Trust above the baseline makes the churn route rarer (1 / 4): the visit's part is what exceeds one in ten.
  ChurnCause const trusted = cause_of_route(tables, v, v.next[1], Outcome::failure, -distrust);
  EXPECT_EQ(trusted.trust, 0);
  EXPECT_NEAR(trusted.visit, (0.25 - 0.1) / 0.25, 1e-12);
}

TEST(HazardRule, DriftIsSensitivityTimesTrustUpToTheCap) {
  SegmentRow s;
  s.sensitivity = 2;
  s.cap = 3;
  s.memory_rate = 0.1;
  EXPECT_EQ(hazard_drift(s, 0).a, 0);
  EXPECT_EQ(hazard_drift(s, -0.5).a, -1);
  EXPECT_EQ(hazard_drift(s, -9).a, -3);
  EXPECT_EQ(hazard_drift(s, 9).a, 3);
  EXPECT_EQ(hazard_drift(s, 9).memory_rate, 0.1);
}

// Trust of -log 2 doubles the hazard: half of it is owed to lost trust, and less as the memory fades.
TEST(HazardRule, TheShareOwedToTrust) {
  double const doubled = -0.6931471805599453;
  EXPECT_NEAR(share_owed_to_trust({doubled, 0}, 100), 0.5, 1e-12);
  EXPECT_NEAR(share_owed_to_trust({doubled, 0.6931471805599453}, 1), 1 - 0.7071067811865476, 1e-12);
  EXPECT_EQ(share_owed_to_trust({-doubled, 0}, 100), 0);
}

}  // namespace
}  // namespace silowalk
