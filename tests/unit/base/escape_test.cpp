#include "engine/base/escape/escape.h"

#include <gtest/gtest.h>

#include "engine/base/complaint.h"
#include "engine/base/escape/harmless.h"
#include "engine/base/escape/utf8.h"

namespace silowalk {
namespace {

using std::string_literals::operator""s;

constexpr char const* mark = "\xEF\xBF\xBD";

TEST(Harmless, ReplacesWhatATerminalObeys) {
  // C0, delete, C1 as UTF-8 and as bytes, directions, separators, overlong and cut UTF-8, surrogates.
  for (std::string const& bad : {"\x1B"s, "\0"s, "\r"s, "\x7F"s, "\xC2\x9B"s, "\xC2\x80"s, "\x9B"s, "\xD8\x9C"s,
                                 "\xE2\x80\x8E"s, "\xE2\x80\x8F"s, "\xE2\x80\xAA"s, "\xE2\x80\xAE"s, "\xE2\x81\xA6"s,
                                 "\xE2\x81\xA9"s, "\xE2\x80\xA8"s, "\xE2\x80\xA9"s, "\xFF"s}) {
    EXPECT_EQ(harmless("a" + bad + "z"), "a"s + mark + "z");
    EXPECT_EQ(escape_xml("a" + bad + "z"), "a"s + mark + "z");
    EXPECT_EQ(escape_dot("a" + bad + "z"), "\"a"s + mark + "z\"");
    EXPECT_EQ(escape_csv("a" + bad + "z"), "a"s + mark + "z");
    EXPECT_EQ(escape_markdown("a" + bad + "z"), "a"s + mark + "z");
  }
  EXPECT_EQ(harmless("\xC0\xAF"), std::string(mark) + mark);
  EXPECT_EQ(harmless("\xED\xA0\x80"), std::string(mark) + mark + mark);
  EXPECT_EQ(harmless("\xE2\x82"), std::string(mark) + mark);
  EXPECT_EQ(harmless("caf\xC3\xA9 \xE2\x80\xA7 \xF0\x9F\x98\x80"), "caf\xC3\xA9 \xE2\x80\xA7 \xF0\x9F\x98\x80");
}

TEST(Harmless, IsOneLineAndTheSameTheSecondTime) {
  EXPECT_EQ(harmless("x\n0  o.h5:\tmatches"), "x↵0  o.h5: matches");
  EXPECT_EQ(harmless(harmless("\x1B\n\t\xFF")), harmless("\x1B\n\t\xFF"));
  EXPECT_EQ(harmless_excerpt("\ta\x1B\tb"), "\ta"s + mark + "\tb");
  EXPECT_EQ(harmless_lines("a\x1B\n\tb\n"), "a"s + mark + "\n\tb\n");
}

TEST(Harmless, CutsWhatNobodyReads) {
  std::string const name(5'000'000, 'x');
  EXPECT_LT(harmless_sentence("'" + name + "' is no duration").size(), 1100u);
  EXPECT_TRUE(harmless_sentence("'" + name + "' is no duration").ends_with("x' is no duration"));
  EXPECT_LT(harmless_lines("a\n" + name + "\nb").size(), 2100u);
  std::string wide;
  for (int i = 0; i < 2000; ++i) wide += "\xF0\x9F\x98\x80";
  for (std::size_t shift = 0; shift < 4; ++shift) {
    std::string const cut = harmless_sentence(std::string(shift, 'a') + wide);
    EXPECT_EQ(harmless(cut), cut) << "cut inside a character";
  }
}

TEST(Harmless, MessagesOfExceptionsAreOneLine) {
  EXPECT_STREQ(RuntimeFailure("no file 'a\n\x1B[2J'").what(), ("no file 'a↵"s + mark + "[2J'").c_str());
  EXPECT_STREQ(InvalidRequest("two are called 'a\nb'").what(), "two are called 'a↵b'");
  Complaint complaint;
  complaint.where = {"a\nb.toml", 1, 1};
  complaint.what = "x\ny";
  complaint.why = std::string(5000, 'w');
  std::string const said = describe(complaint);
  EXPECT_TRUE(said.starts_with("a↵b.toml:1:1: error: x↵y (www"));
  EXPECT_LT(said.size(), 1200u);
}

TEST(Escape, XmlKeepsWhatAnAttributeWouldLose) {
  EXPECT_EQ(escape_xml("\"O'Neil\" <b>&\n\t]]>"), "&quot;O&#39;Neil&quot; &lt;b&gt;&amp;&#10;&#9;]]&gt;");
  EXPECT_EQ(escape_xml("\xEF\xBF\xBE\xEF\xBF\xBF"), std::string(mark) + mark);
}

TEST(Escape, DotStringsCannotEndEarly) {
  EXPECT_EQ(escape_dot("a\"];\\\n&"), "\"a\\\"];\\\\\\n&amp;\"");
  EXPECT_EQ(escape_dot("\\\""), "\"\\\\\\\"\"");
}

TEST(Escape, JsonReadsBackWhatWasThere) {
  EXPECT_EQ(escape_json("a\"\\\n\t\x1B"), R"("a\"\\\n\t\u001b")");
  EXPECT_EQ(escape_json("\xC2\x9B\xE2\x80\xAE\xE2\x80\xA8\x7F"), R"("\u009b\u202e\u2028\u007f")");
  EXPECT_EQ(escape_json("\xFF"), "\""s + mark + "\"");
  EXPECT_EQ(escape_json("caf\xC3\xA9"), "\"caf\xC3\xA9\"");
}

TEST(Escape, CsvFieldsAreNoFormulas) {
  EXPECT_EQ(escape_csv("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
  EXPECT_EQ(escape_csv("@SUM(1,2)"), "\"'@SUM(1,2)\"");
  EXPECT_EQ(escape_csv("+SUM(A1)"), "'+SUM(A1)");
  EXPECT_EQ(escape_csv("-2+3+cmd|'x'!A"), "'-2+3+cmd|'x'!A");
  EXPECT_EQ(escape_csv("-2 .. +cmd|'x'!A"), "'-2 .. +cmd|'x'!A");
  EXPECT_EQ(escape_csv("  =1"), "  '=1");
  EXPECT_EQ(escape_csv("\t=1"), " '=1");
  EXPECT_EQ(escape_csv("a;=1;b"), "a;'=1;b");
  EXPECT_EQ(escape_csv("＝1"), "'＝1");
  EXPECT_EQ(escape_csv("--x"), "'--x");
}

TEST(Escape, CsvKeepsNumbersAndWhatIsNoFormula) {
  for (char const* text :
       {"", "-", "-3.2 k", "+5 %", "-405 days", "+410 .. +490", "-2 .. -1", "a = b", "1=2", "x@y", "'=1", "a;b"})
    EXPECT_EQ(escape_csv(text), text);
  EXPECT_EQ(escape_csv("a, \"b\""), "\"a, \"\"b\"\"\"");
}

TEST(Escape, MarkdownIsPlainText) {
  EXPECT_EQ(escape_markdown("a|`b`*c*<d>[e](f)#_~!\\&"), "a\\|\\`b\\`\\*c\\*&lt;d&gt;\\[e\\](f)\\#\\_\\~\\!\\\\&amp;");
  EXPECT_EQ(escape_markdown_line("- a"), "\\- a");
  EXPECT_EQ(escape_markdown_line("12. a"), "12\\. a");
  EXPECT_EQ(escape_markdown_line("12.5 % of all"), "12.5 % of all");
  EXPECT_EQ(escape_markdown_line("    code"), "code");
  EXPECT_EQ(escape_markdown_line("---"), "\\---");
  EXPECT_EQ(escape_markdown_line("-3.2 %"), "-3.2 %");
  EXPECT_EQ(escape_markdown_line("# a"), "\\# a");
}

}  // namespace
}  // namespace silowalk
