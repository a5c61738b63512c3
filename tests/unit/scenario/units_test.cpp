#include "engine/base/units.h"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/base/exact_units.h"
#include "engine/scenario/language/mistakes/guesses.h"

namespace silowalk {
namespace {

double days(std::string const& text) {
  Measured const read = parse_duration(text);
  EXPECT_TRUE(read.ok()) << text << ": " << read.why;
  return read.value;
}

double per_day(std::string const& text) {
  Measured const read = parse_rate(text);
  EXPECT_TRUE(read.ok()) << text << ": " << read.why;
  return read.value;
}

TEST(Units, DurationsAreInDays) {
  EXPECT_EQ(days("40 min"), 40.0 / 1440);
  EXPECT_EQ(days("1.5 h"), 0.0625);
  EXPECT_EQ(days("30 s"), 30.0 / 86400);
  EXPECT_EQ(days("2 days"), 2);
  EXPECT_EQ(days("3 weeks"), 21);
  EXPECT_EQ(days("6 months"), 182.625);  // 6 x 365.25 / 12
  EXPECT_EQ(days("12 months"), days("1 year"));
  EXPECT_EQ(days("1 h 30 min"), days("90 min"));
  EXPECT_EQ(days("90min"), days("90 min"));
  EXPECT_EQ(days(" 1_000 days "), 1000);
  EXPECT_EQ(days("1e1 days"), 10);
  EXPECT_EQ(days("0"), 0);
  EXPECT_EQ(days("-2 days"), -2);  // the range is the schema's business
}

TEST(Units, WhatIsNoDurationSaysWhy) {
  for (std::string const text : {"", "min", "6", "6 mnths", "6 per day", "6 %", "1,5 h", "1 h 30", "infinite days",
                                 "nan s", "0x10 days", "1 h 1 h 1 h 1 h 1 h", "1e400 days", "6 months."})
    EXPECT_FALSE(parse_duration(text).ok()) << text;
  EXPECT_EQ(parse_duration("6 mnths").guess, "6 months");
  EXPECT_EQ(parse_duration("1,5 h").guess, "1.5 h");
  EXPECT_EQ(parse_duration("6").guess, "6 days");
}

TEST(Units, RatesArePerDay) {
  EXPECT_EQ(per_day("25 per day"), 25);
  EXPECT_EQ(per_day("25/day"), 25);
  EXPECT_EQ(per_day("24 per h"), 576);
  EXPECT_EQ(per_day("0.025 per month"), 0.025 * 12 / 365.25);
  EXPECT_EQ(per_day("2.5 % per month"), 2.5 / 100 * 12 / 365.25);
  EXPECT_EQ(per_day("365.25 per year"), 1);
  EXPECT_EQ(per_day("0"), 0);
  for (std::string const text :
       {"25", "25 days", "per day", "25 per", "25 per fortnight", "25 per day per day", "25 % day"})
    EXPECT_FALSE(parse_rate(text).ok()) << text;
}

TEST(Units, SharesAndYearlyRates) {
  EXPECT_EQ(parse_share("35 %").value, 0.35);
  EXPECT_EQ(parse_share("0.35").value, 0.35);
  EXPECT_FALSE(parse_share("35 percent").ok());
  EXPECT_EQ(parse_yearly("8 % per year").value, 0.08);
  EXPECT_EQ(parse_yearly("0.08 per year").value, 0.08);
  EXPECT_FALSE(parse_yearly("8 %").ok());
  EXPECT_FALSE(parse_yearly("1 % per month").ok());
}

TEST(Units, AgentsAndMonths) {
  EXPECT_EQ(parse_agents("1 agent").value, 1);
  EXPECT_EQ(parse_agents("2.5 agents").value, 2.5);
  EXPECT_FALSE(parse_agents("2 people").ok());
  EXPECT_EQ(parse_month("month 24").value, 24);
  EXPECT_EQ(parse_month("24").value, 24);
  EXPECT_FALSE(parse_month("month 2.5").ok());
  EXPECT_FALSE(parse_month("year 2").ok());
}

TEST(Units, ShortestReadsBackToTheSameDouble) {
  std::mt19937_64 bits(1);
  for (int i = 0; i < 20000; ++i) {
    double value = 0;
    std::uint64_t const word = bits();
    static_assert(sizeof word == sizeof value);
    std::memcpy(&value, &word, sizeof value);
    if (!std::isfinite(value)) continue;
    std::string const text = shortest(value);
    EXPECT_EQ(parse_number(text).value, value) << text;
    EXPECT_EQ(parse_duration(text + " days").value, value) << text;
  }
}

TEST(Units, DurationsForPeople) {
  EXPECT_EQ(readable_duration(0), "0 s");
  EXPECT_EQ(readable_duration(30.0 / 86400), "30 s");
  EXPECT_EQ(readable_duration(6.2 / 1440), "6.2 min");
  EXPECT_EQ(readable_duration(1), "1 day");
  EXPECT_EQ(readable_duration(2.5), "2.5 days");
  EXPECT_EQ(readable_duration(365.25 * 3), "3 years");
  EXPECT_EQ(readable_duration(365250), "1000 years");
  EXPECT_EQ(readable_duration(std::numeric_limits<double>::infinity()), "forever");
}

TEST(Nearest, CompletesTheBeginningOfOneNameOnly) {
  EXPECT_EQ(nearest("Telecom", {"Telecom, status quo", "Insurer"}), "Telecom, status quo");
  EXPECT_EQ(nearest("tele", {"Telecom, status quo", "Insurer"}), "Telecom, status quo");
  EXPECT_EQ(nearest("Telecom", {"Telecom, status quo", "Telecom, one company"}), "");
  EXPECT_EQ(nearest("Te", {"Telecom, status quo"}), "");
}

TEST(Guesses, ThousandsSetApart) {
  for (char const* text : {"20.000", "20,000", "20 000", "20'000"}) EXPECT_EQ(without_thousands(text), "20000") << text;
  EXPECT_EQ(without_thousands("-1.250.000"), "-1250000");
  for (char const* text : {"20", "20.0", "0.125", "1234.567", "1.25", "20.0000", "1.250,000", "", "."})
    EXPECT_EQ(without_thousands(text), "") << text;
}

TEST(Guesses, PlainLetters) {
  EXPECT_EQ(plain_letters("für Kündigungen, groß"), "fuer Kuendigungen, gross");
  EXPECT_EQ(plain_letters("résumé \u4E2D x"), "resume  x");
}

TEST(Nearest, GuessesWhatIsNearAndNothingElse) {
  std::vector<std::string> const words = {"agents", "shifts", "cost", "strain", "any_hour"};
  EXPECT_EQ(nearest("agnets", words), "agents");  // a swap counts one
  EXPECT_EQ(nearest("Agents", words), "agents");
  EXPECT_EQ(nearest("shift", words), "shifts");
  EXPECT_EQ(nearest("anyhour", words), "any_hour");
  EXPECT_EQ(nearest("colour", words), "");
  EXPECT_EQ(nearest("x", words), "");
  EXPECT_EQ(nearest("", words), "");
  EXPECT_EQ(nearest(std::string(5000, 'a'), {std::string(5000, 'a')}), "");  // no minutes spent on nonsense
}

TEST(Describe, PointsAtTheCharacter) {
  Complaint complaint;
  complaint.where = {"a.toml", 3, 5};
  complaint.what = "it is wrong";
  complaint.why = "so it is";
  complaint.guess = "right";
  complaint.excerpt = "\tü = 1";
  EXPECT_EQ(describe(complaint),
            "a.toml:3:5: error: it is wrong (so it is); did you mean 'right'?\n    \tü = 1\n    \t   ^\n");
  complaint = {};
  complaint.severity = Complaint::Severity::warning;
  complaint.where.file = "a.toml";
  complaint.what = "odd\x1b[31m";
  EXPECT_EQ(describe(complaint), "a.toml: warning: odd\uFFFD[31m\n");
}

TEST(Describe, CutsLongLinesAroundTheCaret) {
  Complaint complaint;
  complaint.where = {"a.toml", 1, 5001};
  complaint.what = "it is wrong";
  complaint.excerpt = std::string(5000, 'a') + "b" + std::string(5000, 'c');
  std::string const text = describe(complaint);
  EXPECT_LT(text.size(), 500U);
  std::size_t const line = text.find("    ..."), caret_line = text.find('\n', line) + 1;
  std::size_t const caret = text.find('^', caret_line) - caret_line;
  EXPECT_EQ(text[line + caret], 'b');
}

TEST(Units, ExactTextsAreShort) {
  for (std::string const text :
       {"9 min", "90 min", "2.5 h", "12 h", "30 s", "1 day", "30 days", "365 days", "1 month", "18 months", "2 years"})
    EXPECT_EQ(exact_duration(days(text)), text);
  for (std::string const text :
       {"25 per day", "3200 per month", "0.025 per month", "0.02 per month", "25000 per year", "16 per day"})
    EXPECT_EQ(exact_rate(per_day(text)), text);
  EXPECT_EQ(exact_duration(days("24 h")), "1 day");
  EXPECT_EQ(exact_rate(per_day("1.8 % per month")), "1.8 % per month");
  EXPECT_EQ(exact_share(0.35), "0.35");
  EXPECT_EQ(exact_share(1.8 / 100), "1.8 %");
  EXPECT_EQ(exact_share(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(exact_duration(std::nextafter(1.0, 2.0)), "1.0000000000000002 days");
  EXPECT_EQ(exact_rate(std::sqrt(2.0)), "1.4142135623730951 per day");
}

TEST(Units, ExactTextsReadBack) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20000; ++i) {
    double value = 0;
    std::uint64_t const bits = random();
    std::memcpy(&value, &bits, sizeof value);
    if (!(std::fabs(value) < 1e15 && std::fabs(value) > 1e-15)) continue;
    EXPECT_EQ(days(exact_duration(value)), value);
    EXPECT_EQ(per_day(exact_rate(value)), value);
    EXPECT_EQ(parse_share(exact_share(value)).value, value);
  }
}

TEST(Units, ExactListsShareOneUnit) {
  std::vector<double> const calls{days("2 min"), days("3.5 min"), days("20 min")};
  EXPECT_EQ(exact_durations(calls).unit, "min");
  EXPECT_EQ(exact_durations(calls).numbers, "2, 3.5, 20");
  std::vector<double> const mixed{days("2 min"), std::sqrt(2.0)};
  EXPECT_EQ(exact_durations(mixed).unit, "days");
}

}  // namespace
}  // namespace silowalk
