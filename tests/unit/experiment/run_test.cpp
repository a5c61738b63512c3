#include "engine/experiment/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <limits>
#include <set>

#include "engine/base/complaint.h"
#include "engine/experiment/executor.h"
#include "engine/simulation/walk/stopped.h"
#include "tests/unit/statistics/toy_tally.h"

namespace silowalk {
namespace {

using testing::HasSubstr;

Plan toy_plan(std::uint32_t replications) {
  Plan plan;
  plan.seed = 5;
  plan.replications = replications;
  for (std::string const name : {"as is", "to be"}) {
    PlannedScenario each;
    each.name = name;
    each.text = "name = \"" + name + "\"";
    each.digest = digest_of(each.text);
    plan.scenarios.push_back(each);
  }
  return plan;
}

std::vector<OutputFrame> const frames{toy::frame(), toy::frame()};

Tally toy_replication(int scenario, std::uint32_t replication) {
  return toy::random(toy::axes(), static_cast<std::uint64_t>(scenario) + 1, replication);
}

std::vector<Tally> tallies_of(MemoryStore const& store, Plan const& plan, std::size_t scenario) {
  return store.tallies(plan.scenarios[scenario].digest);
}

TEST(Executor, DoesEveryTaskOnce) {
  for (int const threads : {1, 2, 3, 7}) {
    std::vector<std::atomic<int>> done(100);
    for_each_task(done.size(), threads, [&](std::size_t i) { ++done[i]; });
    for (auto const& each : done) EXPECT_EQ(each, 1);
  }
  EXPECT_GE(usable_threads(), 1);
}

TEST(Executor, AFailureStopsNewTasksAndIsThrown) {
  // More tasks than any machine could run: that the call returns at all is the proof. A number that one thread can
  // work off while the other is kept waiting between its throw and its catch would prove nothing on a busy machine.
  std::size_t const endless = std::numeric_limits<std::size_t>::max() / 2;
  auto const task = [](std::size_t i) {
    if (i == 3) throw RuntimeFailure("three");
  };
  EXPECT_THROW(for_each_task(endless, 2, task), RuntimeFailure);
}

TEST(Blocks, CoverEveryReplicationOnceWhateverTheirNumber) {
  Plan const plan = toy_plan(10);
  std::set<std::pair<int, std::uint32_t>> seen;
  for (PlannedBlock const& block : blocks_of(plan, 0, 10)) {
    EXPECT_EQ(block.first % plan.block_size, 0u);
    for (std::uint32_t i = 0; i < block.count; ++i) EXPECT_TRUE(seen.insert({block.scenario, block.first + i}).second);
  }
  EXPECT_EQ(seen.size(), 20u);
}

TEST(Run, IsTheSameForAnyNumberOfThreads) {
  std::vector<Tally> expected;
  for (std::uint32_t i = 0; i < 10; ++i) expected.push_back(toy_replication(1, i));
  for (int const threads : {1, 2, 3}) {
    MemoryStore store;
    RunReport const report = run(toy_plan(10), frames, toy_replication, store, {.threads = threads});
    EXPECT_TRUE(report.complete);
    EXPECT_EQ(report.replications, 10u);
    EXPECT_EQ(report.progress.replications_run, 20u);
    EXPECT_EQ(tallies_of(store, toy_plan(1), 1), expected);
  }
}

TEST(Run, ContinuesWhereItStopped) {
  MemoryStore store;
  std::atomic<bool> stop{false};
  RunOptions options{.threads = 2, .stop = &stop};
  options.progress = [&](Progress const& progress) { stop = progress.blocks_done >= 3; };
  RunReport const first = run(toy_plan(40), frames, toy_replication, store, options);
  EXPECT_FALSE(first.complete);
  EXPECT_GE(first.progress.blocks_done, 3u);
  EXPECT_EQ(first.progress.replications_run, 4 * first.progress.blocks_done);  // no block is left half done
  EXPECT_LT(first.progress.blocks_done, 20u);
  RunReport const second = run(toy_plan(40), frames, toy_replication, store, {.threads = 2});
  EXPECT_TRUE(second.complete);
  EXPECT_EQ(second.progress.blocks_reused, first.progress.blocks_done);
  MemoryStore fresh;
  run(toy_plan(40), frames, toy_replication, fresh, {});
  EXPECT_EQ(tallies_of(store, toy_plan(1), 0), tallies_of(fresh, toy_plan(1), 0));
  EXPECT_EQ(tallies_of(store, toy_plan(1), 1), tallies_of(fresh, toy_plan(1), 1));
}

TEST(Run, ThrowsAwayTheBlocksUnderWayWhenItIsStopped) {
  MemoryStore store;
  std::atomic<bool> stop{false};
  Simulator const stopping = [&](int scenario, std::uint32_t replication) {
    if (replication < 6) return toy_replication(scenario, replication);
    stop = true;
    throw StoppedSimulation();
  };
  RunReport const first = run(toy_plan(40), frames, stopping, store, {.stop = &stop});
  EXPECT_FALSE(first.complete);
  EXPECT_EQ(first.progress.replications_run, 8u);  // replications 0 to 3 of both scenarios
  EXPECT_TRUE(run(toy_plan(40), frames, toy_replication, store, {}).complete);
  MemoryStore fresh;
  run(toy_plan(40), frames, toy_replication, fresh, {});
  EXPECT_EQ(tallies_of(store, toy_plan(1), 1), tallies_of(fresh, toy_plan(1), 1));
}

/// A clock for tests: the time is over from the question number `from` on.
TimeLimit over_from(int from, std::atomic<int>& asked) {
  return {1, [from, &asked] { return ++asked >= from; }};
}

TEST(Run, EndsWithTheReplicationsThatAllScenariosHaveWhenTheTimeIsOver) {
  // Blocks of 4 for two scenarios in turn. The first of both are run without a question; then 4-7 of both, 8-11 of the
  // first, and 8-11 of the second no more.
  std::atomic<int> asked{0};
  MemoryStore store;
  RunReport const report =
      run(toy_plan(40), frames, toy_replication, store, {.threads = 1, .limit = over_from(4, asked)});
  EXPECT_FALSE(report.complete);
  EXPECT_TRUE(report.time_over);
  EXPECT_EQ(report.replications, 8u) << "8-11 of one scenario alone do not count";
  EXPECT_EQ(report.progress.replications_run, 20u);
  RunReport const rest = run(toy_plan(40), frames, toy_replication, store, {.threads = 2});
  EXPECT_TRUE(rest.complete);
  EXPECT_FALSE(rest.time_over);
  EXPECT_EQ(rest.progress.blocks_reused, 5u);
}

TEST(Run, HasTheLeastReplicationsWhateverTheTime) {
  for (int const threads : {1, 2, 5}) {
    std::atomic<int> asked{0};
    Plan plan = toy_plan(40);
    plan.block_size = 1;
    MemoryStore store;
    RunReport const report =
        run(plan, frames, toy_replication, store, {.threads = threads, .limit = over_from(0, asked)});
    EXPECT_TRUE(report.time_over);
    EXPECT_EQ(report.replications, 2u) << threads;
    for (int const scenario : {0, 1}) {
      auto const found = store.load({plan.scenarios[static_cast<std::size_t>(scenario)].digest, 1, 1});
      ASSERT_TRUE(found);
      EXPECT_EQ(found->front(), toy_replication(scenario, 1));
    }
  }
}

TEST(Run, WhatIsStoredTakesNoTime) {
  MemoryStore store;
  run(toy_plan(12), frames, toy_replication, store, {});
  std::atomic<int> asked{0};
  RunReport const report =
      run(toy_plan(40), frames, toy_replication, store, {.threads = 2, .limit = over_from(0, asked)});
  EXPECT_EQ(report.replications, 12u);
  EXPECT_TRUE(report.time_over);
}

TEST(Run, AStopIsNoEndOfTheTime) {
  std::atomic<bool> const stop{true};
  std::atomic<int> asked{0};
  MemoryStore store;
  RunReport const report =
      run(toy_plan(40), frames, toy_replication, store, {.stop = &stop, .limit = over_from(0, asked)});
  EXPECT_FALSE(report.complete);
  EXPECT_FALSE(report.time_over);
  EXPECT_EQ(report.replications, 0u);
}

TEST(Run, MoreReplicationsReuseWhatIsThere) {
  MemoryStore store;
  run(toy_plan(10), frames, toy_replication, store, {});
  RunReport const report = run(toy_plan(20), frames, toy_replication, store, {});
  EXPECT_EQ(report.progress.blocks_reused, 4u);  // 0-3 and 4-7 of both; 8-9 was a shorter block
  EXPECT_EQ(tallies_of(store, toy_plan(1), 0).size(), 20u);
}

TEST(Run, ContinuesWithScenariosInAnotherOrder) {
  MemoryStore store;
  run(toy_plan(8), frames, toy_replication, store, {});
  Plan turned = toy_plan(8);
  std::swap(turned.scenarios[0], turned.scenarios[1]);
  auto const never = [](int, std::uint32_t) -> Tally { throw RuntimeFailure("it is there already"); };
  RunReport const report = run(turned, frames, never, store, {.threads = 2});
  EXPECT_EQ(report.progress.blocks_reused, 4u);
}

TEST(Run, AFailureNamesScenarioAndReplicationAndKeepsTheRest) {
  MemoryStore store;
  auto const failing = [](int scenario, std::uint32_t replication) {
    if (scenario == 1 && replication == 9) throw RuntimeFailure("a counter overflowed");
    return toy_replication(scenario, replication);
  };
  try {
    run(toy_plan(40), frames, failing, store, {.threads = 1});
    FAIL() << "it should have failed";
  } catch (RuntimeFailure const& error) {
    EXPECT_THAT(error.what(), HasSubstr("scenario 'to be', seed 5, replication 9: a counter overflowed"));
  }
  EXPECT_EQ(tallies_of(store, toy_plan(1), 0).size(), 12u);
  EXPECT_EQ(tallies_of(store, toy_plan(1), 1).size(), 8u);
}

TEST(Run, PrecisionLooksAtFixedCountsWhateverTheThreads) {
  // Cells are uniform on 1 .. 1e9: the mean of 3 months x 3 segments has a relative deviation of .577 / 3 a
  // replication, so a half-width of 5 % takes about (2 .. 3 x .192 / .05)^2 = 60 to 130 replications: the looks at 64,
  // 128 or 256.
  Plan plan = toy_plan(0);
  plan.precision = PrecisionRule{.relative = 0.05, .maximum = 1000};
  plan.outputs = {"new"};
  std::uint32_t reached = 0;
  for (int const threads : {1, 3}) {
    MemoryStore store;
    RunReport const report = run(plan, frames, toy_replication, store, {.threads = threads});
    EXPECT_TRUE(report.complete);
    EXPECT_TRUE(report.precise);
    EXPECT_EQ(report.precision.size(), 2u);
    EXPECT_TRUE(report.replications >= 32 && report.replications <= 256) << report.replications;
    EXPECT_EQ(tallies_of(store, toy_plan(1), 0).size(), report.replications);
    if (reached != 0) {
      EXPECT_EQ(report.replications, reached);
    }
    reached = report.replications;
  }
}

TEST(Run, PrecisionThatCannotBeHadEndsAtTheMaximum) {
  Plan plan = toy_plan(0);
  plan.precision = PrecisionRule{.relative = 1e-6, .maximum = 50};
  plan.outputs = {"new"};
  MemoryStore store;
  RunReport const report = run(plan, frames, toy_replication, store, {.threads = 2});
  EXPECT_TRUE(report.complete);
  EXPECT_FALSE(report.precise);
  EXPECT_EQ(report.replications, 50u);
  EXPECT_EQ(tallies_of(store, toy_plan(1), 1).size(), 50u);
}

TEST(Plan, DigestIsOfWhatTheNumbersDependOn) {
  Plan const plan = toy_plan(10);
  EXPECT_EQ(toy_plan(20).digest(), plan.digest());
  Plan other = toy_plan(10);
  other.seed = 6;
  EXPECT_NE(other.digest(), plan.digest());
  other = toy_plan(10);
  other.scenarios[0].digest = digest_of("another");
  EXPECT_NE(other.digest(), plan.digest());
}

/// Three scenarios, the last of which is the first one under another name.
Plan plan_with_twins() {
  Plan plan;
  plan.seed = 5;
  plan.replications = 8;
  Scenario scenario;
  scenario.horizon.months = 3;
  scenario.horizon.warm_up = 0;
  scenario.silos = {{}};
  scenario.silos[0].name = "shop";
  scenario.touchpoints = {{}};
  scenario.touchpoints[0].name = "counter";
  scenario.touchpoints[0].silo = "shop";
  scenario.touchpoints[0].next[0] = {{}};
  scenario.touchpoints[0].next[0][0].to = "counter";
  scenario.touchpoints[0].next[0][0].after = {Distribution::Kind::exponential, 10, 0, 0, {}, false};
  scenario.segments = {{}};
  scenario.segments[0].name = "regulars";
  scenario.segments[0].entry = "counter";
  scenario.segments[0].customers = 20;
  scenario.segments[0].start = Start::entry;
  plan.scenarios.push_back(plan_scenario("as is", scenario, plan.seed));
  Scenario larger = scenario;
  larger.segments[0].customers = 30;
  plan.scenarios.push_back(plan_scenario("to be", larger, plan.seed));
  scenario.name = "Another name";
  scenario.silos[0].title = "The shop";
  scenario.touchpoints[0].source = "invented";
  scenario.goals = {{}};
  scenario.goals[0].name = "more";
  plan.scenarios.push_back(plan_scenario("as is, renamed", scenario, plan.seed));
  return plan;
}

TEST(Run, SimulatesOnceWhatIsTheSameCompany) {
  Plan const plan = plan_with_twins();
  EXPECT_EQ(same_companies(plan), (std::vector<std::size_t>{0, 1, 0}));
  std::vector<Model> models;
  for (PlannedScenario const& each : plan.scenarios) models.emplace_back(each.scenario);
  MemoryStore store;
  RunReport const report = run(plan, models, store, {.threads = 2});
  EXPECT_TRUE(report.complete);
  EXPECT_EQ(report.progress.replications_run, 16u);
  EXPECT_EQ(report.progress.blocks_total, 4u);
  EXPECT_EQ(tallies_of(store, plan, 0), tallies_of(store, plan, 2));
  EXPECT_NE(tallies_of(store, plan, 0), tallies_of(store, plan, 1));
  for (std::uint32_t i = 0; i < 8; ++i) EXPECT_EQ(tallies_of(store, plan, 2)[i], simulate(models[2], plan.seed, i));
}

TEST(Run, FindsTheSameCompanyUnderAnotherName) {
  Plan const plan = plan_with_twins();
  std::vector<Model> models;
  for (PlannedScenario const& each : plan.scenarios) models.emplace_back(each.scenario);
  MemoryStore whole;
  run(plan, models, whole, {});
  MemoryStore part;
  std::vector<Tally> const tallies = tallies_of(whole, plan, 2);
  part.save({plan.scenarios[2].digest, 0, 4}, {tallies.begin(), tallies.begin() + 4});
  RunReport const report = run(plan, models, part, {});
  EXPECT_EQ(report.progress.blocks_reused, 1u);
  for (std::size_t scenario = 0; scenario < 3; ++scenario)
    EXPECT_EQ(tallies_of(part, plan, scenario), tallies_of(whole, plan, scenario));
}

}  // namespace
}  // namespace silowalk
