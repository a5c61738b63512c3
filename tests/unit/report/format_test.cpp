#include "engine/report/format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/report.h"

namespace silowalk {
namespace {

TEST(Formats, AreKnownByTheEndingOfAFile) {
  EXPECT_EQ(format_of_file("a.html"), Format::html);
  EXPECT_EQ(format_of_file("a.htm"), Format::html);
  EXPECT_EQ(format_of_file("folder.csv/a.json"), Format::json);
  EXPECT_EQ(format_of_file("a.csv.md"), Format::md);
  EXPECT_EQ(format_of_file("a.markdown"), Format::md);
  EXPECT_EQ(format_of_file("a.txt"), Format::text);
  EXPECT_EQ(format_of_file("a.xes"), Format::xes);
  EXPECT_EQ(format_of_file("a.toml"), Format::toml);
}

TEST(Formats, AreUnknownForOtherEndings) {
  for (char const* path : {"", "a", "a.", ".html", "folder.html/a", "folder.html/.csv", "a.pdf", "a.text", "a.HTML"})
    EXPECT_FALSE(format_of_file(path)) << path;
}

TEST(Formats, EndingsHaveTheirDot) {
  EXPECT_EQ(ending_of("x/y.tar.gz"), ".gz");
  EXPECT_EQ(ending_of("x.y/z"), "");
  EXPECT_EQ(ending_of(".hidden"), "");
  EXPECT_EQ(ending_of("-"), "");
}

TEST(Formats, EveryFormatOfReportsIsWritten) {
  Report const report{{"Title", {Paragraph{"words"}, Grid{{{"head"}}, {{{{"cell"}}}}}}}, Json::object().set("a", 1)};
  for (Format const format : report_formats) {
    std::string const text = render(report, format);
    EXPECT_TRUE(text.ends_with("\n")) << format_names[format];
    EXPECT_THAT(text, ::testing::HasSubstr(format == Format::json ? "\"a\": 1" : "cell")) << format_names[format];
  }
  for (Format const format : {Format::svg, Format::dot, Format::graphml, Format::xes, Format::toml, Format::man,
                              Format::bash, Format::zsh, Format::fish})
    EXPECT_THROW(render(report, format), std::invalid_argument) << format_names[format];
}

}  // namespace
}  // namespace silowalk
