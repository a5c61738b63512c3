#include "engine/analysis/whatif/evaluate_plan.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>

#include "engine/archive/read_results.h"
#include "tests/unit/analysis/questions.h"
#include "tests/unit/archive/toy_results.h"

// The plans of what-if questions under a limit of time, in memory and with a results file.
namespace silowalk {
namespace {

Plan plan_of_two(std::uint32_t replications) {
  Plan plan;
  plan.seed = 3;
  plan.replications = replications;
  Scenario changed = toy::money_question().scenario;
  plan.scenarios.push_back(plan_scenario("as it is", changed, plan.seed));
  *changed.silos.front().agents += 1;
  plan.scenarios.push_back(plan_scenario("one more", changed, plan.seed));
  return plan;
}

/// Two days allowed, over from question number `from` on.
RunOptions limited(int from, std::atomic<int>& asked, int threads = 1) {
  RunOptions options;
  options.threads = threads;
  options.limit = TimeLimit{2, [from, &asked] { return ++asked >= from; }};
  return options;
}

EvaluatedRun evaluate(Plan const& plan, KeptIn const& kept, RunOptions const& options) {
  return std::get<EvaluatedRun>(evaluate_plan(plan, kept, {"revenue"}, {}, options));
}

/// A folder of its own: tests run side by side.
struct Folder : toy::Folder {
  std::string file() const { return *this / "kept.h5"; }
};

TEST(EvaluatePlan, UsesAPrefixOfTheReplicationsWhenTheTimeIsOver) {
  EvaluatedRun const all = evaluate(plan_of_two(12), {}, {});
  EXPECT_EQ(all.replications, 12u);
  EXPECT_FALSE(all.stopped_after);
  std::atomic<int> asked{0};
  // Two replications of both without a question, then replications 2 and 3 of both, then 4 of the first alone.
  EvaluatedRun const some = evaluate(plan_of_two(12), {}, limited(6, asked));
  EXPECT_EQ(some.replications, 4u);
  EXPECT_EQ(some.stopped_after, 2.0);
  for (std::size_t scenario = 0; scenario < 2; ++scenario) {
    Series first = all.series[scenario][0];
    first.resize(4);
    EXPECT_EQ(some.series[scenario][0], first);
  }
}

TEST(EvaluatePlan, TheNumbersDoNotDependOnThreads) {
  EvaluatedRun const all = evaluate(plan_of_two(12), {}, {});
  for (int const threads : {1, 2, 3}) {
    std::atomic<int> asked{0};
    EvaluatedRun const some = evaluate(plan_of_two(12), {}, limited(8, asked, threads));
    ASSERT_GE(some.replications, 2u);
    for (std::size_t scenario = 0; scenario < 2; ++scenario) {
      Series first = all.series[scenario][0];
      first.resize(some.replications);
      EXPECT_EQ(some.series[scenario][0], first) << threads;
    }
  }
}

TEST(EvaluatePlan, AFileKeepsWhatTheTimeAllowedAndIsContinued) {
  Folder const folder;
  KeptIn const kept{folder.file()};
  std::atomic<int> asked{0};
  EvaluatedRun const some = evaluate(plan_of_two(12), kept, limited(0, asked));
  EXPECT_EQ(some.replications, 4u) << "one block of a file";
  EXPECT_TRUE(some.stopped_after);
  EXPECT_EQ(ResultsFile(folder.file()).header().scenarios[1].replications, 4u);
  asked = 0;
  EvaluatedRun const same = evaluate(plan_of_two(12), kept, limited(0, asked));
  EXPECT_EQ(same.replications, 4u) << "no time at all, and nothing is lost";
  EXPECT_EQ(same.series, some.series);
  EvaluatedRun const all = evaluate(plan_of_two(12), kept, {});
  EXPECT_FALSE(all.stopped_after);
  EXPECT_EQ(all.series, evaluate(plan_of_two(12), {}, {}).series);
  EXPECT_FALSE(std::filesystem::exists(folder.file() + ".parts"));
}

TEST(EvaluatePlan, APartThatFollowedFromAnEarlierAnswerIsReplaced) {
  Folder const folder;
  Plan other = plan_of_two(4);
  other.scenarios[1] = other.scenarios[0];
  other.scenarios[1].name = "one more";
  KeptIn const part{folder.file(), false, "more"};
  evaluate(other, part, {});
  EXPECT_EQ(evaluate(plan_of_two(4), part, {}).series, evaluate(plan_of_two(4), {}, {}).series);
  EXPECT_TRUE(std::filesystem::exists(folder / "kept-more.h5"));
  evaluate(other, {folder.file()}, {});
  EXPECT_THROW(evaluate(plan_of_two(4), {folder.file()}, {}), RuntimeFailure) << "what the user named is kept";
}

}  // namespace
}  // namespace silowalk
