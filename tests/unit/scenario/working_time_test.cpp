#include <gmock/gmock.h>

#include "engine/scenario/compare.h"
#include "small.h"

namespace silowalk {
namespace {

using ::testing::HasSubstr;

/// Returns a desk with these shifts whose visitors wait by this tolerance and patience.
std::string desk(std::string const& shifts, std::string const& tolerance, std::string const& patience = "10 min") {
  return R"(
[segment.all]
customers = 10
entry     = "desk"

[silo.care]
agents = 3
)" + (shifts.empty() ? "" : "shifts = " + shifts) +
         R"(

[touchpoint.desk]
silo          = "care"
handling      = "5 min"
patience      = ")" +
         patience + R"("
trust         = { wait = 0.5, tolerance = ")" +
         tolerance + R"(" }
next          = [ { to = "gone" } ]

[exit.gone]
)";
}

/// Returns the tolerance of the desk, days.
double tolerance(std::string const& shifts, std::string const& written) {
  return parse_scenario(desk(shifts, written), "desk.toml").touchpoints[0].trust.tolerance.value();
}

/// Returns the warnings about the desk, one after the other.
std::string warned(std::string const& shifts, std::string const& written) {
  std::vector<Complaint> warnings;
  parse_scenario(desk(shifts, written), "desk.toml", {}, &warnings);
  return describe(warnings);
}

std::string const office = "\"mon-fri 09:00-17:00\"";

TEST(WorkingTime, AWorkingHourIsAnOpenHour) {
  EXPECT_EQ(tolerance(office, "4 working hours"), tolerance(office, "4 h"));
  EXPECT_EQ(tolerance(office, "1 working hour"), tolerance(office, "60 min"));
}

TEST(WorkingTime, AWorkingDayIsTheOpenHoursOfAnOpenDay) {
  EXPECT_EQ(tolerance(office, "3 working days"), 1);  // 3 x 8 h
  EXPECT_EQ(tolerance(office, "1 working day"), tolerance(office, "8 h"));
  EXPECT_EQ(tolerance(office, "0.5 working days"), tolerance(office, "4 h"));
  // 44 hours on six days.
  EXPECT_EQ(tolerance("[\"mon-fri 09:00-17:00\", \"sat 09:00-13:00\"]", "6 working days"), tolerance(office, "44 h"));
  // A night shift is open for eight hours, on whichever days.
  EXPECT_EQ(tolerance("\"daily 22:00-06:00\"", "1 working day"), tolerance(office, "8 h"));
  // A shift without agents is closed.
  std::string const empty = "[\"mon-fri 09:00-17:00\", { days = \"sat\", hours = \"09:00-17:00\", agents = 0 }]";
  EXPECT_EQ(tolerance(empty, "1 working day"), tolerance(office, "8 h"));
}

TEST(WorkingTime, DistributionsTakeItToo) {
  std::string const drawn = desk(office, "1 h", "PATIENCE");
  auto const patience = [&](std::string const& written) {
    std::string text = drawn;
    text.replace(text.find("\"PATIENCE\""), std::string("\"PATIENCE\"").size(), written);
    return parse_scenario(text, "desk.toml").touchpoints[0].patience.value();
  };
  EXPECT_EQ(patience("{ distribution = \"exponential\", mean = \"2 working days\" }"),
            Distribution::exponential(16 / 24.));
  EXPECT_EQ(patience("\"2 working days\""), Distribution::constant(16 / 24.));
}

TEST(WorkingTime, OverridesTakeIt) {
  std::string const text = desk(office, "1 h");
  Scenario const scenario =
      with({"touchpoint.desk.trust.tolerance=2 working days", "silo.care.shifts='mon-fri 08:00-18:00'"}, text);
  EXPECT_EQ(scenario.touchpoints[0].trust.tolerance, tolerance(office, "20 h"));
}

TEST(WorkingTime, ItIsPrintedInHours) {
  Scenario const scenario = parse_scenario(desk(office, "2 working days"), "desk.toml");
  EXPECT_THAT(print_scenario(scenario), HasSubstr("tolerance = \"16 h\""));
  EXPECT_TRUE(same_scenario(parse_scenario(print_scenario(scenario), "printed.toml"), scenario));
}

TEST(WorkingTime, WhatIsPrintedIsNotDoubted) {
  std::string const printed = print_scenario(parse_scenario(desk(office, "15 working days"), "desk.toml"));
  EXPECT_THAT(printed, HasSubstr("tolerance = \"120 h\""));
  std::vector<Complaint> warnings;
  parse_scenario(printed, "printed.toml", {}, &warnings);
  EXPECT_EQ(describe(warnings), "");
}

TEST(WorkingTime, ASiloWithoutShiftsHasNone) {
  std::string const complaint = said(desk("", "2 working days"));
  EXPECT_THAT(complaint, HasSubstr("touchpoint.desk.trust.tolerance is \"2 working days\""));
  EXPECT_THAT(complaint, HasSubstr("silo.care has no shifts, so that every hour is open"));
  EXPECT_THAT(complaint, HasSubstr("did you mean '2 days'?"));
}

TEST(WorkingTime, OtherUnitsAndOtherKeysAreRefused) {
  EXPECT_THAT(said(desk(office, "2 working weeks")), HasSubstr("\"4 working hours\" or \"2 working days\""));
  EXPECT_THAT(said(desk(office, "working days")), HasSubstr("is not a duration"));
  EXPECT_THAT(said(desk(office, "1 h"), {"touchpoint.desk.handling=2 working hours"}),
              HasSubstr("working hours and days are for patience, answer_within and tolerance only"));
}

TEST(WorkingTime, DaysOfClosedHoursAreDoubted) {
  std::string const warning = warned(office, "1 day");
  EXPECT_THAT(warning,
              HasSubstr("touchpoint.desk.trust.tolerance is \"1 day\": 24.0 open hours, or 3.00 working days"));
  EXPECT_THAT(warning, HasSubstr("did you mean '1 working day'?"));
  EXPECT_THAT(warned(office, "2 weeks"), HasSubstr("42.0 working days of silo.care"));
  for (std::string const fine : {"24 h", "90 min", "1 working day"}) EXPECT_EQ(warned(office, fine), "") << fine;
  EXPECT_EQ(warned("", "1 day"), "");
  EXPECT_EQ(warned("\"daily 00:00-24:00\"", "1 day"), "");
}

// By the clock a day is a day, whatever the hours.
TEST(WorkingTime, IsRefusedByTheClock) {
  std::string const clock = "tolerance_by = \"clock\"\n";
  EXPECT_EQ(warned(office, "1 day").find("tolerance") != std::string::npos, true);
  std::vector<Complaint> warnings;
  Scenario const by_clock = parse_scenario(clock + desk(office, "1 day"), "desk.toml", {}, &warnings);
  EXPECT_EQ(describe(warnings), "");
  EXPECT_EQ(by_clock.touchpoints[0].trust.tolerance, 1);
  std::string const complaint = said(clock + desk(office, "2 working days", "3 working hours"));
  EXPECT_THAT(complaint, HasSubstr("touchpoint.desk.trust.tolerance is \"2 working days\""));
  EXPECT_THAT(complaint, HasSubstr("touchpoint.desk.patience is \"3 working hours\""));
  EXPECT_THAT(complaint, HasSubstr("with tolerance_by = \"clock\" it counts all hours, closed ones included"));
  EXPECT_THAT(complaint, HasSubstr("did you mean '2 days'?"));
  // A silo measures its answers in open hours by either clock.
  Scenario const answered = with({"touchpoint.desk.answer_within=2 working days"}, clock + desk(office, "1 h"));
  EXPECT_EQ(answered.touchpoints[0].answer_within, 16 / 24.);
}

}  // namespace
}  // namespace silowalk
