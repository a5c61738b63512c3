#include <gtest/gtest.h>

#include <filesystem>

#include "engine/statistics/tally_digest.h"
#include "tests/oracles/oracle.h"

/// What must hold to the last unit in every row of every replication, whatever the scenario.
namespace silowalk {
namespace {

using T = TouchpointField;
using S = SegmentField;
using K = SiloField;

void expect_heads_balance(Tally const& tally, int month, int segment) {
  auto const at = [&](S field) { return tally.at(month, segment, field); };
  EXPECT_EQ(at(S::customers_open) + at(S::joined) - at(S::lost) - at(S::ended), at(S::customers_close));
  EXPECT_EQ(at(S::prospects_open) + at(S::prospects_arrived) - at(S::prospects_joined) - at(S::prospects_lost) -
                at(S::prospects_ended),
            at(S::prospects_close));
  EXPECT_EQ(at(S::value_open) + at(S::value_joined) - at(S::value_lost) - at(S::value_ended) + at(S::value_revaluation),
            at(S::value_close));
  for (S field : {S::customers_open, S::joined, S::lost, S::ended, S::customers_close, S::exposure, S::prospects_open,
                  S::prospects_arrived, S::prospects_close}) {
    EXPECT_GE(at(field), 0);
  }
  if (month == 0) return;
  EXPECT_EQ(tally.at(month - 1, segment, S::customers_close), at(S::customers_open));
  EXPECT_EQ(tally.at(month - 1, segment, S::prospects_close), at(S::prospects_open));
  EXPECT_EQ(tally.at(month - 1, segment, S::value_close), at(S::value_open));
}

void expect_visits_balance(Tally const& tally, int month, int touchpoint) {
  auto const at = [&](T field) { return tally.at(month, touchpoint, field); };
  EXPECT_EQ(at(T::success) + at(T::failure) + at(T::recovered) + at(T::abandoned) + at(T::turned_away), at(T::visits));
  EXPECT_LE(at(T::handling), at(T::offered));
  EXPECT_LE(at(T::answered_in_time), at(T::visits));
  EXPECT_LE(at(T::survey_count), at(T::visits));
}

template <class Field>
std::int64_t over_members(Tally const& tally, int month, int members, Field field) {
  std::int64_t sum = 0;
  for (int i = 0; i < members; ++i) sum += tally.at(month, i, field);
  return sum;
}

void expect_money_balances(Tally const& tally, int month) {
  struct {
    T touchpoint;
    K silo;
    S segment;
  } const rows[] = {{T::revenue, K::revenue, S::revenue},
                    {T::cost, K::cost, S::cost},
                    {T::revenue_discounted, K::revenue_discounted, S::revenue_discounted},
                    {T::cost_discounted, K::cost_discounted, S::cost_discounted}};
  for (auto const& row : rows) {
    std::int64_t const by_touchpoint = over_members(tally, month, tally.touchpoints, row.touchpoint);
    EXPECT_EQ(by_touchpoint, over_members(tally, month, tally.silos, row.silo));
    EXPECT_EQ(by_touchpoint, over_members(tally, month, tally.segments, row.segment));
  }
}

void expect_churn_balances(Tally const& tally, int month) {
  std::int64_t const lost = over_members(tally, month, tally.segments, S::lost);
  EXPECT_EQ(over_members(tally, month, tally.touchpoints, T::churn_booked), lost);
  EXPECT_EQ(over_members(tally, month, tally.silos, K::churn_booked), lost);
  EXPECT_EQ(over_members(tally, month, tally.silos, K::churn_attributed), lost * 1000000);
  EXPECT_EQ(over_members(tally, month, tally.touchpoints, T::visits),
            over_members(tally, month, tally.silos, K::visits));
  EXPECT_EQ(over_members(tally, month, tally.touchpoints, T::trust_lost),
            over_members(tally, month, tally.silos, K::trust_lost));
}

void expect_identities(Scenario const& scenario, int replications) {
  oracle::Histories const all(scenario, replications);
  for (Tally const& tally : all.tallies()) {
    for (int month = 0; month < tally.months; ++month) {
      SCOPED_TRACE("month " + std::to_string(month));
      for (int i = 0; i < tally.segments; ++i) expect_heads_balance(tally, month, i);
      for (int i = 0; i < tally.touchpoints; ++i) expect_visits_balance(tally, month, i);
      expect_money_balances(tally, month);
      expect_churn_balances(tally, month);
    }
  }
}

TEST(Identities, Everything) { expect_identities(oracle::oracle_scenario("everything"), 10); }

TEST(Identities, EverythingHappens) {
  // The scenario above covers the identities: every outcome and every way of leaving occurs in it.
  oracle::Histories const all(oracle::oracle_scenario("everything"), 3);
  auto const occurs = [](std::vector<double> const& values) {
    double sum = 0;
    for (double each : values) sum += each;
    return sum > 0;
  };
  for (T field : {T::success, T::failure, T::recovered, T::abandoned, T::turned_away, T::answered_in_time,
                  T::context_lost, T::wait, T::trust_lost, T::survey_count, T::churn_booked}) {
    EXPECT_TRUE(occurs(all.sum("call", field))) << touchpoint_fields[static_cast<std::size_t>(field)].name;
  }
  for (S field : {S::joined, S::lost, S::ended, S::prospects_arrived, S::prospects_joined, S::prospects_lost,
                  S::value_joined, S::value_lost, S::value_ended}) {
    EXPECT_TRUE(occurs(all.sum("home", field))) << segment_fields[static_cast<std::size_t>(field)].name;
  }
  for (std::string const silo : {"sales", "care", "(company)"}) EXPECT_TRUE(occurs(all.sum(silo, K::churn_attributed)));
}

TEST(Identities, OracleScenarios) {
  for (char const* name : {"erlang_a", "bounded_queue", "contact_centre", "churn_route", "steady", "deciding"}) {
    SCOPED_TRACE(name);
    expect_identities(oracle::oracle_scenario(name), 1);
  }
}

TEST(Identities, TheCompaniesThatShip) {
  namespace fs = std::filesystem;
  int found = 0;
  for (auto const& entry : fs::recursive_directory_iterator(fs::path(SILOWALK_SOURCE_DIR) / "scenarios")) {
    if (entry.path().extension() != ".toml" || entry.path().parent_path().filename() == "levers") continue;
    SCOPED_TRACE(entry.path().string());
    Scenario scenario = read_scenario(entry.path().string());
    for (Segment& segment : scenario.segments) {  // in small: the identities do not depend on size
      segment.customers = (segment.customers + 99) / 100;
      segment.arrivals /= 100;
    }
    expect_identities(scenario, 1);
    ++found;
  }
  EXPECT_GT(found, 0);
}

TEST(Identities, TwoIdenticalScenariosDoNotDiffer) {
  Scenario const one = oracle::oracle_scenario("everything");
  Scenario other = one;
  other.name = "The same by another name";
  for (Touchpoint& each : other.touchpoints) each.title += " (again)";
  oracle::Histories const a(one, 3);
  oracle::Histories const b(other, 3);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(a.tallies()[i] == b.tallies()[i]) << i;
  EXPECT_FALSE(a.tallies()[0] == a.tallies()[1]);
}

TEST(Identities, GoalsAloneChangeNothing) {
  Scenario without = read_scenario(SILOWALK_SOURCE_DIR "/scenarios/example-company/company.toml");
  ASSERT_FALSE(without.goals.empty());
  without.horizon.months = 6;
  Scenario with = without;
  without.goals.clear();
  Goal more = with.goals.front();
  more.name = "one_more";
  more.parent = with.goals.front().name;
  with.goals.push_back(more);
  for (std::uint32_t replication : {0u, 1u}) {
    EXPECT_EQ(digest_of(simulate(Model(with), 11, replication)), digest_of(simulate(Model(without), 11, replication)));
  }
  EXPECT_NE(digest_of(simulate(Model(with), 11, 0)), digest_of(simulate(Model(with), 11, 1)));
}

TEST(Identities, TimeOrderAndOneAfterAnotherAgree) {
  for (char const* name : {"absorbing", "cdnow", "neutral", "churn_route", "tenure", "newcomers"}) {
    SCOPED_TRACE(name);
    Scenario scenario = oracle::oracle_scenario(name);
    scenario.horizon.months = std::min(scenario.horizon.months, 36);
    for (Segment& segment : scenario.segments) segment.customers = std::min<std::int64_t>(segment.customers, 2000);
    Model const model(scenario);
    EXPECT_TRUE(model.independent());
    SimulationOptions in_time_order;
    in_time_order.force_time_order = true;
    EXPECT_TRUE(simulate(model, 5, 0) == simulate(model, 5, 0, in_time_order));
  }
}

}  // namespace
}  // namespace silowalk
