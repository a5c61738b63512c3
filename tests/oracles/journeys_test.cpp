#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/journey/closed_forms.h"
#include "tests/oracles/oracle.h"
#include "tests/oracles/twelve_touchpoints.h"

/// Journeys of customers who do not interact: absorbing chains, published chains, and the closed forms of `check`.
namespace silowalk {
namespace {

using namespace oracle;
using T = TouchpointField;
using S = SegmentField;

double difference(double a, double b) { return a - b; }

/// Compares mean and variance of one customer with totals over `heads` independent customers: both are `heads` times
/// those of one customer. The variance uses the known mean, so that its estimate is unbiased.
void expect_moments(std::string const& what, std::vector<double> const& totals, double heads, double mean,
                    double variance) {
  expect_mean(what, scaled(totals, 1 / heads), mean);
  std::vector<double> squares;
  for (double each : totals) squares.push_back(std::pow(each - heads * mean, 2) / heads);
  expect_mean("variance of " + what, squares, variance);
}

// 2500 replications of 40 customers: variances need many more replications than means.
TEST(Journeys, AnAbsorbingChain) {
  namespace truth = twelve_touchpoints;
  Histories const all(oracle_scenario("absorbing"), 2500);
  double const heads = 40;
  auto const expect = [&](std::string const& what, std::vector<double> const& totals, truth::Moments const& exact) {
    expect_moments(what, totals, heads, exact.mean, exact.variance);
  };
  for (truth::Visits const& each : truth::visits) {
    if (each.visits.variance > 0)
      expect(std::string("visits to ") + each.touchpoint, all.sum(each.touchpoint, T::visits), each.visits);
  }
  expect("all visits", all.sum_over_touchpoints(T::visits), truth::all_visits);
  for (double each : all.sum("ad_click", T::visits)) EXPECT_EQ(each, heads);

  expect("churned", all.sum("all", S::lost), {truth::churned, truth::churned * (1 - truth::churned)});
  expect_mean("completed", scaled(all.sum("all", S::ended), 1 / heads), truth::completed);
  expect("money", combine(all.sum("all", S::revenue), all.sum("all", S::cost), difference), truth::money);
  expect("time", all.sum("all", S::exposure), truth::days);
}

// The published customer value of a Markov chain on recency, to four decimals.
TEST(Journeys, PfeiferAndCarraway) {
  Histories const all(oracle_scenario("pfeifer_carraway"), 20);
  std::vector<double> const money = combine(all.sum("all", S::revenue), all.sum("all", S::cost), difference);
  expect_mean("value from recency 1", scaled(money, 1e-4), 64.2548, 5e-5);
}

// The published discounted cost and life years per patient of a Markov model.
TEST(Journeys, ChancellorOnMonotherapy) {
  Histories const all(oracle_scenario("chancellor"), 20);
  expect_mean("cost", scaled(all.sum("patients", S::cost_discounted), 1e-4), 44663.45, 5e-3);
  std::vector<double> const years =
      combine(all.sum_over_touchpoints(T::visits), all.sum("start", T::visits), difference);
  expect_mean("life years", scaled(years, 1e-4), 7.991207, 5e-7);
}

TEST(Journeys, RepeatPurchasesOfCdnow) {
  // Pareto/NBD (Schmittlein, Morrison and Colombo 1987). Weeks.
  double const r = .5533, alpha = 10.578, s = .6062, beta = 11.669, weeks = 52;
  double const expected = r * beta / (alpha * (s - 1)) * (1 - std::pow(beta / (beta + weeks), s - 1));
  EXPECT_NEAR(expected, 1.473518, 5e-7);  // published
  Histories const all(oracle_scenario("cdnow"), 20);
  std::vector<double> per_head;
  for (double each : all.sum("purchase", T::visits)) per_head.push_back((each - 20000) / 20000);
  expect_mean("repeat purchases in 52 weeks", per_head, expected);
  // Alive by the end of a month, and of the horizon.
  for (int months : {1, 3, 6, 12}) {
    double const time = months == 12 ? weeks : months * days_per_month / 7;
    expect_mean("share alive after " + std::to_string(months) + " months",
                scaled(all.sum("all", S::customers_close, months - 1, months), 1 / 20000.0),
                std::pow(beta / (beta + time), s));
  }
}

/// Retention of the shifted beta-geometric model (Fader and Hardie 2007). Renewals fall on the first moment of month 12
/// n.
void expect_shifted_beta_geometric(std::string const& name) {
  double const alpha = .7041, beta = 1.1820;
  double const published[] = {22.01, 20.44, 19.12, 17.99, 17.00};  // after 8 to 12 years, %
  Histories const all(oracle_scenario(name), 20);
  double left = 1;
  for (int year = 1; year <= 12; ++year) {
    left *= (beta + year - 1) / (alpha + beta + year - 1);
    if (year >= 8) {
      EXPECT_NEAR(100 * left, published[year - 8], 5e-3);
    }
    expect_mean("still there after year " + std::to_string(year),
                scaled(all.sum("all", S::customers_close, 12 * year, 12 * year + 1), 1 / 20000.0), left);
  }
}

TEST(Journeys, ShiftedBetaGeometricRetentionOfCustomersWhoDiffer) { expect_shifted_beta_geometric("renewal_spread"); }

TEST(Journeys, ShiftedBetaGeometricRetentionOfSevenKinds) { expect_shifted_beta_geometric("renewal"); }

TEST(Journeys, ClosedFormsOfNewcomers) {
  // What `check` computes of prospects, joining, subscription, handling made longer by lost contexts, quiet churn over
  // any distribution of dwell times: fifty years of newcomers, of which the last thirty are in their steady state.
  Scenario const written = oracle_scenario("newcomers");
  JourneyGraph const graph(written);
  SegmentForms const forms = closed_forms(written, graph).at(0);
  ASSERT_TRUE(forms.solved && forms.ends);
  Histories const all(written, 20);
  int const from = 240, to = 600;
  double const days = (to - from) * days_per_month;
  double const arrived = 4 * days;
  expect_mean("joined", scaled(all.sum("all", S::prospects_joined, from, to), 1 / arrived), forms.joins);
  expect_mean("heads", scaled(all.sum("all", S::exposure, from, to), 1 / days), 4 * forms.customer_time);
  for (std::string const name : {"order", "use"}) {
    std::size_t const number = name == "order" ? 0 : 1;
    expect_mean("visits to " + name, scaled(all.sum(name, T::visits, from, to), 1 / arrived), forms.visits[number]);
  }
  std::vector<double> const money =
      combine(all.sum("all", S::revenue, from, to), all.sum("all", S::cost, from, to), difference);
  expect_mean("money", scaled(money, 1 / arrived), forms.money.mean);
}

TEST(Journeys, DiscountedMoneyOfOneCohort) {
  // The same journeys, begun all at once: discounted money to month 0 is the closed form.
  Scenario written = oracle_scenario("newcomers");
  written.segments[0].arrivals = 0;
  written.segments[0].customers = 10000;
  written.segments[0].start = Start::entry;
  JourneyGraph const graph(written);
  SegmentForms const forms = closed_forms(written, graph).at(0);
  Histories const all(written, 20);
  std::vector<double> const money =
      combine(all.sum("all", S::revenue_discounted), all.sum("all", S::cost_discounted), difference);
  expect_mean("discounted money", scaled(money, 1e-4), forms.discounted.value());
  std::vector<double> const plain = combine(all.sum("all", S::revenue), all.sum("all", S::cost), difference);
  expect_mean("money", scaled(plain, 1e-4), forms.money.mean);
  expect_mean("lost", scaled(all.sum("all", S::lost), 1e-4), 1.0);
}

TEST(Journeys, ASteadyStartIsFlat) {
  Scenario written = oracle_scenario("steady");
  JourneyGraph const graph(written);
  SegmentForms const forms = closed_forms(written, graph).at(0);
  written.segments[0].arrivals = 5000 / forms.customer_time;  // those who leave are replaced (Little's law)
  Histories const all(written, 40);
  for (int month : {0, 1, 5, 11}) {
    std::string const when = " in month " + std::to_string(month);
    expect_mean("heads" + when, all.sum("all", S::exposure, month, month + 1), 5000 * days_per_month);
    expect_mean("joined" + when, all.sum("all", S::joined, month, month + 1),
                written.segments[0].arrivals * days_per_month);
    for (std::size_t i = 0; i < written.touchpoints.size(); ++i) {
      std::string const& name = written.touchpoints[i].name;
      expect_mean("visits to " + name + when, all.sum(name, T::visits, month, month + 1),
                  5000 * days_per_month * forms.flow[i]);
    }
  }
}

}  // namespace
}  // namespace silowalk
