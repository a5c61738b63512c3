#include "engine/scenario/compare.h"
#include "small.h"

namespace silowalk {
namespace {

Touchpoint const& touchpoint(Scenario const& scenario, std::string const& name) {
  for (Touchpoint const& each : scenario.touchpoints)
    if (each.name == name) return each;
  throw std::out_of_range(name);
}

TEST(Extends, MergesTablesAndReplacesLists) {
  Scenario const base = read_scenario(bakery + "bakery.toml");
  Scenario const over = read_scenario(bakery + "two_in_phone.toml");
  EXPECT_EQ(over.name, "Four on the phone");
  EXPECT_EQ(over.about, base.about);
  EXPECT_EQ(over.silos[1].agents, 4);
  EXPECT_EQ(over.silos[1].hours_per_week, base.silos[1].hours_per_week);
  Touchpoint const& help = touchpoint(over, "help");
  EXPECT_EQ(help.handling->kind, Distribution::Kind::gamma);  // it names itself: replaced as a whole
  EXPECT_EQ(help.next[1].size(), 1U);
  EXPECT_EQ(without_places(over).touchpoints[2].next[0], without_places(base).touchpoints[2].next[0]);
  Distribution const& patience = *touchpoint(over, "stall").patience;  // only its mode is changed
  EXPECT_EQ(patience.b, 6.0 / 1440);
  EXPECT_EQ(patience.c, 15.0 / 1440);
}

TEST(Extends, KeepsTheOrderOfTheBase) {
  Scenario const base = read_scenario(bakery + "bakery.toml");
  Scenario const over = read_scenario(bakery + "two_in_phone.toml");
  std::vector<std::string> names;
  for (Touchpoint const& each : base.touchpoints) names.push_back(each.name);
  EXPECT_EQ(names, (std::vector<std::string>{"order", "delivery", "help", "stall", "party"}));
  ASSERT_EQ(over.touchpoints.size(), names.size());
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(over.touchpoints[i].name, names[i]);
}

TEST(Extends, PlacesNameTheFileTheyAreIn) {
  Scenario const over = read_scenario(bakery + "two_in_phone.toml");
  EXPECT_EQ(touchpoint(over, "help").next[1][0].to_where.file, bakery + "two_in_phone.toml");
  EXPECT_EQ(touchpoint(over, "help").next[0][0].to_where.file, bakery + "routes.csv");
  EXPECT_EQ(touchpoint(over, "order").silo_where.file, bakery + "bakery.toml");
}

TEST(Extends, PrintedInFullItStandsAlone) {
  Scenario const over = read_scenario(bakery + "two_in_phone.toml");
  EXPECT_TRUE(same_scenario(over, parse_scenario(print_scenario(over), "elsewhere/printed.toml")));
}

}  // namespace
}  // namespace silowalk
