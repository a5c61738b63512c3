#include "engine/scenario/language/csv.h"

#include "small.h"

namespace silowalk {
namespace {

struct Read {
  bool ok;
  CsvTable table;
  std::string said;
};

Read read(std::string const& text) {
  Sources sources;
  int const file = sources.add("a.csv", text);
  Complaints complaints(sources);
  CsvTable table;
  bool const ok = parse_csv(sources, file, complaints, table);
  return {ok, table, describe(complaints.errors())};
}

TEST(Csv, QuotesSeparatorsAndLineEnds) {
  for (std::string const text : {"a,b\n1,\"x, \"\"y\"\"\nz\"\n", "a;b\r\n1;\"x, \"\"y\"\"\nz\"\r\n",
                                 "\xEF\xBB\xBF"
                                 "a\tb\n\n1\t\"x, \"\"y\"\"\nz\""}) {
    Read const csv = read(text);
    ASSERT_TRUE(csv.ok) << text << csv.said;
    ASSERT_EQ(csv.table.rows.size(), 1U);
    EXPECT_EQ(csv.table.column("b"), 1);
    EXPECT_EQ(csv.table.column("c"), -1);
    EXPECT_EQ(csv.table.rows[0][1].text, "x, \"y\"\nz");
  }
}

TEST(Csv, CellsKnowTheirPlace) {
  Read const csv = read("name,share\nü, 3\n\"a\nb\",4\n");
  ASSERT_TRUE(csv.ok);
  EXPECT_EQ(csv.table.rows[0][1].where, (Mark{0, 2, 4}));
  EXPECT_EQ(csv.table.rows[0][1].text, "3");
  EXPECT_EQ(csv.table.rows[1][1].where, (Mark{0, 4, 4}));
}

TEST(Csv, OddFilesAreMistakes) {
  for (std::string const text : {"", "a,b\n", "a,b\n\"1,2\n", "a,b\n\xff,1\n", "\n\n\n"})
    EXPECT_FALSE(read(text).ok) << text;
  EXPECT_FALSE(read("a,b\n1\n").said.empty());
}

TEST(Csv, TextBehindAQuoteIsAMistake) {
  std::string const said = read("a,b\n1,\"two\" or three\n").said;
  EXPECT_EQ(said.find("a.csv:2:9: error: text follows a closing quote"), 0U) << said;
  EXPECT_FALSE(read("\"a\"b,c\n1,2\n").ok);
  EXPECT_TRUE(read("a,b\n\"1\" ,\"2\" \r\n").ok);  // blanks may follow
}

TEST(Csv, RoutesStepsAndValuesStandInFiles) {
  Scenario const scenario = read_scenario(bakery + "bakery.toml");
  Touchpoint const& help = scenario.touchpoints[2];
  ASSERT_EQ(help.next[0].size(), 1U);
  EXPECT_EQ(help.next[0][0].after, (Distribution{Distribution::Kind::lognormal, 5, 0.6, 0, {}, false}));
  ASSERT_EQ(help.next[1].size(), 2U);
  EXPECT_EQ(help.next[1][1].share, 0.25);
  EXPECT_EQ(help.next[2][0].handoff, 0.1);
  EXPECT_EQ(help.next[2][0].after.a, 0.125);
  ASSERT_EQ(scenario.segments[0].churn.tenure.size(), 2U);
  EXPECT_EQ(scenario.segments[0].churn.tenure[1], (Churn::TenureStep{730.5, 0.25}));
  EXPECT_EQ(scenario.touchpoints[3].handling->values,
            (std::vector<double>{1.75 / 1440, 2.5 / 1440, 3.0 / 1440, 6.0 / 1440}));
  EXPECT_EQ(scenario.touchpoints[4].next[0].size(), 2U);
}

}  // namespace
}  // namespace silowalk
