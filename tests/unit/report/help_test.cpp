#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/complaint.h"
#include "engine/report/format.h"
#include "engine/report/help/completions.h"
#include "engine/report/help/man_page.h"
#include "engine/report/help/overview_report.h"
#include "engine/report/scenario/template_reports.h"
#include "engine/scenario/read.h"

namespace silowalk {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// A program with one verb, whose texts hold what roff and shells would obey.
ProgramHelp program() {
  VerbHelp verb{"weigh", VerbGroup::ask, "weigh what's there", "silowalk weigh FILE", ".first\n  kept\nlast", "", {}};
  verb.options.push_back({"format", "f", "HOW", "text, md; default: text"});
  verb.options.push_back({"as-is", "", "", "don't touch [it]: C:\\temp"});
  return {"1.2.3", {verb}, {"help", VerbGroup::write, "describe a verb", "", "", "", {}}};
}

TEST(Choices, AreTheWordsBeforeTheDefault) {
  EXPECT_THAT(choices_of({"format", "", "HOW", "text, md, json; default: text"}), ElementsAre("text", "md", "json"));
  EXPECT_THAT(choices_of({"threads", "", "N", "threads to use; default: all"}), IsEmpty());
  EXPECT_THAT(choices_of({"seed", "", "N", "seed; default: 1"}), IsEmpty());
  EXPECT_THAT(choices_of({"json", "", "", "text, md; default: text"}), IsEmpty());
}

TEST(ManPage, EscapesWhatRoffWouldObey) {
  std::string const page = man_page(program(), program().verbs[0]);
  EXPECT_THAT(page, HasSubstr(".TH SILOWALK\\-weigh 1 \"\" \"silowalk 1.2.3\""));
  EXPECT_THAT(page, HasSubstr("\\&.first\n.nf\n  kept\n.fi\nlast\n"));
  EXPECT_THAT(page, HasSubstr("C:\\etemp"));
  EXPECT_THAT(page, HasSubstr("\\fB\\-\\-as\\-is\\fR\n"));
  EXPECT_THAT(man_page(program()), HasSubstr(".BR silowalk\\-weigh (1)"));
}

TEST(Completions, QuoteTheTextsOfOptions) {
  EXPECT_THAT(bash_completion(program()), HasSubstr("weigh)\n      options=\"--format -f --as-is\""));
  EXPECT_THAT(zsh_completion(program()), HasSubstr("'*--as-is[don'\\''t touch \\[it\\]\\: C\\:\\\\temp]'"));
  EXPECT_THAT(zsh_completion(program()), HasSubstr("'*-f[text, md; default\\: text]:HOW:(text md)'"));
  EXPECT_THAT(fish_completion(program()), HasSubstr("-l as-is -d 'don\\'t touch [it]: C:\\\\temp'\n"));
  EXPECT_THAT(fish_completion(program()), HasSubstr("-l format -s f -x -a 'text md'"));
}

TEST(Overview, ListsVerbsByStepAndAllExitCodes) {
  Report const report = overview_report(program());
  std::string const text = render(report, Format::text);
  EXPECT_THAT(text, HasSubstr("\nask   weigh  weigh what's there\n"));
  for (ExitCodeHelp const& each : exit_codes()) EXPECT_THAT(text, HasSubstr(std::to_string(each.code)));
  EXPECT_THAT(render(report, Format::json), HasSubstr("\"group\": \"ask\""));
}

TEST(Format, ManPagesHaveTheEnding1) {
  EXPECT_EQ(format_of_file("silowalk.1"), Format::man);
  EXPECT_EQ(format_of_file("silowalk.fish"), Format::fish);
}

TEST(ShellWord, IsQuotedWhereItMustBe) {
  EXPECT_EQ(shell_word("a/b-c_d.toml"), "a/b-c_d.toml");
  EXPECT_EQ(shell_word("my company"), "'my company'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word(""), "''");
}

TEST(Templates, AreSoundScenariosWithoutWarnings) {
  for (CompanyTemplate const& each : company_templates()) {
    std::vector<Complaint> warnings;
    EXPECT_FALSE(parse_scenario(each.text, "company.toml", {}, &warnings).name.empty());
    EXPECT_THAT(warnings, IsEmpty()) << each.name;
    EXPECT_EQ(&template_named(each.name), &each);
  }
  EXPECT_THROW(template_named("shp"), InvalidRequest);
  EXPECT_THAT(render(templates_report(), Format::text), Not(HasSubstr("…")));
}

}  // namespace
}  // namespace silowalk
