#include "engine/scenario/scenario_difference.h"

#include "small.h"

namespace silowalk {
namespace {

/// A company with goals, priorities, a seam and a guardrail.
std::string const company = small(R"(
[organisation]
rule       = "enterprise"
priorities = [ { level = "board", order = ["keep"] } ]
seams      = [ { from = "web", to = "care", owner = "head of service" } ]

[goal.keep]
target = { output = "lost", below = 5 }

[guardrail.waits]
output = "touchpoint.order.wait_mean"
below  = "1 day"
)");

std::vector<std::string> differing_paths(std::vector<std::string> const& changes) {
  std::vector<std::string> paths;
  for (ScenarioDifference const& each : scenario_differences(with({}, company), with(changes, company)))
    paths.push_back(each.path + " of " + each.owner);
  return paths;
}

TEST(ScenarioDifferences, NameThePathAndWhoDecidesIt) {
  EXPECT_EQ(differing_paths({"silo.care.agents=4"}), std::vector<std::string>{"silo.care.agents of care"});
  EXPECT_EQ(differing_paths({"segment.all.customers=20"}),
            std::vector<std::string>{"segment.all.customers of (company)"});
}

TEST(ScenarioDifferences, LeaveOutWhatNoSimulationReads) {
  EXPECT_TRUE(differing_paths({"name=Other", "goal.keep.target.below=9", "silo.web.title=The web"}).empty());
  EXPECT_TRUE(differing_paths({"organisation.priorities=[ { level = \"board\", order = [] } ]"}).empty());
  EXPECT_TRUE(
      differing_paths({"organisation.seams=[ { from = \"web\", to = \"care\", owner = \"nobody\" } ]"}).empty());
}

TEST(ScenarioDifferences, IncludeGuardrailsWhichCanRefuseDecisions) {
  EXPECT_EQ(differing_paths({"guardrail.waits.below='2 days'"}),
            std::vector<std::string>{"guardrail.waits.below of (company)"});
}

}  // namespace
}  // namespace silowalk
