#include <gtest/gtest.h>

#include <random>

#include "engine/simulation/walk/simulate.h"
#include "tests/unit/simulation/small_company.h"

// To whom a lost customer is attributed: never to a silo that cost no trust.
namespace silowalk {
namespace {

std::int64_t total(Tally const& tally, int silo, SiloField field) {
  std::int64_t sum = 0;
  for (int month = 0; month < tally.months; ++month) sum += tally.at(month, silo, field);
  return sum;
}

std::int64_t total(Tally const& tally, int touchpoint, TouchpointField field) {
  std::int64_t sum = 0;
  for (int month = 0; month < tally.months; ++month) sum += tally.at(month, touchpoint, field);
  return sum;
}

/// Draws companies of four silos, one touchpoint each. Only the silos of `harms` can cost trust: the others always
/// succeed, hand over with the context, and have so many agents that nobody waits while they are open.
class RandomCompanies {
 public:
  explicit RandomCompanies(unsigned seed) : words_(seed) {}

  static constexpr std::size_t silos = 4;
  std::vector<bool> harms;

  Scenario next() {
    harms.assign(silos, false);
    for (std::size_t k = 0; k < silos; ++k) harms[k] = between(0, 1) < 0.4;
    Scenario s;
    s.horizon.months = 4;
    s.horizon.warm_up = 0;
    s.exits = {exit_of("done", Exit::Kind::end), exit_of("lost", Exit::Kind::churn)};
    for (std::size_t k = 0; k < silos; ++k) add_silo(s, k);
    Segment segment;
    segment.name = "all";
    segment.arrivals = between(10, 40);
    segment.any_hour = true;
    segment.entry = "t0";
    segment.trust = between(0.3, 0.8);
    if (between(0, 1) < 0.7) segment.memory = between(20, 200);
    if (between(0, 1) < 0.7) segment.churn = {0.004, between(0.2, 2), 0.4, 4, {}};
    s.segments = {segment};
    return s;
  }

 private:
  double between(double low, double high) { return std::uniform_real_distribution<double>(low, high)(words_); }
  int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(words_); }

  void add_silo(Scenario& s, std::size_t k) {
    Silo silo;
    silo.name = "s" + std::to_string(k);
    if (between(0, 1) < 0.8) {
      silo.agents = harms[k] ? whole(1, 2) : 500;
      silo.shifts = {{static_cast<std::uint8_t>(whole(1, 127)), whole(60, 600), whole(700, 1300), {}}};
    }
    s.silos.push_back(silo);
    Touchpoint t;
    t.name = "t" + std::to_string(k);
    t.silo = silo.name;
    t.any_hour = true;
    if (silo.agents) t.handling = Distribution::exponential(between(0.002, 0.02));
    t.trust = {between(0, 0.6), 0, between(0.1, 0.6), between(0.001, 0.02), 1, 0};
    if (harms[k]) {
      t.success = between(0.5, 0.95);
      t.trust.loss = between(0.1, 0.9);
    }
    std::string const onward = "t" + std::to_string((k + 1) % silos);
    t.next[0] = {route(onward, 0.8, Distribution::exponential(between(1, 6))),
                 route("done", 0.1, Distribution::constant(0)), route("lost", 0.1, Distribution::constant(0))};
    t.next[0][2].elasticity = between(-1, 1);
    t.next[1] = t.next[0];
    s.touchpoints.push_back(t);
  }

  std::mt19937 words_;
};

TEST(Attribution, WhatCostsNoTrustIsAttributedNothing) {
  RandomCompanies companies(20261128);
  int tried = 0;  // silos that cost no trust, in companies where churn is attributed to others
  for (int company = 0; company < 120; ++company) {
    Scenario const scenario = companies.next();
    Tally const tally = simulate(Model(scenario), static_cast<std::uint64_t>(company), 0);
    std::int64_t to_silos = 0;
    std::int64_t to_all = 0;
    std::int64_t lost = 0;
    for (int month = 0; month < tally.months; ++month) lost += tally.at(month, 0, SegmentField::lost);
    for (int k = 0; k <= static_cast<int>(RandomCompanies::silos); ++k) {
      std::int64_t const attributed = total(tally, k, SiloField::churn_attributed);
      to_all += attributed;
      if (k < static_cast<int>(RandomCompanies::silos)) to_silos += attributed;
    }
    ASSERT_EQ(to_all, lost * 1000000);
    for (int k = 0; k < static_cast<int>(RandomCompanies::silos); ++k) {
      if (total(tally, k, TouchpointField::trust_lost) != 0) continue;
      EXPECT_EQ(total(tally, k, SiloField::churn_attributed), 0) << "company " << company << ", silo " << k;
      if (to_silos > 0) ++tried;
    }
    for (int k = 0; k < static_cast<int>(RandomCompanies::silos); ++k) {
      if (companies.harms[static_cast<std::size_t>(k)]) continue;
      EXPECT_EQ(total(tally, k, TouchpointField::trust_lost), 0) << "company " << company << ", silo " << k;
    }
  }
  EXPECT_GT(tried, 120);
}

// The company of finding T1: trust rises, and more of it leads to the exit. Nobody waits in open hours.
Scenario trust_rises_and_customers_leave() {
  Scenario s;
  s.horizon.months = 6;
  s.exits = {exit_of("done", Exit::Kind::end), exit_of("lost", Exit::Kind::churn)};
  s.silos.resize(2);
  s.silos[0].name = "desk";
  s.silos[0].agents = 500;
  s.silos[0].shifts = {{31, 8 * 60 + 20, 17 * 60 + 10, {}}};
  s.silos[1].name = "web";
  s.touchpoints.resize(2);
  Touchpoint& desk = s.touchpoints[0];
  desk.name = "desk";
  desk.silo = "desk";
  desk.any_hour = true;
  desk.handling = Distribution::exponential(0.01);
  desk.trust.gain = 0.5;
  desk.trust.wait = 0.3;
  desk.trust.tolerance = 10.0 / 1440;
  desk.next[0] = {route("portal", 1, Distribution::exponential(1))};
  Touchpoint& portal = s.touchpoints[1];
  portal.name = "portal";
  portal.silo = "web";
  portal.next[0] = {route("done", 0.6, Distribution::constant(0)), route("lost", 0.4, Distribution::constant(0))};
  portal.next[0][1].elasticity = 0.5;
  s.segments.resize(1);
  s.segments[0].name = "all";
  s.segments[0].arrivals = 40;
  s.segments[0].any_hour = true;
  s.segments[0].entry = "desk";
  return s;
}

TEST(Attribution, ChurnThatTrustRaisedIsTheBaselines) {
  Scenario scenario = trust_rises_and_customers_leave();
  for (bool const some_wait : {false, true}) {
    if (some_wait) scenario.silos[0].agents = 1;  // there are accounts of lost trust; most customers still gained
    scenario.touchpoints[0].trust.wait = some_wait ? 0.1 : 0.3;
    Tally const tally = simulate(Model(scenario), 7, 0);
    EXPECT_GT(tally.at(1, 0, SegmentField::lost), 100);
    EXPECT_EQ(total(tally, 0, TouchpointField::trust_lost) > 0, some_wait);
    EXPECT_EQ(total(tally, 0, SiloField::churn_attributed), 0);
    EXPECT_EQ(total(tally, 1, SiloField::churn_attributed), 0);
  }
}

TEST(Attribution, ThePatientWhoFindAClosedDoorDoNotAbandon) {
  Scenario scenario = trust_rises_and_customers_leave();
  scenario.touchpoints[0].patience = Distribution::constant(0);
  scenario.touchpoints[0].answer_within = 0;
  scenario.touchpoints[0].next[2] = scenario.touchpoints[0].next[0];
  Tally const tally = simulate(Model(scenario), 7, 0);
  EXPECT_EQ(total(tally, 0, TouchpointField::abandoned), 0);
  EXPECT_EQ(total(tally, 0, TouchpointField::wait), 0);
  EXPECT_EQ(total(tally, 0, TouchpointField::answered_in_time), total(tally, 0, TouchpointField::visits));
}

/// One agent who is overloaded and tires: 80 calls a day of 12 minutes, strain .5, fatigue 4.
Scenario tired_agent(double warm_up) {
  Scenario s;
  s.horizon.months = 2;
  s.horizon.warm_up = warm_up;
  s.exits = {exit_of("done", Exit::Kind::end)};
  s.silos.resize(1);
  s.silos[0].name = "desk";
  s.silos[0].agents = 1;
  s.silos[0].strain = 0.5;
  s.silos[0].fatigue = 4;
  s.touchpoints.resize(1);
  s.touchpoints[0].name = "call";
  s.touchpoints[0].silo = "desk";
  s.touchpoints[0].handling = Distribution::constant(12.0 / 1440);
  s.touchpoints[0].success = 0.8;
  s.touchpoints[0].next[0] = {route("done", 1, Distribution::constant(0))};
  s.touchpoints[0].next[1] = s.touchpoints[0].next[0];
  s.segments.resize(1);
  s.segments[0].name = "all";
  s.segments[0].arrivals = 80;
  s.segments[0].entry = "call";
  return s;
}

double success_in_first_month(double warm_up) {
  Tally const tally = simulate(Model(tired_agent(warm_up)), 11, 0);
  return static_cast<double>(tally.at(0, 0, TouchpointField::success)) /
         static_cast<double>(tally.at(0, 0, TouchpointField::visits));
}

// Some 2,430 visits: a standard error of .008 at .8 and of .0095 at .67. Fatigue goes by the last complete month.
TEST(Fatigue, GoesByCompleteMonthsOnly) {
  double constexpr month = 30.4375;
  for (double const warm_up : {0.0, 15.0, 29.0}) EXPECT_NEAR(success_in_first_month(warm_up), 0.8, 0.033) << warm_up;
  // logit(.8) - 4 (.667 - .5) is .673 in the mean.
  EXPECT_NEAR(success_in_first_month(month), 0.673, 0.035);
  EXPECT_NEAR(success_in_first_month(month + 10), 0.673, 0.035);
}

TEST(Fatigue, TheFirstMonthsDriftIsOfWhatWasSimulated) {
  Tally const tally = simulate(Model(tired_agent(10)), 11, 0);
  EXPECT_EQ(tally.drift.first_capacity[0], 10 * 86400000000);
  EXPECT_EQ(tally.drift.first_capacity, tally.drift.last_capacity);
}

}  // namespace
}  // namespace silowalk
