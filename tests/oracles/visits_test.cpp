#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/base/portable_math.h"
#include "engine/journey/queueing.h"
#include "tests/oracles/oracle.h"

/// What one visit does: outcomes, surveys, lost contexts, trust lost by waiting, patience of any distribution, shared
/// agents.
namespace silowalk {
namespace {

using namespace oracle;
using T = TouchpointField;

constexpr double minute = 1 / 1440.0;

// 20 000 customers with one visit each: success .7; of the failures, .4 are recovered. Values are per customer.
TEST(Visits, OutcomesAndRecovery) {
  Histories const all(oracle_scenario("one_visit"), 20);
  double const heads = 1 / 20000.0;
  expect_mean("success", scaled(all.sum("order", T::success), heads), 0.7);
  expect_mean("recovered", scaled(all.sum("order", T::recovered), heads), 0.3 * 0.4);
  expect_mean("failure", scaled(all.sum("order", T::failure), heads), 0.3 * 0.6);
  expect_mean("trust lost", scaled(all.sum("order", T::trust_lost), heads), 0.18 * 0.9);
}

TEST(Visits, SurveysWithSelectionAreBiasedByTheCovariance) {
  // Three scores: after a success, a recovery, a failure. Recorded: E(P y) / E P = E y + Cov(P, y) / E P.
  double const z = logit(0.6);
  double const chance[] = {0.7, 0.12, 0.18};
  double const score[] = {10 * logistic(z + 0.3), 10 * logistic(z), 10 * logistic(z - 0.9)};
  double answers = 0, sum = 0, mean = 0, covariance = 0;
  for (int i = 0; i < 3; ++i) {
    double const p = logistic(logit(0.3) + 0.5 * (score[i] - 5));
    answers += chance[i] * p;
    sum += chance[i] * p * score[i];
    mean += chance[i] * score[i];
  }
  for (int i = 0; i < 3; ++i) {
    double const p = logistic(logit(0.3) + 0.5 * (score[i] - 5));
    covariance += chance[i] * (p - answers) * (score[i] - mean);
  }
  EXPECT_NEAR(sum / answers, mean + covariance / answers, 1e-12);
  Histories const all(oracle_scenario("one_visit"), 20);
  expect_mean("answers", scaled(all.sum("order", T::survey_count), 1 / 20000.0), answers);
  expect_ratio("recorded score", all.sum("order", T::survey_sum), all.sum("order", T::survey_count),
               mean + covariance / answers + 0.25);
}

// A lost context doubles handling, and costs .2 of trust. Communication of .4 saves that share of the contexts.
TEST(Visits, ALostContextTakesLongerAndCostsTrust) {
  Histories const all(oracle_scenario("one_visit"), 20);
  std::vector<double> const visits = all.sum("help", T::visits);
  double const lost = 0.5 * (1 - 0.4);  // of the handoff x (1 - communication)
  expect_ratio("context lost", all.sum("help", T::context_lost), visits, lost);
  expect_ratio("handling, min", scaled(all.sum("help", T::handling), 1440), visits, 20 * (1 + lost));
  expect_ratio("trust lost", all.sum("help", T::trust_lost), visits, lost * 0.2);
}

TEST(Visits, WaitingCostsTrustUpToTheTolerance) {
  // Erlang C waits: P(W > t) = C exp(-kt), so E min(1, W / tau) = C (1 - exp(-k tau)) / (k tau).
  Scenario written = oracle_scenario("erlang_c");
  written.touchpoints[0].trust.wait = 0.8;
  written.touchpoints[0].trust.tolerance = 0.5 * minute;
  Histories const all(written, 20);
  double const k = 20 / (4 * minute) - 4800;
  double const mean =
      erlang_c(20, 4800, 4 * minute).waits_at_all * (1 - std::exp(-k * 0.5 * minute)) / (k * 0.5 * minute);
  expect_ratio("trust lost", all.sum("call", T::trust_lost), all.sum("call", T::visits), 0.8 * mean);
}

TEST(Visits, ConstantPatience) {
  // M/M/1+D: the wait an arrival is offered has density a p0 exp(-(m - a) x) up to the patience d, and
  // a p0 exp(a d - m x) beyond it (Baccelli and Hebuterne 1981); minutes.
  double const a = 11 / 60.0, m = 1 / 6.0, d = 6;
  double const below = a * (1 - std::exp(-(m - a) * d)) / (m - a);
  double const beyond = a * std::exp(-(m - a) * d) / m;
  double const p0 = 1 / (1 + below + beyond);
  double const waited = a * p0 * (1 - std::exp(-(m - a) * d) * (1 + (m - a) * d)) / ((m - a) * (m - a));
  Histories const all(oracle_scenario("constant_patience"), 20);
  std::vector<double> const visits = all.sum("call", T::visits);
  expect_ratio("abandoned", all.sum("call", T::abandoned), visits, p0 * beyond);
  expect_ratio("mean wait, min", scaled(all.sum("call", T::wait), 1440), visits, waited + d * p0 * beyond);
}

// One agent serves two touchpoints in order of arrival. The mixture of their handling times is an M/G/1 queue, so both
// have the same wait.
TEST(Visits, TwoTouchpointsShareAnAgent) {
  double const mean = (6 * 4 + 1 * 18) / 7.0;
  double const square = (6 * 4 * 4 + 1 * 2 * 18 * 18) / 7.0;
  double const cv = std::sqrt(square / (mean * mean) - 1);
  double const wait = pollaczek_khinchine(7 / 60.0, mean, cv).wait;
  Histories const all(oracle_scenario("shared_agent"), 60);
  for (std::string const name : {"order", "fault"}) {
    expect_ratio("wait of " + name + ", min", scaled(all.sum(name, T::wait), 1440), all.sum(name, T::visits), wait);
  }
}

TEST(Visits, TiredAgentsFailMore) {
  // The load of the last complete month lowers success: 20 agents, load 0.9, strain 0.7.
  Scenario written = oracle_scenario("erlang_c");
  written.horizon.length.reset();
  written.horizon.months = 3;
  written.horizon.warm_up = 0;
  written.segments[0].arrivals = 0.9 * 20 / (4 * minute) / 20;
  written.silos[0].agents = 1;
  written.silos[0].strain = 0.7;
  written.silos[0].fatigue = 2;
  written.touchpoints[0].success = 0.8;
  written.touchpoints[0].next[1] = written.touchpoints[0].next[0];
  Histories const all(written, 40);
  expect_ratio("success in month 0", all.sum("call", T::success, 0, 1), all.sum("call", T::visits, 0, 1), 0.8);
  for (int month : {1, 2}) {
    std::vector<double> const load = combine(all.sum("care", SiloField::offered, month - 1, month),
                                             all.sum("care", SiloField::capacity, month - 1, month),
                                             [](double offered, double capacity) { return offered / capacity; });
    std::vector<double> const rate =
        combine(all.sum("call", T::success, month, month + 1), all.sum("call", T::visits, month, month + 1),
                [](double success, double visits) { return success / visits; });
    // Each replication's own load determines its expected rate; the remainder has mean 0 (here shifted by 0.7 to
    // compare).
    expect_mean("success in month " + std::to_string(month),
                combine(rate, load,
                        [](double r, double l) { return 0.7 + r - logistic(logit(0.8) - 2 * std::max(0.0, l - 0.7)); }),
                0.7);
  }
}

}  // namespace
}  // namespace silowalk
