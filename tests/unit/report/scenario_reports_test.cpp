#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/results/verify_report.h"
#include "engine/report/scenario/audit_report.h"
#include "engine/report/scenario/card_report.h"
#include "engine/report/scenario/check_report.h"
#include "tests/unit/simulation/small_company.h"

namespace silowalk {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Complaint complaint(Complaint::Severity severity, std::string const& what) {
  Complaint complaint;
  complaint.severity = severity;
  complaint.where = {"company.toml", 3, 1};
  complaint.what = what;
  complaint.why = "because";
  complaint.guess = "agents";
  return complaint;
}

TEST(ScenarioReports, TheAuditBeginsWithItsGaps) {
  Scenario const scenario = full_company();
  Audit const found = audit(scenario);
  Report const report = audit_report(scenario, found);
  ASSERT_FALSE(found.gaps.empty());
  EXPECT_THAT(report.page.title, HasSubstr("between this and a strategy"));
  EXPECT_EQ(std::get<Heading>(report.page.blocks.front()).text, "Gaps");
  EXPECT_EQ(std::get<Items>(report.page.blocks.at(1)).texts.size(), found.gaps.size());
  EXPECT_THAT(to_csv(report.page), HasSubstr("silo,touchpoints,customers' time,revenue,at stake"));
}

TEST(ScenarioReports, CardsAreOnePageEach) {
  Scenario const scenario = full_company();
  Audit const found = audit(scenario);
  std::vector<SiloCard> const cards = silo_cards(scenario, found, {"all"});
  ASSERT_EQ(cards.size(), scenario.silos.size());
  std::string const text = to_terminal(cards_report(scenario, cards, found.shares_known).page, false);
  for (Silo const& each : scenario.silos) EXPECT_THAT(text, HasSubstr(" - " + each.name));
  EXPECT_THAT(text, HasSubstr("Its guardrails"));
}

TEST(ScenarioReports, ACheckListsComplaintsOnlyOnAWholePage) {
  Scenario const scenario = full_company();
  ScenarioCheck check = check_scenario(scenario);
  ASSERT_TRUE(check.sound);
  check.complaints.push_back(complaint(Complaint::Severity::warning, "an odd number"));
  std::string const whole = to_csv(check_report(scenario, check).page);
  EXPECT_THAT(whole, HasSubstr("warning,company.toml:3:1,an odd number; did you mean 'agents'?,because"));
  EXPECT_THAT(to_csv(check_report(scenario, check, {.whole = false}).page), Not(HasSubstr("an odd number")));
}

TEST(ScenarioReports, ACheckDefinesItsLoadAndThatOfARun) {
  Scenario const scenario = full_company();
  std::string const page = to_markdown(check_report(scenario, check_scenario(scenario)).page);
  EXPECT_THAT(page, HasSubstr("Load: offered over possible in the long run"));
  EXPECT_THAT(page, HasSubstr("The load of a run (silo.NAME.load)"));
}

TEST(ScenarioReports, ACheckCountsTheWarningsOfTheReader) {
  Scenario const scenario = full_company();
  std::size_t const found = check_scenario(scenario).complaints.size();
  std::vector<Complaint> const warnings = {complaint(Complaint::Severity::warning, "an odd number")};
  EXPECT_EQ(check_scenario(scenario, warnings).complaints.size(), found + 1);
  EXPECT_EQ(check_scenario(scenario, warnings).complaints.front().what, "an odd number");
}

TEST(ScenarioReports, AnUnsoundScenarioIsItsComplaints) {
  Report const report = unsound_report({complaint(Complaint::Severity::error, "unknown key 'agnets'")});
  EXPECT_EQ(to_csv(report.page),
            "severity,where,what,why\nerror,company.toml:3:1,unknown key 'agnets'; did you mean 'agents'?,because\n");
  EXPECT_THAT(report.json.text(), HasSubstr("\"sound\": false"));
}

TEST(ScenarioReports, AVerificationNamesWhatDoesNotMatch) {
  Verification found;
  found.file = {"out.h5", 0, {}, true};
  found.scenarios.push_back({"Company", 7, {}, true});
  found.complete = true;
  EXPECT_EQ(verify_report(found).page.title, "out.h5: matches");
  found.complete = false;
  EXPECT_EQ(verify_report(found).page.title, "out.h5: matches, but the run is not complete");
  found.file.matches = false;
  EXPECT_EQ(verify_report(found).page.title, "out.h5: DOES NOT MATCH the digest in the file");
  EXPECT_THAT(to_csv(verify_report(found).page), HasSubstr(",Company,7,matches\n"));
}

TEST(ScenarioReports, AStoppedRunHasItsParts) {
  Verification found;
  found.file.name = "out.h5";
  found.parts = PartFolderContent{"abc", 1, {"3.part"}};
  std::string const text = to_terminal(verify_report(found).page, false);
  EXPECT_THAT(text, HasSubstr("'out.h5.parts' holds 1 sound part of run abc"));
  EXPECT_THAT(text, HasSubstr("damaged: 3.part"));
}

}  // namespace
}  // namespace silowalk
