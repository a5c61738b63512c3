#include <gtest/gtest.h>

#include "engine/report/page.h"
#include "engine/report/value_cells.h"

namespace silowalk {
namespace {

Page page_of(std::vector<Grid> grids) {
  Page page{"Title", {Heading{"Heading"}, Paragraph{"Paragraph"}}};
  for (Grid& each : grids) page.blocks.emplace_back(std::move(each));
  return page;
}

TEST(Csv, WritesTablesOnly) {
  EXPECT_EQ(to_csv(page_of({})), "");
  EXPECT_EQ(to_csv(page_of({{{{"a"}, {"b"}}, {{{{"1"}, {"2"}}}, {{{"3"}, {"4"}}}}}})), "a,b\n1,2\n3,4\n");
}

TEST(Csv, QuotesAsRfc4180) {
  Grid const grid{{{"a,b"}, {"c"}}, {{{{"say \"yes\""}, {"plain"}}}}};
  EXPECT_EQ(to_csv(page_of({grid})), "\"a,b\",c\n\"say \"\"yes\"\"\",plain\n");
}

TEST(Csv, ShowsControlCharactersHarmlessly) {
  Grid const grid{{{"a"}}, {{{{"x\x1b[31m"}}}, {{{"one\ntwo"}}}}};
  EXPECT_EQ(to_csv(page_of({grid})), "a\nx\xEF\xBF\xBD[31m\none↵two\n");
}

TEST(Csv, FillsShortRowsAndLeavesOutNotes) {
  Grid const grid{{{"a"}, {"b"}, {"c"}}, {{{{"1"}}, {{"a note"}}}, {{{"1"}, {"2"}, {"3"}, {"no such column"}}}}};
  EXPECT_EQ(to_csv(page_of({grid})), "a,b,c\n1,,\n1,2,3\n");
}

TEST(Csv, SeparatesTablesAndPrefersMainOnes) {
  Grid const first{{{"a"}}, {{{{"1"}}}}};
  Grid second{{{"b"}}, {{{{"2"}}}}};
  EXPECT_EQ(to_csv(page_of({first, second})), "a\n1\n\nb\n2\n");
  second.main = true;
  EXPECT_EQ(to_csv(page_of({first, second})), "b\n2\n");
}

TEST(Csv, WritesNumbersInBaseUnits) {
  Grid const grid{{{"share"}, {"number"}, {"unknown"}},
                  {{{share_cell(1 / 3.0), number_cell(12345.678, true, " h"), number_cell(7, false)}}}};
  EXPECT_EQ(to_csv(page_of({grid})), "share,number,unknown\n0.3333333333333333,12345.678,?\n");
}

TEST(Csv, GivesIntervalsColumnsOfTheirOwn) {
  GridCell estimate = value_cell("5 (4 .. 6)", 5);
  estimate.low = 4;
  estimate.high = 6;
  Grid const grid{{{"name"}, {"mean"}}, {{{{"x"}, estimate}}, {{{"y"}, value_cell("7", 7)}}, {{{"z"}}}}};
  EXPECT_EQ(to_csv(page_of({grid})), "name,mean,mean low,mean high\nx,5,4,6\ny,7,,\nz,,,\n");
}

}  // namespace
}  // namespace silowalk
