#include <gtest/gtest.h>

#include <string>

#include "tests/oracles/oracle.h"

/// A company that decides and whose agents resign, against closed forms. (Its parts one by one, and what must be the
/// same bit for bit: tests/unit/simulation.)
namespace silowalk::oracle {
namespace {

TEST(Organisation, AgentsWhoResignAndAreReplaced) {
  // An alternating renewal process in its steady state: agents / (1 + rate x lag) are employed. Resignations are that
  // number times the rate.
  Histories const all(oracle_scenario("resignations"), 20);
  double const rate = 0.05 / days_per_month;
  double const there = 60 / (1 + rate * 50);
  double const days = 24 * days_per_month;
  expect_mean("agents", scaled(all.sum("care", SiloField::agents), 1 / days), there);
  expect_mean("resignations", all.sum("care", SiloField::resignations), there * rate * days);
  expect_mean("their cost", all.sum("care", SiloField::cost), there * days * 3000 / days_per_month);
}

TEST(Organisation, WorkThatStallsIsDeliveredByANegativeBinomial) {
  // Two moving months at p = 1/2, begun in month 3: delivered by the beginning of month 3 + n with 1 - (n + 1) / 2^n.
  Histories const all(
      oracle_scenario("resignations", {{"horizon.warm_up", "0 days", "here"}, {"horizon.months", "10", "here"}}), 2000);
  for (int n = 2; n <= 6; ++n) {
    std::vector<double> by_then;
    for (Tally const& tally : all.tallies()) {
      double delivered = 0;
      for (int month = 0; month <= 3 + n; ++month)
        delivered += static_cast<double>(tally.at(month, 0, InitiativeField::delivered));
      by_then.push_back(delivered);
    }
    expect_mean("delivered after " + std::to_string(n) + " months", by_then, 1 - (n + 1) / static_cast<double>(1 << n));
  }
}

}  // namespace
}  // namespace silowalk::oracle
