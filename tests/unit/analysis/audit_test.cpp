#include "engine/analysis/audit/audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/analysis/audit/audit_plan.h"
#include "engine/scenario/read.h"

namespace silowalk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Two silos of equal weight: a bill for 15 days, then a call and 15 days more; half of the calls go wrong.
std::string const company = R"(
[horizon]
months = 24

[segment.all]
customers = 1000
entry     = "bill"
revenue   = "10 per month"
memory    = "100 days"
churn     = { rate = "0.001 per month", sensitivity = 0.5 }

[silo.billing]
budget = "12000 per year"

[silo.care]
agents = 4
strain = 0.9
budget = "24000 per year"

[touchpoint.bill]
silo = "billing"
next.success = [ { to = "call", after = "15 days", handoff = 0.5 } ]

[touchpoint.call]
silo     = "care"
success  = 0.5
handling = "1 h"
trust    = { loss = 0.5, handoff = 0.25 }
survey   = { response = 0.2 }
next.success = [ { to = "bill", after = "15 days" } ]
next.failure = [ { to = "bill", after = "15 days" } ]
)";

Audit audit_of(std::string const& more, AuditRules const& rules = {}) {
  return audit(parse_scenario(company + more, "company.toml"), rules);
}

std::vector<std::string> kinds(Audit const& found) {
  std::vector<std::string> result;
  for (Gap const& each : found.gaps) result.push_back(each.kind);
  return result;
}

Gap gap(Audit const& found, std::string const& kind) {
  for (Gap const& each : found.gaps) {
    if (each.kind == kind) return each;
  }
  return {};
}

/// Everything that a strategy has, on rule `plan`.
std::string const strategy = R"(
[initiative.train]
owner    = "care"
sponsor  = "head of care"
effort   = { care = 1 }
duration = "3 months"
start    = "month 2"
cost     = { once = 5000, running = "500 per month" }
ramp     = "1 month"
effects  = [ { on = "touchpoint.call.success", log_odds = 0.5 } ]

[initiative.explain]
owner   = "billing"
sponsor = "head of billing"
start   = 0
cost    = { once = 9000 }
effects = [ { on = "touchpoint.bill.next.success.call.handoff", log_odds = -1 } ]

[goal.keep]
owner  = "board"
target = { output = "churn_rate", below = 0.1 }

[goal.help]
owner       = "head of care"
parent      = "keep"
target      = { output = "silo.care.survey_mean", above = 6 }
initiatives = ["train"]

[goal.clear]
owner       = "head of billing"
parent      = "keep"
target      = { output = "touchpoint.bill.failure_rate", below = 0.1 }
initiatives = ["explain"]

[organisation]
planning   = { cycle = "1 year", lag = "30 days" }
priorities = [ { level = "board", order = ["keep", "help", "clear"] }, { level = "silos", order = ["keep", "help", "clear"] },
               { level = "teams", order = ["keep", "help", "clear"] } ]
seams      = [ { from = "billing", to = "care", owner = "head of care" }, { from = "care", to = "billing", owner = "head of care" } ]
)";

TEST(Audit, ACompanyWithAStrategyHasNoGaps) {
  Audit const found = audit_of(strategy);
  EXPECT_THAT(kinds(found), IsEmpty());
  EXPECT_EQ(found.planned, 2);
  EXPECT_THAT(found.goals.at(0).work, ElementsAre("train", "explain"));  // by the goals that serve it
  EXPECT_NEAR(found.company.with_both.at_stake, 1, 1e-12);
}

TEST(Audit, NeitherEitherBoth) {
  auto const first = [](std::string const& more) { return kinds(audit_of(more)); };
  EXPECT_THAT(first(""), testing::IsSupersetOf({"no-goals", "no-work"}));
  std::string const goals = "[goal.keep]\ntarget = { output = 'churn_rate', below = 0.1 }\n";
  EXPECT_THAT(first(goals), testing::Contains("no-work"));
  EXPECT_THAT(first(goals), testing::Not(testing::Contains("no-goals")));
  std::string const work = "[initiative.paint]\nowner = 'care'\n";
  EXPECT_THAT(first(work), testing::Contains("no-goals"));
  Audit const apart = audit_of(goals + work);
  EXPECT_THAT(gap(apart, "goal-without-work").subjects, ElementsAre("keep"));
  EXPECT_THAT(gap(apart, "work-without-goal").subjects, ElementsAre("paint"));
}

/// In 30 days and an hour a customer stands 15 days at the bill. Each round loses .5 x .25 at the handoff, on the
/// account of billing, and .5 x .5 at the call: at stake one third and two thirds.
TEST(Audit, CoverageByHand) {
  Audit const found = audit_of(R"(
[initiative.train]
owner   = "care"
effects = [ { on = "silo.care.agents", times = 1.5 } ]

[goal.bill]
target = { output = "touchpoint.bill.failure_rate", below = 0.1 }
)");
  Coverage const& billing = found.silos.at(0);
  Coverage const& care = found.silos.at(1);
  double const round = 30 + 1 / 24.0;
  EXPECT_NEAR(billing.all.customers, 15 / round, 1e-3);  // churn thins the later a little more
  EXPECT_NEAR(care.all.customers, (15 + 1 / 24.0) / round, 1e-3);
  EXPECT_NEAR(billing.all.at_stake, 1.0 / 3, 1e-3);
  EXPECT_NEAR(billing.with_goal.at_stake, 1.0 / 3, 1e-3);
  EXPECT_EQ(billing.with_work.touchpoints, 0);
  EXPECT_EQ(care.with_work.touchpoints, 0.5);
  EXPECT_EQ(found.company.with_both.at_stake, 0);
  EXPECT_THAT(gap(found, "coverage").subjects, ElementsAre("billing", "care"));
  EXPECT_EQ(found.by_initiative.at(0).all.touchpoints, 0.5);
  EXPECT_THAT(audit_of(strategy, {.coverage = 1}).gaps, IsEmpty());
}

TEST(Audit, SeamsAndWhoAnswersForThem) {
  Audit const found = audit_of("[organisation]\nseams = [ { from = 'care', to = 'billing', owner = 'somebody' } ]\n");
  ASSERT_THAT(found.seams, SizeIs(2));
  double const rounds = 1000 / (30 + 1 / 24.0);
  EXPECT_EQ(found.seams[0].from, "billing");
  EXPECT_NEAR(found.seams[0].crossed, rounds, 0.02);
  EXPECT_NEAR(found.seams[0].context_lost, rounds / 2, 0.02);
  EXPECT_EQ(found.seams[1].owner, "somebody");
  EXPECT_THAT(gap(found, "seam-without-owner").subjects, ElementsAre("billing -> care"));
  EXPECT_EQ(audit_of("[organisation]\ncoordinator = { authority = 0.5 }\n").seams[0].owner, "the coordinator");
  EXPECT_EQ(audit_of("[organisation]\ncoordinator = { authority = 0.5, silos = ['care'] }\n").seams[0].owner, "");
}

TEST(Audit, PrioritiesOfLevels) {
  Audit const found = audit_of(strategy);
  EXPECT_DOUBLE_EQ(found.priorities.agreement->w, 1);
  EXPECT_NEAR(found.priorities.agreement->p, 1.0 / 36, 1e-12);
  std::string apart = strategy;
  std::string const silos = R"("silos", order = ["keep", "help", "clear"])";
  apart.replace(apart.find(silos), silos.size(), R"("silos", order = ["clear", "help"])");
  EXPECT_THAT(kinds(audit_of(apart)), ElementsAre("priorities-apart"));
  EXPECT_THAT(kinds(audit_of(apart, {.level = 0.99})), IsEmpty());
  EXPECT_THAT(kinds(audit_of("")), testing::Contains("priorities-unknown"));
}

TEST(Audit, TooFewPrioritiesToTellAreNoGap) {
  EXPECT_EQ(audit_of(strategy).priorities.needed, std::nullopt);
  Audit const strict = audit_of(strategy, {.level = 0.02});  // three levels, three things: p is 1 / 36 at best
  EXPECT_EQ(strict.priorities.needed, 4u);
  EXPECT_THAT(kinds(strict), IsEmpty());
  Audit const two = audit_of(
      "[organisation]\npriorities = [ { level = 'a', order = ['x', 'y'] }, { level = 'b', order = ['x', 'y'] } ]\n"
      "[initiative.x]\nowner = 'care'\n[initiative.y]\nowner = 'care'\n");
  EXPECT_DOUBLE_EQ(two.priorities.agreement->p, 0.5);
  EXPECT_EQ(two.priorities.needed, 4u);  // 1 / 4! is the first below .05
  EXPECT_THAT(kinds(two), testing::Not(testing::Contains("priorities-apart")));
}

/// Billing has 1000 a month. 9000 in month 0 leave 3000 of the year; 400 a month from month 1 spend them by month 8.
TEST(Audit, ThePlanBreaksABudgetInTheMonthItDoes) {
  std::string const more = strategy + R"(
[initiative.letters]
owner    = "billing"
sponsor  = "head of billing"
start    = 0
duration = "1 month"
cost     = { running = "400 per month" }
)";
  Audit const found = audit_of(more);
  ASSERT_THAT(found.breaches, SizeIs(1));
  Breach const& budget = found.breaches[0];
  EXPECT_EQ(budget.kind, Breach::Kind::budget);
  EXPECT_EQ(budget.who, "billing");
  EXPECT_EQ(budget.month, 8);
  EXPECT_EQ(budget.months, 4);  // until the second year's money
  EXPECT_NEAR(budget.needed, 9000 + 11 * 400, 1e-6);
  EXPECT_NEAR(budget.there_is, 12000, 1e-6);
  EXPECT_THAT(kinds(found), ElementsAre("work-without-goal", "plan-breaks"));
}

TEST(Audit, ThePlanBreaksAPooledBudgetAndGuardrails) {
  auto const breaches = [](std::string const& more) {
    std::vector<std::string> who;
    std::string text = strategy;
    text.replace(text.find("cycle = \"1 year\""), 16, "budget = \"pooled\"");
    for (Breach const& each : audit_of(text + more).breaches) who.push_back(each.who);
    return who;
  };
  EXPECT_THAT(breaches(""), IsEmpty());
  EXPECT_THAT(breaches("[guardrail.thrift]\nspend = '17501 per year'\n"), IsEmpty());  // 14000 and 7 months of 500
  EXPECT_THAT(breaches("[guardrail.thrift]\nspend = '17499 per year'\n"), ElementsAre("(company)"));
  EXPECT_THAT(breaches("[guardrail.thrift]\nsilo = 'billing'\nspend = '8999 per year'\n"), ElementsAre("billing"));
  EXPECT_THAT(breaches("[guardrail.hands_off]\nagents = 0.5\n"), ElementsAre("care"));
  EXPECT_THAT(breaches("[guardrail.hands_off]\nsilo = 'care'\nagents = 1\n"), IsEmpty());
  // 1000 customers call every 30.04 days for an hour, half of them a quarter longer: .39 of four agents' time.
  EXPECT_THAT(breaches("[guardrail.calm]\noutput = 'silo.care.load'\nbelow = 0.65\n"), IsEmpty());
  EXPECT_THAT(breaches("[guardrail.calm]\noutput = 'silo.care.load'\nbelow = 0.63\n"), ElementsAre("care"));
}

/// Three agents in months 2 to 4, two more from month 3: more than the four that care has, in two months.
TEST(Audit, ThePlanTakesMoreAgentsThanThereAre) {
  std::string const more = R"(
[initiative.move]
owner    = "care"
effort   = { care = 3 }
start    = "month 2"
duration = "3 months"

[initiative.merge]
owner    = "care"
effort   = { care = 2 }
start    = "month 3"
duration = "10 months"
)";
  Audit const found = audit_of(more);
  ASSERT_THAT(found.breaches, SizeIs(2));
  EXPECT_EQ(found.breaches[0].kind, Breach::Kind::load);  // .39 and three of four
  EXPECT_EQ(found.breaches[0].month, 2);
  EXPECT_EQ(found.breaches[0].months, 3);
  EXPECT_EQ(found.breaches[1].kind, Breach::Kind::agents);
  EXPECT_EQ(found.breaches[1].month, 3);
  EXPECT_EQ(found.breaches[1].months, 2);
  EXPECT_EQ(found.breaches[1].needed, 5);
}

/// Half of the calls succeed; log-odds of .5 make .62 of it. The half point that follows in month 4 makes .73. What a
/// guardrail allows at first is broken when the second begins, and counted from then on.
TEST(Audit, ThePlanPushesAParameterBeyondItsGuardrail) {
  std::string const again = strategy +
                            "[initiative.again]\nowner = 'care'\nsponsor = 'x'\nstart = 'month 4'\n"
                            "effects = [ { on = 'touchpoint.call.success', log_odds = 0.5 } ]\n";
  auto const breaches = [&](std::string const& limit) {
    return audit_of(again + "[guardrail.modest]\nparameter = 'touchpoint.call.success'\n" + limit).breaches;
  };
  EXPECT_THAT(breaches("most = 0.74\n"), IsEmpty());
  EXPECT_THAT(breaches("least = 0.5\n"), IsEmpty());
  EXPECT_THAT(breaches("least = 0.6\n"), IsEmpty()) << "nothing pushes it there: it is so";
  auto const second = breaches("most = 0.7\n");
  ASSERT_THAT(second, SizeIs(1));
  EXPECT_EQ(second[0].kind, Breach::Kind::parameter_guardrail);
  EXPECT_EQ(second[0].who, "touchpoint.call.success");
  EXPECT_EQ(second[0].month, 4);
  EXPECT_EQ(second[0].months, 20);
  EXPECT_NEAR(second[0].needed, 1 / (1 + std::exp(-1.0)), 1e-9);
  EXPECT_EQ(breaches("most = 0.6\n").at(0).month, 2);
  std::string const worse = strategy +
                            "[initiative.rush]\nowner = 'care'\nsponsor = 'x'\nstart = 0\n"
                            "effects = [ { on = 'touchpoint.call.success', log_odds = -0.5 } ]\n"
                            "[guardrail.floor]\nparameter = 'touchpoint.call.success'\nleast = 0.45\n";
  auto const floor = audit_of(worse);
  ASSERT_THAT(floor.breaches, SizeIs(1)) << "what training adds may fade";
  EXPECT_NEAR(floor.breaches[0].needed, 1 / (1 + std::exp(0.5)), 1e-9);
  EXPECT_THAT(gap(floor, "plan-breaks").what, testing::HasSubstr("touchpoint.call.success is pushed to 0.378"));
}

/// Care trains in months 2 to 4 and moves in months 4 to 6: two at once in month 4.
TEST(Audit, ThePlanAsksForMoreAttentionThanThereIs) {
  std::string const more =
      "[initiative.move]\nowner = 'care'\nsponsor = 'x'\nstart = 'month 4'\nduration = '3 months'\n";
  EXPECT_THAT(audit_of(strategy + "attention = 2\n" + more).breaches, IsEmpty());
  auto const found = audit_of(strategy + "attention = 1\n" + more).breaches;
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].kind, Breach::Kind::attention);
  EXPECT_EQ(found[0].who, "care");
  EXPECT_EQ(found[0].month, 4);
  EXPECT_EQ(found[0].months, 1);
  EXPECT_EQ(found[0].needed, 2);
}

TEST(Audit, WorkThatWaitsToBeChosen) {
  std::string const work = R"(
[initiative.move]
owner    = "care"
effort   = { care = 3.9 }
duration = "3 months"
cost     = { once = 20000 }

[initiative.merge]
owner    = "care"
effort   = { care = 3.8 }
duration = "3 months"
cost     = { once = 30000 }

[organisation]
rule = "own-score"
)";
  auto const of = [](Audit const& found, Breach::Of what) {
    std::vector<Breach::Kind> list;
    for (Breach const& each : found.breaches) {
      if (each.of == what) list.push_back(each.kind);
    }
    return list;
  };
  using enum Breach::Kind;
  Audit const layered = audit_of(work);
  EXPECT_EQ(layered.planned, 0);
  EXPECT_THAT(of(layered, Breach::Of::alone), ElementsAre(load, budget, load));  // 24000 buys the first only
  EXPECT_THAT(of(layered, Breach::Of::all), ElementsAre(budget, agents, load));
  EXPECT_EQ(gap(layered, "layered").subjects, std::vector<std::string>{"care"});
  Audit const gated = audit_of(work + "intake = 'gated'\n");
  EXPECT_THAT(of(gated, Breach::Of::alone), ElementsAre(load, strain, budget, load, strain));
  EXPECT_THAT(kinds(gated), testing::Not(testing::Contains("layered")));
}

/// Work of three months that moves in half of them takes six, and one to be felt: month 2 + 7.
TEST(Audit, Calendar) {
  std::string late = strategy;
  late.replace(late.find("above = 6"), 9, "above = 6, to = 9");
  EXPECT_THAT(kinds(audit_of(late)), IsEmpty());  // felt in month 2 + 3 + 1
  Audit const found = audit_of(late + "accountability = 0.5\n");
  EXPECT_THAT(gap(found, "work-too-late").subjects, ElementsAre("train", "help"));
  EXPECT_NEAR(found.timing.late.at(0).felt, 9 * days_per_month, 1e-9);
  EXPECT_NEAR(found.timing.missed, 30 / 365.25, 1e-12);
  EXPECT_NEAR(found.timing.decided, 365.25 / 2 + 30, 1e-12);
  EXPECT_NEAR(found.timing.felt, 3.5 * days_per_month, 1e-9);  // 7 months and none
  EXPECT_THAT(found.timing.unseen, IsEmpty());
  Audit const deaf = audit_of("[organisation]\nplanning = { cycle = '60 days', lag = '70 days' }\n");
  EXPECT_THAT(kinds(deaf), testing::Contains("findings-too-late"));
  Audit const path = audit_of(
      "[listening.letters]\nkind = 'complaints'\ndelay = '50 days'\n[organisation]\nplanning = { cycle = '60 days', "
      "lag = '10 days' }\n");
  EXPECT_THAT(gap(path, "path-too-late").subjects, ElementsAre("letters"));
}

TEST(Audit, SponsorsWithTooMuchToCarry) {
  std::string more = strategy;
  for (int i = 0; i < 4; ++i) {
    more += "[initiative.extra" + std::to_string(i) +
            "]\nowner = 'care'\nsponsor = 'head of care'\nduration = '4 months'\nstart = 'month " + std::to_string(i) +
            "'\n";
  }
  Audit const found = audit_of(more);
  ASSERT_FALSE(found.sponsors.empty());
  EXPECT_EQ(found.sponsors[0].name, "head of care");
  EXPECT_EQ(found.sponsors[0].at_once, 5);  // all of month 3
  EXPECT_EQ(found.sponsors[0].goals, 1);
  EXPECT_THAT(gap(found, "sponsor-overloaded").subjects, ElementsAre("head of care"));
  EXPECT_THAT(kinds(audit_of(more, {.most_per_sponsor = 5})), testing::Not(testing::Contains("sponsor-overloaded")));
}

TEST(Audit, WorkThatNoSurveyShows) {
  std::string const blind = strategy + "rule = 'own-score'\n";
  Audit const found = audit_of(blind);
  EXPECT_THAT(gap(found, "invisible-work").subjects, ElementsAre("explain"));
  EXPECT_THAT(gap(found, "invisible-work").what, testing::EndsWith("whose owner follows its own score"));
  ASSERT_THAT(found.invisible_places, SizeIs(1));
  EXPECT_EQ(found.invisible_places[0].name, "bill");
  EXPECT_NEAR(found.invisible_places[0].at_stake, 1.0 / 3, 1e-3);
  EXPECT_THAT(kinds(audit_of(blind + "alignment = 0.5\n")), testing::Not(testing::Contains("invisible-work")));
  Audit const visible = audit_of(strategy + "rule = 'enterprise'\nvisible_only = true\n");
  EXPECT_THAT(kinds(visible), ElementsAre("invisible-work"));
  EXPECT_THAT(gap(visible, "invisible-work").what, testing::EndsWith("in a company that funds visible work only"));
  std::string const path = "[listening.scores]\nkind = 'survey'\ntouchpoints = ['bill']\n";
  EXPECT_THAT(audit_of(strategy + path).invisible_work, SizeIs(2));  // nobody hears of the calls
}

}  // namespace
}  // namespace silowalk
