#include <gtest/gtest.h>

#include <cmath>

#include "engine/statistics/contrast.h"
#include "engine/statistics/named_output.h"
#include "tests/oracles/oracle.h"

/// Scenarios that are equal in distribution must not have a winner more often than the stated level. One small company
/// is simulated as two scenarios with independent random numbers.
namespace silowalk {
namespace {

#if defined(SILOWALK_REPEATS)
constexpr int repeats = SILOWALK_REPEATS;
#else
constexpr int repeats = 200;
#endif
constexpr std::size_t scenarios = 2;  // the worst case: a winner among more must beat all of them
constexpr std::uint32_t most = 32;

/// Returns the number of false winners that a binomial at the stated 5 % exceeds once in 10 000: mean + 3.72 standard
/// deviations.
int allowed() { return static_cast<int>(std::ceil(0.05 * repeats + 3.72 * std::sqrt(repeats * 0.05 * 0.95))); }

Scenario small_company() {
  return parse_scenario(R"(
    name = "Kiosk"
    horizon = { months = 6, warm_up = "1 month" }
    [segment.neighbours]
    customers = 80
    arrivals  = "0.5 per day"
    entry     = "counter"
    revenue   = "9 per month"
    churn     = { rate = "0.05 per month", sensitivity = 0.8, frailty_cv = 0.5 }
    [silo.sales]
    agents = 1
    [touchpoint.counter]
    silo     = "sales"
    handling = { distribution = "exponential", mean = "30 min" }
    success  = 0.85
    trust    = { gain = 0.1, loss = 0.6 }
    next.success = [ { to = "counter", after = { distribution = "exponential", mean = "20 days" } } ]
    next.failure = [ { to = "counter", share = 0.9, after = "5 days" }, { to = "gone", share = 0.1 } ]
    [exit.gone]
    kind = "churn"
  )",
                        "kiosk");
}

/// Series of one repeat, [output][scenario], outputs in which more is better.
std::vector<std::vector<Series>> simulate_repeat(Model const& model, std::vector<NamedOutput> const& outputs,
                                                 int repeat) {
  std::vector<std::vector<Series>> series(outputs.size(), std::vector<Series>(scenarios));
  for (std::size_t s = 0; s < scenarios; ++s) {
    auto const seed = static_cast<std::uint64_t>(repeat) * scenarios + s + 1;
    for (std::uint32_t replication = 0; replication < most; ++replication) {
      Tally const tally = simulate(model, seed, replication);
      for (std::size_t i = 0; i < outputs.size(); ++i) series[i][s].push_back(outputs[i].of(tally));
    }
  }
  return series;
}

bool anybody_wins(std::vector<std::vector<Series>> const& series, std::uint32_t replications,
                  Scrutiny const& scrutiny) {
  for (auto const& output : series) {
    std::vector<Series> first;
    for (Series const& each : output) first.emplace_back(each.begin(), each.begin() + replications);
    if (winner_of(first, true, scrutiny)) return true;
  }
  return false;
}

TEST(EqualInLaw, FalseWinnersAreNoMoreThanPromised) {
  Scenario const scenario = small_company();
  Model const model(scenario);
  OutputFrame const frame{model.axes(), "EUR", 0, scenario.horizon.months * days_per_month};
  std::vector<NamedOutput> outputs;
  for (char const* name : {"customers", "revenue"}) outputs.emplace_back(name, Window{}, frame);
  Scrutiny const once{.comparisons = static_cast<int>(outputs.size() * (scenarios - 1))};
  Scrutiny again = once;
  again.first_look = 8;
  int at_once = 0;
  int looking_again = 0;
  int unpaid = 0;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    auto const series = simulate_repeat(model, outputs, repeat);
    at_once += anybody_wins(series, 16, once) ? 1 : 0;
    bool stopped = false;
    bool stopped_unpaid = false;
    for (std::uint32_t const look : {8u, 16u, most}) {  // until a scenario wins
      stopped = stopped || anybody_wins(series, look, again);
      stopped_unpaid = stopped_unpaid || anybody_wins(series, look, Scrutiny{});
    }
    looking_again += stopped ? 1 : 0;
    unpaid += stopped_unpaid ? 1 : 0;
  }
  EXPECT_LE(at_once, allowed());
  EXPECT_LE(looking_again, allowed());
  EXPECT_GT(unpaid, allowed()) << "a test that could not fail: without the adjustments nothing goes wrong either";
  RecordProperty("false_winners_at_once", at_once);
  RecordProperty("false_winners_looking_again", looking_again);
  RecordProperty("false_winners_without_adjustment", unpaid);
  std::printf("of %d: %d at once, %d looking again, %d without adjustment\n", repeats, at_once, looking_again, unpaid);
}

}  // namespace
}  // namespace silowalk
