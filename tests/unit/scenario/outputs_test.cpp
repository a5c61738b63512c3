#include "engine/scenario/outputs.h"

#include <set>

#include "engine/statistics/output_table.h"
#include "small.h"

namespace silowalk {
namespace {

TEST(Outputs, NamesAreChecked) {
  Scenario const scenario = read_scenario(bakery + "bakery.toml");
  for (std::string const name : {"churn_rate", "segment.subscribers.revenue", "touchpoint.help.wait_mean",
                                 "silo.phone.load", "initiative.call_back.spend"})
    EXPECT_EQ(check_output_name(scenario, name).what, "") << name;
  for (std::string const name : {"", ".", "churn", "segment.nobody.revenue", "touchpoint.help.load", "silo.phone",
                                 "silo..load", "exit.gone.visits", "segment.a.b.revenue"})
    EXPECT_NE(check_output_name(scenario, name).what, "") << name;
  EXPECT_EQ(check_output_name(scenario, "silo.phoen.load").guess, "silo.phone.load");
  EXPECT_EQ(check_output_name(scenario, "churn_rte").guess, "churn_rate");
}

// The outputs that goals may name are those that results have.
TEST(Outputs, AreThoseOfTheResults) {
  for (OutputOf const of : {OutputOf::company, OutputOf::touchpoint, OutputOf::silo, OutputOf::initiative}) {
    std::set<std::string> mine, theirs;
    for (OutputInfo const& info : known_outputs())
      if (info.of == of) mine.emplace(info.name);
    for (OutputDefinition const& each : output_table(of)) theirs.emplace(each.name);
    EXPECT_EQ(mine, theirs);
  }
}

}  // namespace
}  // namespace silowalk
