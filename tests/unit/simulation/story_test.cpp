#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "engine/simulation/model/customer.h"
#include "engine/simulation/walk/simulate.h"
#include "engine/simulation/walk/walk_customer.h"
#include "tests/unit/simulation/diary.h"
#include "tests/unit/simulation/small_company.h"

namespace silowalk {
namespace {

/// One customer: order (succeeds) -> bill (fails) -> call (context lost, succeeds) -> bill (fails) -> call -> ...
/// Money, trust, waits and hand-overs can be worked out by hand.
Scenario one_customer() {
  Scenario s = order_bill_call();
  s.name = "one customer";
  s.silos[2].cost = 10;
  s.touchpoints[2].next[0] = {route("bill", 1, Distribution::constant(19))};
  return s;
}

TEST(Story, OneCustomerByHand) {
  Model const model(one_customer());
  Diary diary;
  SimulationOptions watched;
  watched.sink = &diary;
  Tally const tally = simulate(model, 1, 0, watched);

  // order 0, bill 10, call 14 (handled 1 day: rework doubles half a day), bill 34, call 38, bill 58, call 62, bill 82,
  // call 86
  ASSERT_EQ(diary.visits.size(), 9u);
  double const times[] = {0, 10, 14, 34, 38, 58, 62, 82, 86};
  for (std::size_t i = 0; i < 9; ++i) EXPECT_DOUBLE_EQ(diary.visits[i].time, times[i]) << i;

  Visit const& order = diary.visits[0];
  EXPECT_EQ(order.outcome, Outcome::success);
  EXPECT_EQ(order.trust_after, 0.5);
  EXPECT_EQ(order.revenue, 30);
  Visit const& bill = diary.visits[1];
  EXPECT_EQ(bill.outcome, Outcome::failure);
  EXPECT_NEAR(bill.trust_after, 0.5 * std::exp(-0.1) - 0.4, 1e-14);
  EXPECT_EQ(bill.revenue, 0);
  Visit const& call = diary.visits[2];
  EXPECT_TRUE(call.context_lost);
  EXPECT_DOUBLE_EQ(call.handling, 1.0);
  EXPECT_DOUBLE_EQ(call.end, 15.0);
  EXPECT_NEAR(call.trust_after, bill.trust_after * std::exp(-0.05) + 0.1 - 0.2, 1e-14);
  EXPECT_FALSE(diary.visits[3].context_lost);
  EXPECT_EQ(call.context_lost_by, 1);
  EXPECT_EQ(call.trust_gained, 0.1);
  EXPECT_EQ(call.trust_lost, 0.2);
  EXPECT_EQ(call.handoff_lost, 0.2);
  EXPECT_EQ(call.chance, 1);
  EXPECT_EQ(bill.chance, 0);
  EXPECT_EQ(diary.visits.back().then, Visit::Then::beyond_horizon);

  // Month 0 is days 0 to 30.4375: order, bill and call; month 1 bill 34, call 38, bill 58; month 2 call 62, bill 82,
  // call 86.
  EXPECT_EQ(tally.at(0, 2, TouchpointField::visits), 1);
  EXPECT_EQ(tally.at(1, 1, TouchpointField::visits), 2);
  EXPECT_EQ(tally.at(2, 2, TouchpointField::visits), 2);
  EXPECT_EQ(tally.at(0, 0, TouchpointField::revenue), 30000000);
  EXPECT_EQ(tally.at(0, 2, TouchpointField::cost), 7000000);
  EXPECT_EQ(tally.at(0, 2, TouchpointField::handling), 86400000000);
  EXPECT_EQ(tally.at(0, 2, TouchpointField::context_lost), 1);
  EXPECT_EQ(tally.at(0, 1, TouchpointField::trust_lost), 400000);
  // The subscription: a quarter a day for a month; overhead: one agent at 10 a day.
  EXPECT_EQ(tally.at(0, 3, TouchpointField::revenue), 7609375);
  EXPECT_EQ(tally.at(0, 4, TouchpointField::cost), 304375000);
  EXPECT_EQ(tally.at(0, 0, SegmentField::customers_close), 1);
  EXPECT_EQ(tally.at(0, 0, SegmentField::exposure), 2629800);
}

/// Every story of a replication, by customer.
struct Stories : VisitSink {
  using Name = std::pair<std::uint16_t, std::uint32_t>;
  void begin(Beginning const& beginning) override {
    Name const name{beginning.segment, beginning.arrival};
    EXPECT_TRUE(beginnings.emplace(name, beginning).second);
  }
  void record(Visit const& visit) override { visits[{visit.segment, visit.arrival}].push_back(visit); }
  std::map<Name, Beginning> beginnings;
  std::map<Name, std::vector<Visit>> visits;
};

/// How many were lost since month 0, each with shares that sum to one.
std::int64_t told_as_lost(Stories const& all) {
  std::int64_t lost = 0;
  for (auto const& [name, beginning] : all.beginnings) {
    auto const visits = all.visits.find(name);
    bool const none = visits == all.visits.end();
    auto const& shares = none ? beginning.attributed : visits->second.back().attributed;
    if (shares.empty()) continue;
    EXPECT_EQ(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}), 1000000);
    if ((none ? beginning.next_time : visits->second.back().next_time) >= 0) ++lost;
  }
  return lost;
}

TEST(Story, OneCustomerIsWalkedAloneAsAmongAllOthers) {
  for (Scenario const& scenario : {plain_company(), unlimited(full_company())}) {
    Model const model(scenario);
    Stories all;
    SimulationOptions watched;
    watched.sink = &all;
    Tally const tally = simulate(model, 3, 1, watched);
    std::int64_t lost = 0;
    for (int m = 0; m < tally.months; ++m) {
      for (int s = 0; s < 2; ++s) lost += tally.at(m, s, SegmentField::lost);
    }
    EXPECT_EQ(told_as_lost(all), lost);  // since month 0
    EXPECT_GT(lost, 50);
    std::erase_if(all.beginnings, [](auto const& each) { return each.first.second % 8 != 0; });  // an eighth will do
    std::erase_if(all.visits, [](auto const& each) { return each.first.second % 8 != 0; });
    Stories alone;
    for (auto const& [name, beginning] : all.beginnings)
      ASSERT_TRUE(walk_customer(model, 3, 1, name.first, name.second, alone));
    EXPECT_EQ(alone.beginnings, all.beginnings);
    EXPECT_EQ(alone.visits, all.visits);
  }
}

TEST(Story, WhoIsNotThereIsNotWalked) {
  Model const model(plain_company());
  Stories nobody;
  EXPECT_FALSE(walk_customer(model, 3, 1, 0, 900, nobody));
  EXPECT_FALSE(walk_customer(model, 3, 1, 0, newcomer_bit, nobody));
  EXPECT_FALSE(walk_customer(model, 3, 1, 1, 0, nobody));
  EXPECT_FALSE(walk_customer(model, 3, 1, 1, newcomer_bit + 100000, nobody));
  EXPECT_FALSE(walk_customer(model, 3, 1, 2, 0, nobody));
  EXPECT_TRUE(nobody.beginnings.empty());
  EXPECT_THROW(walk_customer(Model(full_company()), 3, 1, 0, 0, nobody), std::invalid_argument);
}

// Three customers come together to one agent: each sees the work of those before them.
TEST(Story, WorkAheadInTheQueueByHand) {
  Scenario s = one_customer();
  s.segments[0].customers = 3;
  s.segments[0].entry = "call";
  Diary diary;
  SimulationOptions watched;
  watched.sink = &diary;
  simulate(Model(s), 1, 0, watched);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(diary.visits[static_cast<std::size_t>(i)].waiting_ahead, std::max(0, i - 1));
    EXPECT_EQ(diary.visits[static_cast<std::size_t>(i)].work_ahead, 0.5 * i);
    EXPECT_EQ(diary.visits[static_cast<std::size_t>(i)].wait, 0.5 * i);
  }
}

// A sink that wants one customer is told that customer's story and no other's.
TEST(Story, OnlyWhoIsWantedIsTold) {
  struct Choosy : Stories {
    bool wants(std::uint16_t segment, std::uint32_t arrival) const override { return segment == 0 && arrival == 17; }
  } choosy;
  Stories all;
  Model const model(full_company());
  SimulationOptions watched;
  watched.sink = &all;
  Tally const tally = simulate(model, 4, 0, watched);
  watched.sink = &choosy;
  EXPECT_EQ(simulate(model, 4, 0, watched), tally);
  ASSERT_EQ(choosy.beginnings.size(), 1u);
  EXPECT_EQ(choosy.beginnings.begin()->second, all.beginnings.at({0, 17}));
  ASSERT_EQ(choosy.visits.size(), 1u);
  EXPECT_EQ(choosy.visits.begin()->second, all.visits.at({0, 17}));
}

TEST(Story, MoneyIsDiscountedAtItsOwnTime) {
  Scenario s = one_customer();
  s.horizon.discount = 0.10;
  Tally const tally = simulate(Model(s), 1, 0);
  // The call at day 14 lasts until day 15, when its cost is due.
  EXPECT_EQ(tally.at(0, 2, TouchpointField::cost_discounted), std::llround(7e6 * std::pow(1.1, -15 / 365.25)));
  // A perpetual flow of 0.25 a day over the first month: (1 - v) / delta.
  double const delta = std::log(1.1) / 365.25;
  EXPECT_NEAR(static_cast<double>(tally.at(0, 3, TouchpointField::revenue_discounted)),
              0.25e6 * (1 - std::exp(-delta * days_per_month)) / delta, 1.0);
}

// A hazard with baseline trust leaves the life clock's mean where it is; the moment of leaving follows from one draw.
TEST(Story, QuietChurnIsBookedWhereTheyWereAndAttributedToWhoLostTheirTrust) {
  Scenario s = one_customer();
  s.segments[0].customers = 4000;
  s.silos[2].agents.reset();
  s.segments[0].churn = {0.01, 1.0, 0, 4, {}};
  Model const model(s);
  Tally const tally = simulate(model, 1, 0);
  std::int64_t lost = 0, booked = 0, attributed = 0, to_billing = 0, to_sales = 0;
  for (int m = 0; m < tally.months; ++m) {
    lost += tally.at(m, 0, SegmentField::lost);
    for (int t = 0; t < tally.touchpoints; ++t) booked += tally.at(m, t, TouchpointField::churn_booked);
    for (int k = 0; k < tally.silos; ++k) attributed += tally.at(m, k, SiloField::churn_attributed);
    to_billing += tally.at(m, 1, SiloField::churn_attributed);
    to_sales += tally.at(m, 0, SiloField::churn_attributed);
  }
  EXPECT_GT(lost, 2000);
  EXPECT_EQ(booked, lost);
  EXPECT_EQ(attributed, lost * 1000000);
  EXPECT_GT(to_billing, 0);
  EXPECT_EQ(to_sales, 0);  // sales never lost any trust
}

void expect_conserved(Tally const& t) {
  for (int m = 0; m < t.months; ++m) {
    std::int64_t revenue[3] = {}, cost[3] = {}, seen[3] = {}, paid[3] = {};
    for (int i = 0; i < t.touchpoints; ++i) {
      revenue[0] += t.at(m, i, TouchpointField::revenue);
      cost[0] += t.at(m, i, TouchpointField::cost);
      seen[0] += t.at(m, i, TouchpointField::revenue_discounted);
      paid[0] += t.at(m, i, TouchpointField::cost_discounted);
      EXPECT_EQ(t.at(m, i, TouchpointField::visits),
                t.at(m, i, TouchpointField::success) + t.at(m, i, TouchpointField::failure) +
                    t.at(m, i, TouchpointField::recovered) + t.at(m, i, TouchpointField::abandoned) +
                    t.at(m, i, TouchpointField::turned_away));
    }
    for (int i = 0; i < t.silos; ++i) {
      revenue[1] += t.at(m, i, SiloField::revenue);
      cost[1] += t.at(m, i, SiloField::cost);
      seen[1] += t.at(m, i, SiloField::revenue_discounted);
      paid[1] += t.at(m, i, SiloField::cost_discounted);
    }
    for (int i = 0; i < t.segments; ++i) {
      revenue[2] += t.at(m, i, SegmentField::revenue);
      cost[2] += t.at(m, i, SegmentField::cost);
      seen[2] += t.at(m, i, SegmentField::revenue_discounted);
      paid[2] += t.at(m, i, SegmentField::cost_discounted);
      EXPECT_EQ(t.at(m, i, SegmentField::customers_open) + t.at(m, i, SegmentField::joined) -
                    t.at(m, i, SegmentField::lost) - t.at(m, i, SegmentField::ended),
                t.at(m, i, SegmentField::customers_close));
      EXPECT_EQ(t.at(m, i, SegmentField::value_open) + t.at(m, i, SegmentField::value_joined) -
                    t.at(m, i, SegmentField::value_lost) - t.at(m, i, SegmentField::value_ended) +
                    t.at(m, i, SegmentField::value_revaluation),
                t.at(m, i, SegmentField::value_close));
      if (m > 0) {
        EXPECT_EQ(t.at(m, i, SegmentField::customers_open), t.at(m - 1, i, SegmentField::customers_close));
      }
      EXPECT_GE(t.at(m, i, SegmentField::customers_close), 0);
      EXPECT_GE(t.at(m, i, SegmentField::prospects_close), 0);
    }
    for (int axis = 1; axis < 3; ++axis) {
      EXPECT_EQ(revenue[0], revenue[axis]);
      EXPECT_EQ(cost[0], cost[axis]);
      EXPECT_EQ(seen[0], seen[axis]);
      EXPECT_EQ(paid[0], paid[axis]);
    }
  }
}

TEST(Story, EveryRowIsConserved) {
  for (Scenario const& scenario : {plain_company(), full_company(), unlimited(full_company())}) {
    Model const model(scenario);
    for (std::uint32_t replication = 0; replication < 3; ++replication)
      expect_conserved(simulate(model, 5, replication));
  }
}

// Fader and Hardie 2007: regular customers of a subscription; alpha .7041, beta 1.1820 of the chance not to renew.
// Everybody meets the renewal once a year; who fails it leaves. Level: 5 years, two-sided 1e-3 together (z 3.7 each).
TEST(Story, YearlyRenewalIsShiftedBetaGeometric) {
  double const alpha = 0.7041, beta = 1.1820;
  Scenario s;
  s.name = "renewal";
  s.horizon.months = 12 * 12 + 2;
  s.silos.resize(1);
  s.silos[0].name = "contracts";
  s.exits = {exit_of("gone", Exit::Kind::churn)};
  s.touchpoints.resize(2);
  s.touchpoints[0].name = "signing";
  s.touchpoints[0].silo = "contracts";
  s.touchpoints[0].next[0] = {route("renewal", 1, Distribution::constant(365.25))};
  Touchpoint& renewal = s.touchpoints[1];
  renewal.name = "renewal";
  renewal.silo = "contracts";
  renewal.success = beta / (alpha + beta);
  renewal.success_spread = 1 / (alpha + beta + 1);
  renewal.next[0] = {route("renewal", 1, Distribution::constant(365.25))};
  renewal.next[1] = {route("gone", 1, Distribution::constant(0))};
  s.segments.resize(1);
  s.segments[0].name = "all";
  s.segments[0].customers = 200000;
  s.segments[0].start = Start::entry;
  s.segments[0].entry = "signing";
  Tally const tally = simulate(Model(s), 2007, 0);
  double const published[] = {0.2201, 0.2044, 0.1912, 0.1799, 0.1700};  // after 8 to 12 years, to four digits
  double survivors = 1;
  for (int year = 1; year <= 12; ++year) {
    survivors *= (beta + year - 1) / (alpha + beta + year - 1);  // the product form of the retention curve
    if (year < 8) continue;
    EXPECT_NEAR(survivors, published[year - 8], 5e-5);
    auto const there = static_cast<double>(tally.at(12 * year, 0, SegmentField::customers_close)) / 200000;
    double const deviation = std::sqrt(survivors * (1 - survivors) / 200000);
    EXPECT_NEAR(there, survivors, 3.7 * deviation) << year;
  }
}

}  // namespace
}  // namespace silowalk
