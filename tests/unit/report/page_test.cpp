#include "engine/report/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "engine/base/escape/escape.h"
#include "engine/base/escape/harmless.h"
#include "engine/report/replay/journey_picture.h"
#include "engine/report/replay/moment.h"
#include "tests/unit/simulation/small_company.h"

namespace silowalk {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Page nasty_page() {
  std::string const name = "\"O'Neil\" <b>&amp; \xF0\x9F\x98\x80 \x1b[31m\r\n \xE2\x80\xAE|*x*";
  Page page;
  page.title = name;
  page.blocks.emplace_back(Heading{name});
  page.blocks.emplace_back(Paragraph{name});
  page.blocks.emplace_back(Items{{name}});
  Grid grid{{{name}, {"n", true}}, {}};
  grid.rows.push_back({{{name, Tone::bad}, {"1", Tone::plain, Bar{0.2, 0.6}}}, {{name, Tone::faint}}});
  page.blocks.emplace_back(std::move(grid));
  return page;
}

TEST(Pages, ATerminalIsNeverCommandedByAName) {
  std::string const text = to_terminal(nasty_page(), false);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\r")));
  EXPECT_THAT(text, Not(HasSubstr("\xE2\x80\xAE")));
  EXPECT_THAT(text, HasSubstr("\xF0\x9F\x98\x80"));
  EXPECT_THAT(to_terminal(nasty_page(), true), HasSubstr("\x1b[31m\"O'Neil\""));  // our own colour
}

TEST(Pages, HtmlAndMarkdownEscapeEverything) {
  std::string const html = to_html(nasty_page());
  EXPECT_THAT(html, Not(HasSubstr("<b>")));
  EXPECT_THAT(html, HasSubstr("&quot;O&#39;Neil&quot; &lt;b&gt;&amp;amp;"));
  EXPECT_THAT(html, Not(HasSubstr("\x1b")));
  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  std::string const markdown = to_markdown(nasty_page());
  EXPECT_THAT(markdown, Not(HasSubstr("<b>")));
  EXPECT_THAT(markdown, HasSubstr("\\|\\*x\\*"));
}

TEST(Pages, KeepToAHundredColumns) {
  Page page{"t", {}};
  page.blocks.emplace_back(Paragraph{std::string(300, 'x') + " " + std::string(20, 'y')});
  Grid grid{{{"a"}, {"b"}, {"c", true, true}}, {}};
  grid.rows.push_back({{{std::string(90, 'm')}, {std::string(60, 'n')}, {"kept"}}, {{std::string(150, 'o')}}});
  page.blocks.emplace_back(std::move(grid));
  std::istringstream lines(to_terminal(page, false));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), 100u) << line;
}

TEST(Pages, BarsShowWhatWasLostAndGained) {
  EXPECT_EQ(bar_text({0.8, 0.5}, 10), "█████░░░··");
  EXPECT_EQ(bar_text({0.2, 0.5}, 10), "██▓▓▓·····");
  EXPECT_EQ(bar_text({-1, 2}, 4), "▓▓▓▓");
}

TEST(Pages, WidthsAreOfWhatIsSeen) {
  EXPECT_EQ(columns_of("caf\xC3\xA9"), 4u);
  EXPECT_EQ(columns_of("\xF0\x9F\x98\x80"), 2u);
  EXPECT_EQ(columns_of("e\xCC\x81"), 1u);
}

TEST(Pages, BadTextIsShownAsSuch) {
  EXPECT_EQ(harmless("a\xFFz"), "a\xEF\xBF\xBDz");
  EXPECT_EQ(escape_xml("a\xC0\xAF"), "a\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(escape_xml(std::string_view("\0", 1)), "\xEF\xBF\xBD");
}

TEST(Csv, HasColumnsForTheEndsOfIntervals) {
  Page page{"t", {}};
  Grid grid{{{"silo"}, {"lost", true}}, {}, true};
  grid.rows.push_back({{{"care"}, {"44.8 k (44 k .. 46 k)", Tone::plain, std::nullopt, 44800, 44000, 46000}}});
  grid.rows.push_back({{{"web"}, {"-"}}});
  page.blocks.emplace_back(std::move(grid));
  EXPECT_EQ(to_csv(page), "silo,lost,lost low,lost high\ncare,44800,44000,46000\nweb,-,,\n");
}

TEST(Csv, KeepsTheColumnsOfIntervalsWhereNoneIsKnown) {
  Page page{"t", {}};
  page.blocks.emplace_back(
      Grid{{{"silo"}, {.head = "lost", .right = true, .whole = true, .intervals = true}}, {{{{"web"}, {"-"}}}}, true});
  EXPECT_EQ(to_csv(page), "silo,lost,lost low,lost high\nweb,-,,\n");
}

TEST(Csv, HasColumnsOfItsOwnAndOneTableForEqualHeads) {
  auto const grid_of = [](std::string const& scenario, double lost) {
    Grid grid{{{"scenario", false, false, true}, {"silo"}, {"lost", true}}, {}, true};
    grid.rows.push_back({{{scenario}, {"care"}, {"some", Tone::plain, std::nullopt, lost}}});
    return grid;
  };
  Page const page{"t", {Heading{"A"}, grid_of("A", 1), Heading{"B"}, grid_of("B", 2)}};
  EXPECT_EQ(to_csv(page), "scenario,silo,lost\nA,care,1\nB,care,2\n");
  for (std::string const& text : {to_terminal(page, false), to_markdown(page), to_html(page)}) {
    EXPECT_THAT(text, Not(HasSubstr("scenario")));
    EXPECT_THAT(text, HasSubstr("care"));
  }
}

TEST(Markdown, KeepsTheNotesOfARowWithoutCells) {
  Grid grid{{{"silo"}, {"lost"}}, {}};
  grid.rows.push_back({{}, {{"nothing was measured"}}});
  grid.rows.push_back({{{"web"}, {"3"}}, {{"a note"}}});
  std::string const text = to_markdown({"t", {grid}});
  EXPECT_THAT(text, HasSubstr("\n| nothing was measured |  |\n| web | 3<br>a note |\n"));
}

TEST(Moments, AreToTheNearestMinuteAndMicrosecond) {
  Date const start = *parse_date("2026-01-01");
  EXPECT_EQ(moment_text(start, 0), "2026-01-01 00:00");
  EXPECT_EQ(moment_text(start, -0.25), "2025-12-31 18:00");
  EXPECT_EQ(moment_text(start, 59 + 13.0 / 1440), "2026-03-01 00:13");
  EXPECT_EQ(moment_text(start, 1 - 0.4 / 1440), "2026-01-02 00:00");
  EXPECT_EQ(iso_moment(start, 0.5 + 1.25 / 86400), "2026-01-01T12:00:01.250000+00:00");
  EXPECT_EQ(iso_moment(start, -1e-6 / 86400), "2025-12-31T23:59:59.999999+00:00");
}

TEST(Pictures, HaveEveryTouchpointAndLightThePath) {
  Scenario scenario = plain_company();
  scenario.touchpoints[1].title = "<buy & \"pay\">";
  std::string const picture = journey_picture(scenario, {{"who", {0, 1, 2, 0, 3}, "left here"}});
  for (char const* const name :
       {">look<", ">&lt;buy &amp; &quot;pay&quot;&gt;<", ">use<", ">gone<", ">done<", ">web<", ">shop<"})
    EXPECT_THAT(picture, HasSubstr(name));
  EXPECT_THAT(picture, Not(HasSubstr(">buy<")));
  EXPECT_THAT(picture, HasSubstr("who: look to &lt;buy &amp; &quot;pay&quot;&gt;, 1 x"));
  EXPECT_THAT(picture, HasSubstr("who: look to gone, 1 x"));
  EXPECT_EQ(picture, journey_picture(scenario, {{"who", {0, 1, 2, 0, 3}, "left here"}}));
}

TEST(Page, ALongCellTakesSeveralLinesAndLosesNothing) {
  std::string const same(60, 'x');
  Page const page{"Causes", {Grid{{{"cause"}, {"whole", false, true}}, {{{{same + " of care " + same}, {"1"}}}}}}};
  std::string const text = to_terminal(page, false);
  EXPECT_THAT(text, HasSubstr(same + " of care"));
  EXPECT_THAT(text, Not(HasSubstr("…")));
  EXPECT_EQ(std::count(text.begin(), text.end(), 'x'), 120);
  std::string const word(150, 'y');
  std::string const broken = to_terminal({"Word", {Grid{{{"word"}}, {{{{word}}}}}}}, false);
  EXPECT_EQ(std::count(broken.begin(), broken.end(), 'y'), 150);
}

TEST(Page, NoLineEndsWithinAnInterval) {
  for (std::size_t before = 60; before < 100; ++before) {
    std::string const text = to_terminal({"", {Paragraph{std::string(before, 'x') + " (1.2 k .. 3.4 k)."}}}, false);
    EXPECT_THAT(text, HasSubstr("(1.2 k .. 3.4 k)."));
  }
}

TEST(Page, TheLabelOfABarSaysWhatItShows) {
  GridCell cell{"0.50"};
  cell.bar = Bar{0.5, 0.25};
  std::string const html = to_html({"Loads", {Grid{{{"load"}}, {{{cell}}}}}});
  EXPECT_THAT(html, HasSubstr("aria-label=\"load: 0.50 to 0.25\""));
}

}  // namespace
}  // namespace silowalk
