#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "engine/base/portable_math.h"
#include "engine/simulation/decisions/forecast.h"
#include "engine/simulation/decisions/parameters.h"
#include "engine/simulation/decisions/planning.h"
#include "engine/simulation/decisions/work.h"
#include "engine/simulation/queues/silo_queue.h"
#include "engine/simulation/queues/staff.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/unit/simulation/small_company.h"

/// The parts that a deciding company is made of, each against a closed form or a case worked by hand. Where chance is
/// asked, seeds are fixed and a right program fails at |z| > 5 (6e-7 a comparison).
namespace silowalk {
namespace {

constexpr double surprising = 5;

InitiativeRow work_of(int months, std::string const& name = "it") {
  InitiativeRow row;
  row.name = name;
  row.hash = name_hash(name);
  row.months = months;
  return row;
}

TEST(Work, IsDoneAfterAsManyMovingMonthsAsItTakes) {
  // Three moving months at p = .6: done by month n with P(Binomial(n, .6) >= 3).
  constexpr int histories = 40000;
  constexpr double p = 0.6;
  InitiativeRow const row = work_of(3);
  std::vector<int> done_by(9);
  for (std::uint32_t r = 0; r < histories; ++r) {
    RandomKey const key(7, r);
    Work work;
    work.begin(row, 2);
    for (int n = 1; n < 9; ++n) {
      work.pass_month(row, key, 2 + n, p);
      done_by[static_cast<std::size_t>(n)] += work.live() ? 1 : 0;
    }
  }
  EXPECT_EQ(done_by[1] + done_by[2], 0);
  std::vector<double> const truth{0, 0, 0, 0.216, 0.4752, 0.68256, 0.8208, 0.903744, 0.95019264};  // by hand
  for (std::size_t n = 3; n < 9; ++n) {
    double const z = (done_by[n] - histories * truth[n]) / std::sqrt(histories * truth[n] * (1 - truth[n]));
    EXPECT_LT(std::abs(z), surprising) << "month " << n;
  }
}

TEST(Work, NeverStallsWherePromisesAreKept) {
  InitiativeRow const row = work_of(4);
  RandomKey const key(1, 1);
  Work work;
  work.begin(row, 0);
  for (int month = 1; month <= 4; ++month) work.pass_month(row, key, month, 1);
  EXPECT_TRUE(work.live());
  EXPECT_EQ(work.delivered(), work.due());
}

TEST(Work, KeptUpWithProbabilityPTwoPOverOnePlusPIsInForce) {
  constexpr double p = 0.7;
  InitiativeRow const row = work_of(0);
  RandomKey const key(3, 0);
  EffectRow const effect{0, 1, 0, false};
  Work work;
  work.begin(row, 0);
  double sum = 0;
  constexpr int months = 200000;
  for (int month = 1; month <= months; ++month) {
    work.pass_month(row, key, month, p);
    sum += work.level(effect, month);
  }
  // The level forgets half of itself each month; its variance is below p (1 - p) and so is that of the mean x months,
  // times at most (1 + q/2) / (1 - q/2) for the correlation.
  double const q = (1 - p) / 2;
  EXPECT_LT(std::abs(sum / months - 2 * p / (1 + p)), surprising * std::sqrt(p * (1 - p) * (1 + q) / (1 - q) / months));
}

TEST(Work, RampsAreMeansOverTheMonth) {
  InitiativeRow const row = work_of(0);
  Work work;
  work.begin(row, 5);
  EffectRow effect;
  effect.ramp = 2.5 * days_per_month;
  EXPECT_NEAR(work.level(effect, 5), 0.2, 1e-15);  // mean of t / 2.5 over (0, 1)
  EXPECT_NEAR(work.level(effect, 6), 0.6, 1e-15);
  EXPECT_NEAR(work.level(effect, 7), 0.95, 1e-15);  // half a month rises from .8 to 1
  EXPECT_EQ(work.level(effect, 8), 1.0);
  effect.ramp = 0;
  EXPECT_EQ(work.level(effect, 5), 1.0);
}

TEST(Staff, InTheLongRunAgentsOverOnePlusRateTimesLagAreThere) {
  StaffRow row;
  row.hash = name_hash("care");
  row.attrition.hiring_lag = 45;
  constexpr double rate = 0.004;
  constexpr int agents = 400;
  RandomKey const key(11, 0);
  Staff staff(row, agents, key);
  double present = 0;
  int resignations = 0;
  constexpr int months = 240;
  for (int month = 0; month < months; ++month) {
    double const from = month * days_per_month;
    double now = from;
    for (Staff::Change const& change : staff.month(from, from + days_per_month, rate)) {
      if (month >= 24) present += staff.present() * (change.time - now);
      now = change.time;
      resignations += change.by < 0 ? 1 : 0;
      staff.apply(change);
    }
    if (month >= 24) present += staff.present() * (from + days_per_month - now);
  }
  double const share = 1 / (1 + rate * row.attrition.hiring_lag);
  double const mean = present / ((months - 24) * days_per_month);
  // An alternating renewal process: variance of a seat's share over T is 2 share (1 - share) x relaxation / T at most,
  // with a relaxation no longer than a lag and a life together.
  double const sd = std::sqrt(2 * agents * share * (1 - share) * (1 / rate + 45) / ((months - 24) * days_per_month));
  EXPECT_LT(std::abs(mean - agents * share), surprising * sd);
  EXPECT_GT(resignations, 1000);
}

TEST(Staff, NobodyResignsAtRateZeroAndSeatsFollowTheWish) {
  StaffRow const row;
  RandomKey const key(1, 1);
  Staff staff(row, 5, key);
  EXPECT_TRUE(staff.month(0, 1000, 0).empty());
  staff.resize(7);
  EXPECT_EQ(staff.present(), 7);
  staff.resize(2);
  EXPECT_EQ(staff.present(), 2);
}

TEST(SiloQueueOfChangingSize, LeaversKeepTheirPromisesAndReturnWhenTheyAreDone) {
  WeeklySchedule schedule(2);
  SiloQueue queue(schedule, 2, 0, false);
  double const endless = std::numeric_limits<double>::infinity();
  EXPECT_EQ(queue.serve(0, 10, endless).begin, 0);  // agent 0, until 10
  EXPECT_EQ(queue.serve(0, 20, endless).begin, 0);  // agent 1, until 20
  EXPECT_EQ(queue.serve(1, 4, endless).begin, 10);  // agent 0, until 14
  schedule = WeeklySchedule(1);
  queue.set_agents(1, 2);                           // agent 1 leaves, busy until 20
  EXPECT_EQ(queue.serve(3, 5, endless).begin, 14);  // agent 0, until 19
  schedule = WeeklySchedule(2);
  queue.set_agents(2, 12);                           // agent 1 is back, and still busy until 20
  EXPECT_EQ(queue.serve(13, 1, endless).begin, 19);  // agent 0, until 20
  EXPECT_EQ(queue.serve(13, 1, endless).begin, 20);  // both fall free at 20
  schedule = WeeklySchedule(11);
  queue.set_agents(11, 14);  // more than ever before
  EXPECT_EQ(queue.serve(15, 1, endless).begin, 15);
}

TEST(Ranking, BlendsValueAndOwnScorePerUnitOfCost) {
  std::vector<Candidate> table(3);
  table[0] = {0, 0.25, {0.30, 1000, 100}, 0};  // own .003, value 10 per unit of cost
  table[1] = {1, 0.25, {0.10, 8000, 200}, 0};  // own .0005, value 40
  table[2] = {2, 0.25, {-0.10, 400, 400}, 0};  // own -.00025, value 1
  rank_candidates(table);
  EXPECT_EQ(table[0].initiative, 0u);
  EXPECT_NEAR(table[0].rank, 0.25 * 10 / 40 + 0.75, 1e-15);
  EXPECT_NEAR(table[1].rank, 0.25 + 0.75 * 0.0005 / 0.003, 1e-15);
  EXPECT_NEAR(table[2].rank, 0.25 / 40 - 0.75 * 0.00025 / 0.003, 1e-15);
}

TEST(Parameters, ComeBackBitForBit) {
  Scenario s = full_company();
  s.initiatives.resize(1);
  Initiative& all = s.initiatives[0];
  all.name = "everything";
  all.owner = "shop";
  for (char const* const on : {"touchpoint.buy.success", "touchpoint.buy.recovery", "touchpoint.buy.survey.response",
                               "touchpoint.look.next.success.buy.handoff"})
    all.effects.push_back({on, Effect::How::log_odds, 0.5, {}, {}, {}});
  for (char const* const on : {"touchpoint.buy.handling",
                               "touchpoint.buy.patience",
                               "touchpoint.buy.trust.gain",
                               "touchpoint.buy.trust.loss",
                               "touchpoint.buy.trust.wait",
                               "touchpoint.buy.trust.tolerance",
                               "touchpoint.buy.trust.abandon",
                               "touchpoint.buy.trust.handoff",
                               "touchpoint.buy.rework",
                               "touchpoint.buy.revenue",
                               "touchpoint.buy.cost",
                               "touchpoint.look.next.success.0.share",
                               "touchpoint.look.next.success.buy.after",
                               "touchpoint.buy.next.failure.gone.elasticity",
                               "silo.shop.cost",
                               "silo.shop.strain",
                               "silo.shop.fatigue",
                               "segment.regulars.revenue",
                               "segment.regulars.churn.rate",
                               "segment.regulars.churn.sensitivity",
                               "segment.regulars.memory",
                               "segment.passers.arrivals"})
    all.effects.push_back({on, Effect::How::times, 1.25, {}, {}, {}});
  Model const model(s);
  ModelTables const& written = model.tables();
  ASSERT_EQ(written.decisions->parameters.size(), all.effects.size());
  ModelTables tables = written;
  auto const told = [](ModelTables const& t) {
    std::vector<double> numbers;
    for (TouchpointRow const& v : t.touchpoints)
      for (double const each : {static_cast<double>(v.recovery), static_cast<double>(v.survey_response), v.survey_logit,
                                v.trust.gain, v.trust.loss, v.trust.wait, v.inverse_tolerance, v.trust.abandon,
                                v.trust.handoff, v.rework, static_cast<double>(v.revenue), static_cast<double>(v.cost)})
        numbers.push_back(each);
    for (RouteRow const& r : t.routes)
      for (double const each : {r.share, r.elasticity, static_cast<double>(r.context_lost)}) numbers.push_back(each);
    for (std::int32_t const limit : t.limits) numbers.push_back(limit);
    for (SegmentRow const& g : t.segments)
      for (double const each : {g.price, g.hazard, g.sensitivity, g.memory_rate, g.arrivals}) numbers.push_back(each);
    for (SiloRow const& k : t.silos)
      for (double const each : {k.cost, k.strain, k.fatigue}) numbers.push_back(each);
    for (Sampler const& sampler : t.samplers) numbers.push_back(sampler.draw(12345));
    return numbers;
  };
  std::vector<double> const before = told(written);
  for (Parameter const& p : written.decisions->parameters) {
    put_in_force(tables, written, p, 0.1);
    if (p.kind != Parameter::Kind::success) {
      EXPECT_NE(told(tables), before) << p.path;
    }
    put_in_force(tables, written, p, 0);
    EXPECT_EQ(told(tables), before) << p.path;
  }
}

/// What a silo that follows its own score reaches of what the company could have: the cosine of the angle between what
/// moves its score and what is worth something (Feltham and Xie 1994; Baker 2002), value being linear and effort of a
/// fixed Euclidean norm.
TEST(CherryPicking, ReachesTheCosineOfTheAngle) {
  Scenario s = plain_company();
  s.touchpoints.resize(2);
  s.touchpoints.push_back(s.touchpoints[0]);
  s.touchpoints.push_back(s.touchpoints[0]);
  std::vector<double> const success{0.9, 0.6, 0.8, 0.7};
  std::vector<double> const gain{0.10, 0.20, 0.05, 0.15};
  std::vector<double> const visits{40, 25, 90, 10};
  std::vector<double> const answers{300, 100, 50, 0};
  std::vector<double> const score{6, 7.5, 5, 6};
  s.initiatives.resize(1);
  s.initiatives[0].name = "polish";
  s.initiatives[0].owner = "web";
  for (std::size_t v = 0; v < 4; ++v) {
    Touchpoint& t = s.touchpoints[v];
    t.name = "t" + std::to_string(v);
    t.silo = v == 3 ? "shop" : "web";  // the last is another silo's
    t.success = success[v];
    t.trust.gain = gain[v];
    t.cost = t.revenue = 0;
    t.next[0] = t.next[1] = {route("t0", 1, Distribution::exponential(3))};
    s.initiatives[0].effects.push_back({"touchpoint." + t.name + ".trust.gain", Effect::How::times, 2, {}, false, {}});
  }
  for (Segment& each : s.segments) each.entry = "t0", each.worth = 500;
  Model const model(s);
  ModelTables const& tables = model.tables();
  Findings findings;
  findings.heads_per_trust = 0.02;
  for (std::size_t v = 0; v < 4; ++v) findings.touchpoints.push_back({visits[v], answers[v], score[v], 0});
  std::vector<double> const change(tables.decisions->parameters.size());
  Outlook o{&tables, tables.decisions.get(), &findings, &change, {0, 0}, {0, 0}, {100, 0}, 365.25};
  auto const effort = [&](std::vector<double> const& e) {
    InitiativeRow row = tables.decisions->initiatives[0];
    for (std::size_t v = 0; v < 4; ++v) row.effects[v].amount = portable_log1p(e[v]);
    row.effects[3].side = true;  // not this silo's to polish
    return forecast(o, row);
  };
  // By hand: what one unit of effort at v is worth to the company, and what it does to the silo's own mean score.
  std::vector<double> value(4), own(4);
  for (std::size_t v = 0; v < 4; ++v) {
    value[v] = 365.25 * visits[v] * 0.02 * 500 * success[v] * gain[v];
    if (v < 3) own[v] = answers[v] / 450 * score[v] * (10 - score[v]) / 10 * success[v] * gain[v];
  }
  auto const norm = [](std::vector<double> const& x) {
    double sum = 0;
    for (double const each : x) sum += each * each;
    return std::sqrt(sum);
  };
  std::vector<double> best(4), picked(4);
  double inner = 0;
  for (std::size_t v = 0; v < 4; ++v) {
    best[v] = 1e-3 * value[v] / norm(value);
    picked[v] = 1e-3 * own[v] / norm(own);
    inner += value[v] * own[v];
  }
  double const cosine = inner / norm(value) / norm(own);
  EXPECT_LT(cosine, 0.9);
  EXPECT_NEAR(effort(picked).value / effort(best).value, cosine, 1e-9);
  EXPECT_NEAR(effort(picked).own, 1e-3 * norm(own), 1e-12);
  EXPECT_LT(effort(best).own, effort(picked).own);
}

TEST(WaitAtLoad, IsErlangsForOneAgent) {
  // Sakasegawa's formula is exact for M/M/1: rho / (1 - rho) services.
  for (double const rho : {0.1, 0.5, 0.9}) EXPECT_NEAR(wait_at_load(rho, 1), rho / (1 - rho), 1e-12);
  EXPECT_EQ(wait_at_load(0, 3), 0);
  EXPECT_LT(wait_at_load(0.8, 10), wait_at_load(0.8, 2));
}

TEST(PlanningDates, SeeAStepHalfACycleAndTheLagLater) {
  // A step in the world at a moment spread evenly over a cycle is seen at the first date whose cut-off lies after it.
  Scenario s = full_company();
  s.horizon.months = 61;
  s.organisation.planning.cycle = 12 * days_per_month;
  s.organisation.planning.lag = 45;
  s.initiatives.resize(1);
  s.initiatives[0].name = "it";
  s.initiatives[0].owner = "shop";
  Model const model(s);
  std::vector<int> const& dates = model.tables().decisions->planning_months;
  EXPECT_EQ(dates, (std::vector<int>{0, 12, 24, 36, 48, 60}));
  double delay = 0;
  constexpr int steps = 1000;
  for (int i = 0; i < steps; ++i) {
    double const step = 365.25 * (1 + (i + 0.5) / steps);
    std::size_t d = 0;
    while (dates[d] * days_per_month - 45 < step) ++d;
    delay += (dates[d] * days_per_month - step) / steps;
  }
  EXPECT_NEAR(delay, 365.25 / 2 + 45, 0.5);
}

TEST(Fidelity, GoesWithThePowerOfLevels) {
  Scenario s = full_company();
  s.organisation.alignment = 0.8;
  s.organisation.levels = 3;
  s.organisation.fidelity = 0.9;
  s.initiatives.resize(1);
  s.initiatives[0].name = "it";
  s.initiatives[0].owner = "shop";
  EXPECT_EQ(Model(s).tables().decisions->alignment, 0.8 * 0.9 * 0.9 * 0.9);
}

TEST(Coordinator, WithoutAuthorityIsNone) {
  Organisation o;
  o.communication = 0.3;
  double const without = handoff_left(o, "sales", "care");
  o.coordinator.clarity = 0.5;
  EXPECT_EQ(handoff_left(o, "sales", "care"), without);
  o.coordinator.authority = 0.8;
  EXPECT_NEAR(handoff_left(o, "sales", "care"), 0.7 * 0.6, 1e-15);
  EXPECT_EQ(handoff_left(o, "care", "care"), without);
  o.coordinator.silos = {"sales", "billing"};
  EXPECT_EQ(handoff_left(o, "sales", "care"), without);
}

TEST(Parameters, AreFoundByWhatTheyActOnAndTheirKey) {
  using Of = Parameter::Of;
  for (std::size_t i = 0; i < enum_count<Parameter::Kind>(); ++i) {
    ParameterRow const& row = row_of(static_cast<Parameter::Kind>(i));
    EXPECT_EQ(row.kind, static_cast<Parameter::Kind>(i));
    EXPECT_EQ(find_parameter(row.of, row.key), &row) << row.key;
    EXPECT_EQ(row.drawn == nullptr, row.sampler == nullptr) << row.key;
  }
  EXPECT_EQ(find_parameter(Of::silo, "cost")->kind, Parameter::Kind::agent_cost);
  EXPECT_EQ(find_parameter(Of::touchpoint, "cost")->kind, Parameter::Kind::cost);
  EXPECT_EQ(find_parameter(Of::segment, "cost"), nullptr);
  EXPECT_EQ(find_parameter(Of::touchpoint, "title"), nullptr);
}

TEST(Parameters, KnowWhichChangesHarm) {
  EXPECT_TRUE(row_of(Parameter::Kind::success).harms(-0.1));
  EXPECT_FALSE(row_of(Parameter::Kind::success).harms(0.1));
  EXPECT_TRUE(row_of(Parameter::Kind::handling).harms(0.1));
  EXPECT_FALSE(row_of(Parameter::Kind::share).harms(0.1));
  EXPECT_FALSE(row_of(Parameter::Kind::share).harms(-0.1));
  EXPECT_FALSE(row_of(Parameter::Kind::handling).harms(0));
}

}  // namespace
}  // namespace silowalk
