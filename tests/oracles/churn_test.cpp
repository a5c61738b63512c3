#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/portable_math.h"
#include "tests/oracles/oracle.h"

/// Trust and its effects: the recursion of trust, quiet churn and its drift, hazards by tenure, and churn as booked and
/// as attributed.
namespace silowalk {
namespace {

using namespace oracle;
using T = TouchpointField;
using S = SegmentField;
using K = SiloField;

TEST(Trust, ItsRecursionIsExactWhereNothingIsLeftToChance) {
  Scenario written = oracle_scenario("trust", {}, true);
  written.segments[0].customers = 3;
  written.touchpoints[0].success = 1;
  Histories const all(written, 1);
  double const kept = std::exp(-days_per_month / 60);
  double z = 0;  // above the baseline
  for (int month = 0; month < 12; ++month) {
    z = z * kept + 0.2;
    double const score = 10 * logistic(logit(0.6) + z);
    EXPECT_NEAR(all.sum("visit", T::survey_sum, month, month + 1)[0], 3 * score, 3e-6) << month;
    EXPECT_EQ(all.sum("visit", T::survey_count, month, month + 1)[0], 3) << month;
  }
}

TEST(Trust, ItsMeanAfterNVisits) {
  // Truth by enumeration: all 2^n paths of outcomes with their probabilities. The score is not linear in trust, so its
  // mean cannot be computed from the mean of trust.
  Histories const all(oracle_scenario("trust", {}, true), 20);
  double const kept = std::exp(-days_per_month / 60);
  std::vector<std::pair<double, double>> paths{{0.0, 1.0}};  // trust above the baseline, probability
  for (int month = 0; month < 12; ++month) {
    std::vector<std::pair<double, double>> next;
    for (auto const& [z, p] : paths) {
      next.emplace_back(z * kept + 0.2, p * 0.7);
      next.emplace_back(z * kept - 0.5, p * 0.3);
    }
    paths = std::move(next);
    if (month != 0 && month != 2 && month != 5 && month != 11) continue;
    double mean = 0;
    for (auto const& [z, p] : paths) mean += p * 10 * logistic(logit(0.6) + z);
    expect_mean("score after visit " + std::to_string(month + 1),
                scaled(all.sum("visit", T::survey_sum, month, month + 1), 1 / 2000.0), mean);
  }
  expect_mean("trust lost", scaled(all.sum("visit", T::trust_lost), 1 / 24000.0), 0.3 * 0.5);
}

/// The hazard, and the survival that follows from it, after trust fell by `loss` (log-odds) at time 0 and while it
/// recovers: h(t) = rate x exp(kappa x loss x exp(-t / memory)). Integrals by Simpson's rule.
struct Drift {
  double rate, kappa, loss, memory;
  double hazard(double t) const { return rate * std::exp(kappa * loss * std::exp(-t / memory)); }
  template <class F>
  static double integral(F f, double to) {
    int const steps = 400;
    double sum = f(0.0) + f(to);
    for (int i = 1; i < steps; ++i) sum += (i % 2 == 1 ? 4 : 2) * f(to * i / steps);
    return sum * to / steps / 3;
  }
  double survival(double t) const {
    return std::exp(-integral([&](double u) { return hazard(u); }, t));
  }
  /// Probability of a churn before `t` that is attributed to the trust lost: the integral of S (h - h0).
  double attributed(double t) const {
    return integral([&](double u) { return survival(u) * (hazard(u) - rate); }, t);
  }
};

TEST(QuietChurn, WithoutSensitivityLivesAreExponential) {
  Scenario written = oracle_scenario("quiet_churn");
  written.segments[0].churn.sensitivity = 0;
  Histories const all(written, 20);
  for (int month : {1, 6, 12, 24}) {
    expect_mean("alive after month " + std::to_string(month),
                scaled(all.sum("all", S::customers_close, month - 1, month), 1 / 5000.0), std::exp(-0.03 * month));
  }
  for (double each : all.sum("logistics", K::churn_attributed)) EXPECT_EQ(each, 0);
}

TEST(QuietChurn, TheHazardFallsBackWithTheMemory) {
  Drift const drift{0.03 / days_per_month, 0.9, 2.0, 90};
  Histories const all(oracle_scenario("quiet_churn"), 20);
  for (int month : {1, 3, 6, 12, 24}) {
    expect_mean("alive after month " + std::to_string(month),
                scaled(all.sum("all", S::customers_close, month - 1, month), 1 / 5000.0),
                drift.survival(month * days_per_month));
  }
  // Attributed: the attributable fraction, shared 1.2 to 0.8 as trust was lost; booked where they were last.
  double const attributed = drift.attributed(24 * days_per_month);
  std::vector<double> const logistics = all.sum("logistics", K::churn_attributed);
  std::vector<double> const care = all.sum("care", K::churn_attributed);
  std::vector<double> const company = all.sum("(company)", K::churn_attributed);
  std::vector<double> const lost = all.sum("all", S::lost);
  expect_mean("attributed to logistics", scaled(logistics, 1 / 5000.0), attributed * 0.6);
  expect_mean("attributed to care", scaled(care, 1 / 5000.0), attributed * 0.4);
  EXPECT_EQ(all.sum("care", K::churn_booked), lost);
  for (std::size_t i = 0; i < lost.size(); ++i) {
    EXPECT_NEAR(logistics[i] + care[i] + company[i], lost[i], 1e-9);
    EXPECT_NEAR(logistics[i] * 0.4, care[i] * 0.6, 1e-6 * lost[i]);
  }
}

TEST(QuietChurn, TheCapHolds) {
  Scenario written = oracle_scenario("quiet_churn");
  written.segments[0].memory.reset();
  written.segments[0].churn.cap = 1;  // kappa x loss is 1.8
  Histories const all(written, 20);
  expect_mean("alive after month 6", scaled(all.sum("all", S::customers_close, 5, 6), 1 / 5000.0),
              std::exp(-0.03 * 6 * std::exp(1.0)));
}

TEST(QuietChurn, AttributedShareIsTheAttributableFraction) {
  // Without memory each churn's fraction is 1 - exp(-kappa loss), to the last millionth.
  Scenario written = oracle_scenario("quiet_churn");
  written.segments[0].memory.reset();
  Histories const all(written, 2);
  std::vector<double> const lost = all.sum("all", S::lost);
  std::vector<double> const company = all.sum("(company)", K::churn_attributed);
  for (std::size_t i = 0; i < lost.size(); ++i) {
    EXPECT_GT(lost[i], 1000);
    EXPECT_NEAR(company[i], lost[i] * std::exp(-0.9 * 2.0), 1.01e-6 * lost[i]);
  }
}

TEST(QuietChurn, ANeutralVisitChangesNobodysFate) {
  Histories const without(oracle_scenario("neutral"), 2);
  Histories const with(oracle_scenario("neutral_pause"), 2);
  EXPECT_GT(with.sum("pause", T::visits)[0], 100000);
  for (int month = 0; month < 24; ++month) {
    EXPECT_EQ(without.sum("all", S::lost, month, month + 1), with.sum("all", S::lost, month, month + 1)) << month;
    EXPECT_EQ(without.sum("use", T::visits, month, month + 1), with.sum("use", T::visits, month, month + 1)) << month;
  }
}

TEST(QuietChurn, HazardByTenure) {
  Histories const all(oracle_scenario("tenure"), 20);
  auto const hazard = [](double months) {
    return 0.02 * (0.1 * std::min(months, 12.0) + 5 * std::min(std::max(months - 12, 0.0), 1.0) +
                   0.5 * std::max(months - 13, 0.0));
  };
  for (int month : {6, 12, 13, 24, 36}) {
    expect_mean("alive after month " + std::to_string(month),
                scaled(all.sum("all", S::customers_close, month - 1, month), 1 / 5000.0), std::exp(-hazard(month)));
  }
}

TEST(ChurnByARoute, IsSharedAmongTrustTheVisitAndTheBaseline) {
  Histories const all(oracle_scenario("churn_route"), 20);
  double const weight = 0.3 * std::exp(-1.2 * -0.5);
  double const p = weight / (weight + 0.7);  // after a failure, with trust lost; 0.3 at baseline, 0.05 after a success
  expect_mean("lost", scaled(all.sum("all", S::lost), 1 / 20000.0), 0.8 * 0.05 + 0.2 * p);
  // Trust's share goes by the accounts, which hold this silo only; so both parts are care's.
  expect_mean("attributed to care", scaled(all.sum("care", K::churn_attributed), 1 / 20000.0), 0.2 * (p - 0.05));
  expect_mean("baseline", scaled(all.sum("(company)", K::churn_attributed), 1 / 20000.0), 0.8 * 0.05 + 0.2 * 0.05);
}

}  // namespace
}  // namespace silowalk
