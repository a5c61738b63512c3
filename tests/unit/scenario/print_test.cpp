#include <filesystem>

#include "engine/scenario/compare.h"
#include "small.h"

namespace silowalk {
namespace {

void expect_round_trip(Scenario const& scenario) {
  std::string const printed = print_scenario(scenario);
  Scenario const again = parse_scenario(printed, "printed.toml");
  EXPECT_TRUE(same_scenario(scenario, again)) << printed;
  EXPECT_EQ(print_scenario(again), printed);
}

TEST(Print, EveryKeyRoundTrips) {
  expect_round_trip(read_scenario(bakery + "bakery.toml"));
  expect_round_trip(read_scenario(bakery + "two_in_phone.toml"));
  expect_round_trip(parse_scenario(small(), "small.toml"));
}

TEST(Print, EveryScenarioOfTheProjectRoundTrips) {
  int seen = 0;
  for (auto const& entry :
       std::filesystem::recursive_directory_iterator(std::string(SILOWALK_SOURCE_DIR) + "/scenarios"))
    if (entry.path().extension() == ".toml" && entry.path().parent_path().filename() != "levers") {
      expect_round_trip(read_scenario(entry.path().string()));
      ++seen;
    }
  EXPECT_GT(seen, 0);
}

TEST(Print, TheSharedExampleRoundTrips) {
  std::string const folder = std::string(SILOWALK_SOURCE_DIR) + "/../shared/example/";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
  expect_round_trip(read_scenario(folder + "company.toml"));
  expect_round_trip(read_scenario(folder + "one-company.toml"));
}

TEST(Print, IsCanonical) {
  std::string const text = print_scenario(parse_scenario(small("", "seed = 3\n"), "small.toml"));
  EXPECT_EQ(text, R"(name = ""
about = ""
currency = "EUR"
seed = 3

[segment.all]
customers = 10
entry = "order"

[silo.web]

[silo.care]
agents = 3

[touchpoint.order]
silo = "web"
next.success = [
  { to = "order", share = 0.9, after = "30 days" },
  { to = "gone", share = 0.09999999999999998 },
]

[exit.gone]
)");
}

TEST(Print, EverySeedRoundTrips) {
  for (std::string const seed : {"0", "9223372036854775807", "9223372036854775808", "18446744073709551615"}) {
    Scenario const scenario = with({"seed='" + seed + "'"});
    EXPECT_EQ(std::to_string(scenario.seed), seed);
    expect_round_trip(scenario);
  }
  for (std::string const seed : {"-1", "'18446744073709551616'", "18446744073709551616", "1.5", "many", "' 1'", "true"})
    EXPECT_NE(said(small(), {"seed=" + seed}), "") << seed;
}

TEST(Print, OrderAndSpacingOfTheFileDoNotMatter) {
  std::string const other = R"(
exit.gone = {}
[touchpoint]
order = { next.success = [ { share = 0.9, after = "4.2857142857142857 weeks", to = "order" }, { to = "gone" } ], silo = "web" }
[segment]
all.entry = "order"
all.customers = 10
[silo.web]
[silo.care]
agents = 3.0
)";
  Scenario const a = parse_scenario(other, "other.toml");
  EXPECT_EQ(print_scenario(a).find("30 days"), print_scenario(parse_scenario(small(), "small.toml")).find("30 days"));
  EXPECT_TRUE(same_scenario(a, parse_scenario(small(), "small.toml")));
}

TEST(Print, DifferencesAreSeen) {
  Scenario const a = read_scenario(bakery + "bakery.toml");
  Scenario b = a;
  b.silos[0].fatigue += 1e-12;
  EXPECT_FALSE(same_scenario(a, b));
  EXPECT_NE(print_scenario(a), print_scenario(b));
}

}  // namespace
}  // namespace silowalk
