#include "engine/journey/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/unit/journey/company.h"

namespace silowalk {
namespace {

using namespace testing_company;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// "error: what (why)", one a complaint.
std::vector<std::string> complaints(Scenario const& scenario) {
  std::vector<std::string> result;
  for (Complaint const& each : check_journey(scenario)) {
    bool const error = each.severity == Complaint::Severity::error;
    result.push_back((error ? "error: " : "warning: ") + each.what + " (" + each.why + ")");
  }
  return result;
}

TEST(Check, ASoundJourneyHasNothingToSay) {
  EXPECT_THAT(complaints(plain({{"a", {"b", "out"}}, {"b", {"a", "out"}}})), IsEmpty());
}

TEST(Check, SharesMustSum) {
  Scenario scenario = plain({{"a", {"b", "out"}}, {"b", {"out"}}});
  scenario.touchpoints[0].next[0][1].share = 0.4;
  EXPECT_THAT(complaints(scenario),
              ElementsAre(AllOf(HasSubstr("error"), HasSubstr("next.success of 'a' sum to 0.9"))));
  scenario.touchpoints[0].next[0][1].share = 0.5 + 1e-9;  // written decimals need not sum to the last bit
  EXPECT_THAT(complaints(scenario), IsEmpty());
}

TEST(Check, EveryOutcomeThatCanHappenNeedsRoutes) {
  Scenario scenario = plain({{"a", {"out"}}});
  Touchpoint& a = scenario.touchpoints[0];
  a.success = 0.9;
  EXPECT_THAT(complaints(scenario), ElementsAre(AllOf(HasSubstr("'a' has no next.failure"), HasSubstr("0.1"))));
  a.recovery = 1;
  EXPECT_THAT(complaints(scenario), IsEmpty());
  a.success = 1;
  scenario.silos[0].agents = 5;
  a.handling = Distribution::exponential(0.01);
  a.patience = Distribution::exponential(0.01);
  EXPECT_THAT(complaints(scenario), ElementsAre(HasSubstr("'a' has no next.abandoned")));
  a.patience.reset();
  scenario.silos[0].room = 7;
  EXPECT_THAT(complaints(scenario), ElementsAre(HasSubstr("'a' has no next.turned_away")));
}

TEST(Check, WhatIsNeverUsedIsSaid) {
  Scenario scenario = plain({{"a", {"out"}}});
  scenario.touchpoints[0].patience = Distribution::exponential(0.01);
  scenario.touchpoints[0].next[1] = {route("out")};
  EXPECT_THAT(complaints(scenario), ElementsAre(HasSubstr("next.failure of 'a' is never taken"),
                                                HasSubstr("patience of 'a' is never tried")));
}

TEST(Check, ACycleWithoutExitIsAnError) {
  Scenario scenario = plain({{"a", {"b", "out"}}, {"b", {"c"}}, {"c", {"b"}}});
  scenario.touchpoints[1].where = {"company.toml", 12, 1};
  std::vector<Complaint> const found = check_journey(scenario);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].severity, Complaint::Severity::error);
  EXPECT_THAT(found[0].what, AllOf(HasSubstr("cycle without exit"), HasSubstr("'b', 'c'")));
  EXPECT_THAT(found[0].why, HasSubstr("'all'"));
  EXPECT_EQ(found[0].where.line, 12);
  scenario.segments[0].churn.rate = 0.001;
  EXPECT_THAT(complaints(scenario), IsEmpty()) << "quiet churn ends it";
}

TEST(Check, QuietChurnEndsNothingWhereNoTimePasses) {
  Scenario scenario = plain({{"a", {"b", "out"}}, {"b", {"b"}}});
  scenario.segments[0].churn.rate = 0.001;
  scenario.touchpoints[1].next[0] = {route("b")};
  EXPECT_THAT(complaints(scenario), ElementsAre(AllOf(HasSubstr("error"), HasSubstr("takes time"))));
}

TEST(Check, UnreachableTouchpointsAndExits) {
  Scenario scenario = plain({{"a", {"out"}}, {"b", {"c"}}, {"c", {"out"}}});
  scenario.exits.push_back(exit_to("elsewhere"));
  EXPECT_THAT(complaints(scenario),
              ElementsAre(AllOf(HasSubstr("touchpoint 'b' is unreachable"), HasSubstr("no route and no segment")),
                          AllOf(HasSubstr("touchpoint 'c' is unreachable"), HasSubstr("start at unreachable places")),
                          HasSubstr("exit 'elsewhere' is unreachable")));
}

TEST(Check, ProspectsWhoCanNeverJoinAreSaid) {
  Scenario scenario = plain({{"order", {"bill"}}, {"bill", {"bill", "out"}}, {"call", {"bill", "out"}}});
  scenario.touchpoints[0].joins = true;
  scenario.touchpoints[0].success = 0.9;
  scenario.touchpoints[0].next[1] = {route("call")};
  EXPECT_THAT(complaints(scenario),
              ElementsAre(AllOf(HasSubstr("warning"), HasSubstr("prospects can reach 'bill', 'call'"))));
  scenario.segments[0].customers = 5;
  scenario.segments[0].arrivals = 0;
  EXPECT_THAT(complaints(scenario), IsEmpty()) << "only newcomers are prospects";
  scenario.segments[0].arrivals = 1;
  scenario.touchpoints[2].next[0] = {route("order", 0.5), route("out", 0.5)};
  EXPECT_THAT(complaints(scenario), IsEmpty());
}

TEST(Check, UnresolvedNamesStandAlone) {
  Scenario scenario = plain({{"a", {"ot"}}});
  std::vector<Complaint> const found = check_journey(scenario);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].guess, "out");
}

TEST(Check, AnEmptySegmentIsSaid) {
  Scenario scenario = plain({{"a", {"out"}}});
  scenario.segments[0].arrivals = 0;
  EXPECT_THAT(complaints(scenario), ElementsAre(HasSubstr("'all' is empty")));
}

TEST(Check, ASiloWithMoreWorkThanItCanDo) {
  // 60 a day, 24 min each = one agent's work around the clock; on duty 42 of 168 hours: needs 4 agents, has 3.
  Scenario scenario = plain({{"call", {"out"}}});
  scenario.segments[0].arrivals = 60;
  scenario.touchpoints[0].handling = Distribution::exponential(24 / 1440.0);
  scenario.silos[0].agents = 3;
  scenario.silos[0].hours_per_week = 42;
  EXPECT_THAT(
      complaints(scenario),
      ElementsAre(AllOf(HasSubstr("warning"), HasSubstr("is offered 4.0 agents' work and has 3.0 (load 1.33)"))));
  scenario.silos[0].agents = 5;
  EXPECT_THAT(complaints(scenario), IsEmpty());
}

TEST(Check, ComplaintsStandInTheOrderOfTheFile) {
  Scenario scenario = plain({{"a", {"out"}}, {"b", {"out"}}});
  scenario.touchpoints[0].where = {"f.toml", 30, 1};
  scenario.touchpoints[1].where = {"f.toml", 9, 1};
  scenario.touchpoints[0].next[0][0].share = 0.5;
  scenario.touchpoints[1].next[0][0].share = 0.5;
  std::vector<Complaint> const found = check_journey(scenario);
  ASSERT_EQ(found.size(), 3u);  // b is unreachable, too
  EXPECT_EQ(found[0].where.line, 9);
  EXPECT_EQ(found[2].where.line, 30);
}

TEST(Check, SixtyFiveThousandTouchpointsInSeconds) {
  std::vector<std::pair<std::string, std::vector<std::string>>> routes;
  int const size = 65000;
  for (int i = 0; i < size; ++i) {
    std::vector<std::string> next{i + 1 < size ? "t" + std::to_string(i + 1) : "out"};
    next.push_back("t" + std::to_string(i / 2));
    next.push_back("t" + std::to_string((i * 7) % size));
    routes.emplace_back("t" + std::to_string(i), next);
  }
  Scenario scenario = plain(routes);
  auto const begin = std::chrono::steady_clock::now();
  EXPECT_THAT(complaints(scenario), IsEmpty());
  std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
  EXPECT_LT(took.count(), 20) << "it took " << took.count() << " s, where a fraction of one is usual";
  scenario.silos[0].agents = 1;
  EXPECT_THAT(complaints(scenario), ElementsAre(HasSubstr("not checked")));
}

}  // namespace
}  // namespace silowalk
