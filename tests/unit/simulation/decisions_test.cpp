#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "engine/base/complaint.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/unit/simulation/small_company.h"

/// Companies that decide while they are simulated: what must be the same bit for bit, what must never be broken, and
/// small cases worked by hand.
namespace silowalk {
namespace {

Initiative initiative(std::string name, std::string owner) {
  Initiative i;
  i.name = std::move(name);
  i.owner = std::move(owner);
  return i;
}

Effect log_odds(std::string on, double amount) { return {std::move(on), Effect::How::log_odds, amount, {}, {}, {}}; }
Effect times(std::string on, double amount) { return {std::move(on), Effect::How::times, amount, {}, {}, {}}; }

/// The full company with four pieces of work that its silos may choose from, and everything that slows them down.
Scenario deciding_company() {
  Scenario s = full_company();
  s.horizon.months = 30;
  s.horizon.warm_up = 100;
  s.silos[0].budget = 30.0;
  s.silos[1].budget = 60.0;
  s.silos[1].agents = 4;
  s.silos[1].attrition = {0.004, 2, 30};
  s.touchpoints[0].success = 0.9;
  s.touchpoints[0].trust.gain = 0.05;
  s.touchpoints[0].trust.loss = 0.5;
  s.touchpoints[0].survey = Survey{0.2, 0, 0, 0};
  s.touchpoints[0].next[1] = s.touchpoints[0].next[0];
  s.initiatives = {initiative("speed", "shop"), initiative("clarity", "web"), initiative("training", "shop"),
                   initiative("polish", "web")};
  s.initiatives[0].effects = {times("touchpoint.buy.handling", 0.85), log_odds("touchpoint.buy.success", -0.4)};
  s.initiatives[0].cost_once = 4000;
  s.initiatives[0].duration = 40;
  s.initiatives[1].effects = {log_odds("touchpoint.look.success", 0.9), log_odds("touchpoint.buy.success", 0.3)};
  s.initiatives[1].cost_once = 6000;
  s.initiatives[1].cost_running = 2;
  s.initiatives[1].duration = 90;
  s.initiatives[1].ramp = 60;
  s.initiatives[2].effects = {log_odds("touchpoint.buy.success", 0.8), log_odds("touchpoint.buy.recovery", 0.6)};
  s.initiatives[2].cost_once = 9000;
  s.initiatives[2].duration = 120;
  s.initiatives[2].effort = {{"shop", 1}};
  s.initiatives[3].effects = {log_odds("touchpoint.look.success", 0.4)};
  s.initiatives[3].cost_once = 3000;
  s.organisation.written = true;
  s.organisation.rule = Rule::own_score;
  s.organisation.accountability = 0.8;
  s.organisation.planning = {182.625, 30, false, 365.25};
  return s;
}

Tally history(Scenario const& s, std::uint32_t replication = 0) { return simulate(Model(s), 5, replication); }

/// Everything but what is told of initiatives.
void expect_same_world(Tally const& a, Tally const& b) {
  EXPECT_EQ(a.touchpoint_cells, b.touchpoint_cells);
  EXPECT_EQ(a.silo_cells, b.silo_cells);
  EXPECT_EQ(a.segment_cells, b.segment_cells);
  EXPECT_EQ(a.wait_histogram, b.wait_histogram);
}

std::int64_t sum(Tally const& t, int initiative, InitiativeField field) {
  std::int64_t total = 0;
  for (int month = 0; month < t.months; ++month) total += t.at(month, initiative, field);
  return total;
}

TEST(Decisions, WorkWithoutEffortAndEffectIsNoWork) {
  Scenario const none = full_company();
  Scenario idle = none;
  idle.initiatives = {initiative("nothing", "shop")};
  idle.initiatives[0].start = 60;
  idle.initiatives[0].duration = 90;
  Tally const with = history(idle);
  expect_same_world(with, history(none));
  EXPECT_EQ(sum(with, 0, InitiativeField::committed), 1);
  EXPECT_EQ(sum(with, 0, InitiativeField::delivered), 1);
}

TEST(Decisions, GoalsAloneChangeNothing) {
  Scenario const none = deciding_company();
  Scenario wishful = none;
  wishful.goals.resize(1);
  wishful.goals[0].name = "grow";
  wishful.goals[0].output = "churn_rate";
  wishful.goals[0].below = 0.1;
  EXPECT_EQ(history(wishful), history(none));
}

TEST(Decisions, FullAlignmentIsTheEnterprise) {
  for (bool const gated : {false, true}) {
    for (bool const pooled : {false, true}) {
      Scenario aligned = deciding_company();
      aligned.organisation.alignment = 1;
      aligned.organisation.gated = gated;
      aligned.organisation.planning.pooled = pooled;
      Scenario enterprise = aligned;
      enterprise.organisation.rule = Rule::enterprise;
      enterprise.organisation.alignment = 0;
      EXPECT_EQ(history(aligned), history(enterprise));
    }
  }
}

TEST(Decisions, OffMeansNoEffect) {
  Scenario const plain = deciding_company();
  Tally const expected = history(plain);
  auto const same = [&](char const* what, std::function<void(Organisation&)> const& set) {
    Scenario s = plain;
    for (Initiative& each : s.initiatives) each.sponsor = "";
    set(s.organisation);
    EXPECT_EQ(history(s), expected) << what;
  };
  same("attention that nobody exceeds", [](Organisation& o) { o.attention = 100; });
  same("a sponsor of nothing", [](Organisation& o) { o.sponsorship = 0.9; });
  same("levels that pass everything on", [](Organisation& o) { o.levels = 5; });
  same("fidelity over no levels", [](Organisation& o) { o.fidelity = 0.5; });
  same("a coordinator without authority", [](Organisation& o) { o.coordinator.clarity = 0.5; });
}

TEST(Decisions, EveryRuleBeginsAndDeliversSomething) {
  for (Rule const rule : {Rule::own_score, Rule::quick_fix, Rule::enterprise}) {
    Scenario s = deciding_company();
    s.organisation.rule = rule;
    std::int64_t begun = 0;
    std::int64_t delivered = 0;
    for (std::uint32_t r = 0; r < 3; ++r) {
      Tally const t = history(s, r);
      for (int i = 0; i < t.initiatives; ++i) {
        begun += sum(t, i, InitiativeField::committed);
        delivered += sum(t, i, InitiativeField::delivered);
        EXPECT_LE(sum(t, i, InitiativeField::committed), 1);
      }
    }
    EXPECT_GT(begun, 0) << static_cast<int>(rule);
    EXPECT_GT(delivered, 0) << static_cast<int>(rule);
  }
}

TEST(Decisions, AreTheSameHoweverOftenTheyAreAskedFor) {
  Scenario const s = deciding_company();
  EXPECT_EQ(history(s, 3), history(s, 3));
  EXPECT_NE(history(s, 3), history(s, 4));
}

TEST(Decisions, ForecastsAreStoredWhereTheyWereMade) {
  Tally const t = history(deciding_company());
  // Planning dates every half year; nothing is forecast between them.
  for (int i = 0; i < t.initiatives; ++i) {
    for (int month = 0; month < t.months; ++month) {
      if (month % 6 != 0) {
        EXPECT_EQ(t.at(month, i, InitiativeField::forecast_value), 0);
      }
    }
  }
  EXPECT_NE(t.at(0, 1, InitiativeField::forecast_value), 0);
  // Cheaper handling is all that the shop hopes for; that it succeeds less is a side effect that it does not see.
  EXPECT_GE(t.at(0, 0, InitiativeField::forecast_own), 0);
}

TEST(Decisions, MeanTimeToDeliverIsWorkInProgressOverThroughput) {
  // Little's law, exact where everything that was begun is delivered: the agent-days that one agent's worth of effort
  // takes are the days that work was under way.
  Scenario s = deciding_company();
  s.initiatives = {initiative("slow", "shop")};
  s.initiatives[0].effort = {{"shop", 1}};
  s.initiatives[0].duration = 90;
  s.initiatives[0].start = 0;
  s.organisation.rule = Rule::plan;
  s.organisation.accountability = 0.5;
  s.horizon.months = 40;
  int delivered = 0;
  for (std::uint32_t r = 0; r < 12; ++r) {
    Tally const t = history(s, r);
    int begun_at = -1;
    int delivered_at = -1;
    for (int month = 0; month < t.months; ++month) {
      if (t.at(month, 0, InitiativeField::committed) != 0) begun_at = month;
      if (t.at(month, 0, InitiativeField::delivered) != 0) delivered_at = month;
    }
    if (delivered_at < 0) continue;
    ++delivered;
    double const under_way = static_cast<double>(sum(t, 0, InitiativeField::effort)) / 86400e6;
    EXPECT_NEAR(under_way, (delivered_at - begun_at) * days_per_month, 1e-6);
    EXPECT_GE(delivered_at - begun_at, 3);
    EXPECT_EQ(sum(t, 0, InitiativeField::late), delivered_at - begun_at - 3);
  }
  EXPECT_GT(delivered, 2);
}

TEST(Decisions, EffortIsTakenFromService) {
  Scenario s = full_company();
  s.silos[1].agents = 3;
  Scenario loaded = s;
  loaded.initiatives = {initiative("project", "shop")};
  loaded.initiatives[0].start = 0;
  loaded.initiatives[0].duration = 1000;
  loaded.initiatives[0].effort = {{"shop", 2}};
  Tally const with = history(loaded);
  Tally const without = history(s);
  std::int64_t waits_with = 0;
  std::int64_t waits_without = 0;
  for (int month = 0; month < with.months; ++month) {
    waits_with += with.at(month, 1, TouchpointField::wait);
    waits_without += without.at(month, 1, TouchpointField::wait);
    EXPECT_EQ(with.at(month, 1, SiloField::agents), without.at(month, 1, SiloField::agents));
    EXPECT_EQ(with.at(month, 1, SiloField::capacity), without.at(month, 1, SiloField::capacity));
    // Two of three agents: two thirds of the capacity.
    EXPECT_NEAR(static_cast<double>(with.at(month, 1, SiloField::effort)),
                2.0 / 3 * static_cast<double>(with.at(month, 1, SiloField::capacity)), 2);
    EXPECT_EQ(without.at(month, 1, SiloField::effort), 0);
  }
  EXPECT_GT(waits_with, 3 * waits_without);
}

TEST(Decisions, AnEffectIsWhatWritingItWouldBe) {
  // Nobody waits, so the same customers come; each takes four fifths as long.
  Scenario s = unlimited(full_company());
  s.horizon.warm_up = 0;
  Scenario faster = s;
  faster.initiatives = {initiative("faster", "shop")};
  faster.initiatives[0].start = 0;
  faster.initiatives[0].effects = {times("touchpoint.buy.cost", 2)};
  Tally const with = history(faster);
  Tally const without = history(s);
  for (int month = 0; month < with.months; ++month) {
    EXPECT_EQ(with.at(month, 1, TouchpointField::visits), without.at(month, 1, TouchpointField::visits));
    EXPECT_EQ(with.at(month, 1, TouchpointField::cost), 2 * without.at(month, 1, TouchpointField::cost));
  }
}

TEST(Decisions, APriceThatRisesRevaluesTheCustomers) {
  Scenario s = unlimited(full_company());
  s.horizon.warm_up = 0;
  s.initiatives = {initiative("dearer", "shop")};
  s.initiatives[0].start = 2.5 * days_per_month;  // so: month 3
  s.initiatives[0].effects = {times("segment.regulars.revenue", 1.5)};
  Tally const t = history(s);
  for (int month = 0; month < t.months; ++month) {
    std::int64_t const revalued = t.at(month, 0, SegmentField::value_revaluation);
    if (month == 3)
      EXPECT_NEAR(static_cast<double>(revalued), static_cast<double>(t.at(3, 0, SegmentField::value_open)) / 2, 1e6);
    else
      EXPECT_EQ(revalued, 0) << month;
    if (month > 0) {
      EXPECT_EQ(t.at(month, 0, SegmentField::value_open), t.at(month - 1, 0, SegmentField::value_close));
    }
  }
}

TEST(Decisions, HardGuardrailsAreNeverBroken) {
  Scenario s = deciding_company();
  s.organisation.rule = Rule::enterprise;
  s.organisation.planning.cycle = 91.3125;
  Guardrail spend;
  spend.name = "spend";
  spend.silo = "shop";
  spend.spend = 9500 / 91.3125;
  Guardrail hands;
  hands.name = "hands";
  hands.agents = 0.5;
  Guardrail quality;
  quality.name = "quality";
  quality.parameter = "touchpoint.buy.success";
  quality.least = 0.84;
  s.guardrails = {spend, hands, quality};
  s.initiatives[0].effects.push_back(times("touchpoint.buy.cost", 0.5));
  for (std::uint32_t r = 0; r < 6; ++r) {
    Tally const t = history(s, r);
    for (int month = 0; month < t.months; month += 3) {
      std::int64_t spent = 0;
      for (int m = month; m < month + 3 && m < t.months; ++m) spent += t.at(m, 1, SiloField::spend);
      EXPECT_LE(spent, 9500'000'000);
    }
    EXPECT_EQ(sum(t, 2, InitiativeField::committed), 0);  // it would take a whole agent
    EXPECT_EQ(sum(t, 0, InitiativeField::committed), 0);  // it would lower success to .79
  }
}

TEST(Decisions, ABudgetIsNotOverspent) {
  for (bool const pooled : {false, true}) {
    Scenario s = deciding_company();
    s.organisation.planning.pooled = pooled;
    s.organisation.rule = Rule::enterprise;
    s.horizon.months = 36;
    for (std::uint32_t r = 0; r < 3; ++r) {
      Tally const t = history(s, r);
      for (int month = 0; month < t.months; month += 6) {
        std::int64_t spent = 0;
        for (int m = month; m < month + 6; ++m) spent += t.at(m, 0, SiloField::spend) + t.at(m, 1, SiloField::spend);
        EXPECT_LE(static_cast<double>(spent) / 1e6, 90.0 * 182.625 + 0.01);
      }
    }
  }
}

TEST(Decisions, ThoseWhoHearNothingBeginNothing) {
  Scenario deaf = deciding_company();
  ListeningPath path;
  path.name = "survey";
  path.coverage = 0;
  deaf.listening = {path};
  Tally const t = history(deaf);
  for (int i = 0; i < t.initiatives; ++i) EXPECT_EQ(sum(t, i, InitiativeField::committed), 0);
  EXPECT_GT(sum(t, 1, InitiativeField::looked_at), 0);
}

/// A thousand customers who first call on day 300, all at once, and then every five days. Half of the calls fail; one
/// that succeeds earns 1. Care plans on the first of every year, and can afford the training that it wants as soon as
/// it has heard of a single call.
Scenario company_that_hears_on_day_300(double lag) {
  Scenario s;
  s.name = "deadline";
  s.horizon.months = 36;
  s.silos.resize(2);
  s.silos[0].name = "post";
  s.silos[1].name = "care";
  s.silos[1].budget = 100.0;
  s.touchpoints.resize(2);
  s.touchpoints[0].name = "letter";
  s.touchpoints[0].silo = "post";
  s.touchpoints[0].next[0] = {route("call", 1, Distribution::constant(300))};
  Touchpoint& call = s.touchpoints[1];
  call.name = "call";
  call.silo = "care";
  call.success = 0.5;
  call.revenue = 1;
  call.trust.gain = 0.1;
  call.trust.loss = 0.5;
  call.survey = Survey{0.5, 0, 0, 0};
  call.next[0] = {route("call", 1, Distribution::constant(5))};
  call.next[1] = call.next[0];
  s.segments.resize(1);
  s.segments[0].name = "all";
  s.segments[0].customers = 1000;
  s.segments[0].start = Start::entry;
  s.segments[0].entry = "letter";
  s.initiatives = {initiative("training", "care")};
  s.initiatives[0].effects = {log_odds("touchpoint.call.success", 2)};
  s.initiatives[0].cost_once = 10;
  s.organisation.written = true;
  s.organisation.rule = Rule::own_score;
  s.organisation.planning = {365.25, lag, false, 365.25};
  return s;
}

double revenue_of(Tally const& t) {
  std::int64_t sum = 0;
  for (int month = 0; month < t.months; ++month) sum += t.at(month, 0, SegmentField::revenue);
  return static_cast<double>(sum) / 1e6;
}

TEST(Decisions, FindingsADayLateAreWorthAWholeCycleLess) {
  // The first calls stand 65.25 days before the second planning date: with a lag of 65 days they are heard in time.
  Tally const in_time = history(company_that_hears_on_day_300(65));
  Tally const a_day_late = history(company_that_hears_on_day_300(66));
  EXPECT_EQ(in_time.at(12, 0, InitiativeField::committed), 1);
  EXPECT_EQ(a_day_late.at(12, 0, InitiativeField::committed), 0);
  EXPECT_EQ(a_day_late.at(24, 0, InitiativeField::committed), 1);
  // It makes no difference whether they are early by a day or by two months, nor late by a day or by eight months.
  expect_same_world(in_time, history(company_that_hears_on_day_300(5)));
  expect_same_world(a_day_late, history(company_that_hears_on_day_300(300)));
  // What lies between is the training's effect over one whole cycle, nothing less: log-odds 2 instead of 0 are a
  // success probability of .8808 instead of .5, at calls from day 370 to day 730.
  double const calls = 1000.0 * (730 - 370 + 5) / 5;
  double const more = 0.880797 - 0.5;
  double const spread = std::sqrt(calls * more * (1 - more));  // the same luck: a call is won over or it is not
  EXPECT_NEAR(revenue_of(in_time) - revenue_of(a_day_late), calls * more, 4 * spread);
}

TEST(Decisions, ListeningAndCoordinationArePaidFor) {
  Scenario s = full_company();
  s.horizon.discount = 0;
  Scenario dear = s;
  ListeningPath path;
  path.name = "panel";
  path.cost = 7;
  dear.listening = {path};
  dear.organisation.coordinator.cost = 3;
  Tally const with = history(dear);
  Tally const without = history(s);
  for (int month = 0; month < with.months; ++month) {
    double const more = static_cast<double>(with.at(month, 2, SiloField::cost) - without.at(month, 2, SiloField::cost));
    EXPECT_NEAR(more / 1e6, 10 * days_per_month, 1e-5);
    EXPECT_EQ(with.at(month, 0, SegmentField::lost), without.at(month, 0, SegmentField::lost));
  }
}

TEST(Loyalty, PreventionNeverDoesWorseThanRecoveryOfTheSameFailures) {
  // Every failure prevented, or every one caught before it is felt: who is caught gains nothing (de Matos et al. 2007).
  for (double const gain : {0.0, 0.2}) {
    Scenario caught = unlimited(full_company());
    caught.touchpoints[1].trust.gain = gain;
    caught.touchpoints[1].recovery = 1;
    caught.horizon.warm_up = 0;  // who leaves before month 0 is lost to no month
    Scenario prevented = caught;
    prevented.touchpoints[1].success = 1;
    std::int64_t fewer = 0;
    for (std::uint32_t r = 0; r < 4; ++r) {
      Tally const with = history(prevented, r);
      Tally const without = history(caught, r);
      for (int segment = 0; segment < 2; ++segment) {
        std::int64_t lost_with = 0;
        std::int64_t lost_without = 0;
        for (int month = 0; month < with.months; ++month) {
          lost_with += with.at(month, segment, SegmentField::lost);
          lost_without += without.at(month, segment, SegmentField::lost);
        }
        EXPECT_LE(lost_with, lost_without);
        fewer += lost_without - lost_with;
      }
    }
    EXPECT_EQ(fewer > 0, gain > 0);
  }
}

TEST(Decisions, AnEffectThatCannotActIsRefusedWhereItStands) {
  Scenario s = full_company();
  s.initiatives = {initiative("odd", "shop")};
  s.initiatives[0].effects = {times("segment.regulars.customers", 2)};
  s.initiatives[0].effects[0].where = {"here.toml", 12, 3};
  try {
    Model const model(s);
    FAIL() << "it was taken";
  } catch (InvalidInput const& refused) {
    ASSERT_EQ(refused.complaints().size(), 1u);
    EXPECT_EQ(refused.complaints()[0].where.line, 12);
    EXPECT_NE(refused.complaints()[0].what.find("segment.regulars.customers"), std::string::npos);
  }
}

}  // namespace
}  // namespace silowalk
