#include "engine/statistics/named_output.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "engine/base/complaint.h"
#include "engine/scenario/outputs.h"
#include "engine/statistics/wording.h"
#include "tests/unit/statistics/toy_tally.h"

namespace silowalk {
namespace {

using testing::DoubleEq;
using testing::HasSubstr;
using testing::Optional;

std::optional<double> value(std::string const& name, Tally const& tally, Window window = {}) {
  return NamedOutput(name, window, toy::frame()).of(tally);
}

/// Three months; heads 100 -> 90 -> 95 -> 85 for `private`, none elsewhere.
Tally hand_made() {
  Tally tally = empty_tally(toy::axes());
  int const open[] = {100, 90, 95};
  int const joined[] = {5, 10, 0};
  int const lost[] = {15, 5, 10};
  for (int month = 0; month < 3; ++month) {
    toy::cell(tally, month, 0, SegmentField::customers_open) = open[month];
    toy::cell(tally, month, 0, SegmentField::joined) = joined[month];
    toy::cell(tally, month, 0, SegmentField::lost) = lost[month];
    toy::cell(tally, month, 0, SegmentField::customers_close) = open[month] + joined[month] - lost[month];
    toy::cell(tally, month, 0, SegmentField::exposure) = 315'576'000;  // 3652.5 days: ten years
    toy::cell(tally, month, 0, SegmentField::revenue) = 60'000'000;
    toy::cell(tally, month, 0, SegmentField::cost) = 10'000'000;
    toy::cell(tally, month, 0, SegmentField::revenue_discounted) = 50'000'000;
    toy::cell(tally, month, 0, SegmentField::cost_discounted) = 5'000'000;
    toy::cell(tally, month, 0, SegmentField::value_close) = 1'000'000'000;
    toy::cell(tally, month, 2, SegmentField::cost) = 7'000'000;
    toy::cell(tally, month, 2, SegmentField::cost_discounted) = 6'000'000;
  }
  return tally;
}

TEST(NamedOutput, FlowsAndStocksByHand) {
  Tally const tally = hand_made();
  EXPECT_THAT(value("customers", tally), Optional(85.0));
  EXPECT_THAT(value("customers", tally, {0, 1}), Optional(90.0));
  EXPECT_THAT(value("new", tally), Optional(15.0));
  EXPECT_THAT(value("lost", tally, {1, 3}), Optional(15.0));
  EXPECT_THAT(value("churn_rate", tally), Optional(1.0));  // 30 lost in 30 customer-years
  EXPECT_THAT(value("segment.private.churn_rate", tally, {1, 2}), Optional(0.5));
  EXPECT_THAT(value("revenue", tally), Optional(180.0));
  EXPECT_THAT(value("margin", tally), Optional(180.0 - 30.0 - 21.0));
  EXPECT_THAT(value("segment.private.margin", tally), Optional(150.0));  // before overhead
  EXPECT_THAT(value("value", tally), Optional(3 * (50.0 - 5.0 - 6.0)));
  EXPECT_THAT(value("segment.private.lifetime_value", tally), Optional(135.0 / 115.0));
}

TEST(NamedOutput, ValueAtCloseDiscountsTheHeadsThatAreLeft) {
  double const years = 3 * days_per_month / 365.25;
  double const expected = 135 + 1000 * std::pow(1.08, -years);
  EXPECT_NEAR(*value("segment.private.value_at_close", hand_made()), expected, 1e-12 * expected);
  double const first = 45 + 1000 * std::pow(1.08, -1.0 / 12);
  EXPECT_NEAR(*value("segment.private.value_at_close", hand_made(), {0, 1}), first, 1e-12 * first);
}

TEST(NamedOutput, TouchpointSharesAndWaits) {
  Tally tally = empty_tally(toy::axes());
  for (int month = 0; month < 2; ++month) {
    toy::cell(tally, month, 1, TouchpointField::visits) = 10;
    toy::cell(tally, month, 1, TouchpointField::success) = 6 + month;
    toy::cell(tally, month, 1, TouchpointField::turned_away) = 2;
    toy::cell(tally, month, 1, TouchpointField::wait) = std::int64_t{16} * 60'000'000;
    toy::cell(tally, month, 1, TouchpointField::survey_count) = 2;
    toy::cell(tally, month, 1, TouchpointField::survey_sum) = 15'000'000;
  }
  EXPECT_THAT(value("touchpoint.care_call.success_rate", tally), Optional(0.65));
  EXPECT_THAT(value("touchpoint.care_call.success_rate", tally, {1, 2}), Optional(0.7));
  EXPECT_THAT(value("touchpoint.care_call.wait_mean", tally), Optional(DoubleEq(2.0 / 1440)));
  EXPECT_THAT(value("touchpoint.care_call.survey_mean", tally), Optional(7.5));
  EXPECT_EQ(value("touchpoint.care_call.survey_mean", tally, {2, 3}), std::nullopt);
  EXPECT_EQ(value("touchpoint.order.wait_mean", tally), std::nullopt);
}

TEST(NamedOutput, SiloLoadAndAgents) {
  Tally tally = empty_tally(toy::axes());
  std::int64_t const day = 86400'000'000;
  toy::cell(tally, 0, 0, SiloField::offered) = 3 * day;
  toy::cell(tally, 1, 0, SiloField::offered) = 5 * day;
  for (int month = 0; month < 3; ++month) {
    toy::cell(tally, month, 0, SiloField::capacity) = 4 * day;
    toy::cell(tally, month, 0, SiloField::agents) = static_cast<std::int64_t>(7 * days_per_month * 86400e6);
  }
  EXPECT_THAT(value("silo.sales.load", tally, {0, 2}), Optional(1.0));
  EXPECT_THAT(value("silo.sales.load", tally, {1, 2}), Optional(1.25));
  EXPECT_NEAR(*value("silo.sales.agents", tally), 7, 1e-9);
  EXPECT_EQ(value("silo.care.load", tally), std::nullopt);  // nobody limited
}

TEST(NamedOutput, AgentsOfAMonthCutShort) {
  OutputFrame frame = toy::frame();
  frame.length = 2.5 * days_per_month;
  Tally tally = empty_tally(frame.axes);
  toy::cell(tally, 2, 0, SiloField::agents) = static_cast<std::int64_t>(7 * 0.5 * days_per_month * 86400e6);
  EXPECT_NEAR(*NamedOutput("silo.sales.agents", {2, 3}, frame).of(tally), 7, 1e-9);
}

TEST(NamedOutput, PercentilesAreWithinABinOfTheTruth) {
  // Waits of 1, 2, ..., 1000 s, one each: the p-th percentile is 1000 p seconds.
  Tally tally = empty_tally(toy::axes());
  for (int second = 1; second <= 1000; ++second) {
    int bin = 0;
    while (wait_bin_upper_edge(bin) < second / 86400.0) ++bin;
    ++tally.wait_histogram[static_cast<std::size_t>(1 * wait_bins + bin)];
  }
  double const bin_width = 1.0 / wait_bins_per_octave;
  for (auto const& [name, p] : {std::pair{"wait_p50", 0.5}, {"wait_p90", 0.9}, {"wait_p99", 0.99}}) {
    double const seconds = 86400 * *value(std::string("touchpoint.care_call.") + name, tally);
    EXPECT_NEAR(seconds, 1000 * p, 1000 * p * bin_width) << name;
  }
  EXPECT_EQ(value("touchpoint.order.wait_p50", tally), std::nullopt);
}

TEST(NamedOutput, SumsOfHugeCellsDoNotOverflow) {
  Tally tally = empty_tally(toy::axes());
  std::int64_t const huge = std::int64_t{1} << 62;
  for (int month = 0; month < 3; ++month) {
    for (int segment = 0; segment < 3; ++segment) toy::cell(tally, month, segment, SegmentField::revenue) = huge;
  }
  EXPECT_THAT(value("revenue", tally), Optional(DoubleEq(9 * 0x1p62 / 1e6)));
}

TEST(NamedOutput, EveryNameOfAFrameParsesAndNeedsOnlyWhatItReads) {
  OutputFrame const frame = toy::frame();
  Tally const full = toy::random(frame.axes, 1, 0);
  for (std::string const& name : output_names(frame)) {
    NamedOutput const output(name, {}, frame);
    FieldsNeeded const needs = output.needs();
    Tally part = full;
    for (std::size_t i = 0; i < part.touchpoint_cells.size(); ++i) {
      if (!needs.touchpoint[i % touchpoint_fields.size()]) part.touchpoint_cells[i] = 12345;
    }
    for (std::size_t i = 0; i < part.silo_cells.size(); ++i) {
      if (!needs.silo[i % silo_fields.size()]) part.silo_cells[i] = 12345;
    }
    for (std::size_t i = 0; i < part.segment_cells.size(); ++i) {
      if (!needs.segment[i % segment_fields.size()]) part.segment_cells[i] = 12345;
    }
    if (!needs.wait_histogram) part.wait_histogram.assign(part.wait_histogram.size(), 3);
    EXPECT_EQ(output.of(part), output.of(full)) << name;
    EXPECT_TRUE(output.of(full)) << name;
  }
}

std::string complaint_about(std::string const& name, Window window = {}) {
  try {
    NamedOutput(name, window, toy::frame(), "--output");
  } catch (InvalidInput const& error) {
    Complaint const& c = error.complaints().front();
    return c.where.file + ": " + c.what + " (" + c.why + ") -> " + c.guess;
  }
  return "";
}

TEST(NamedOutput, MistakesAreAnsweredWithAGuess) {
  EXPECT_THAT(complaint_about("chrun_rate"), HasSubstr("-> churn_rate"));
  EXPECT_THAT(complaint_about("touchpoint.care_cal.wait_mean"), HasSubstr("-> touchpoint.care_call.wait_mean"));
  EXPECT_THAT(complaint_about("touchpoint.care_call.wait_maen"), HasSubstr("-> touchpoint.care_call.wait_mean"));
  EXPECT_THAT(complaint_about("touchpiont.care_call.wait_mean"), HasSubstr("-> touchpoint.care_call.wait_mean"));
  EXPECT_THAT(complaint_about("silo.load"), HasSubstr("silo.NAME.OUTPUT"));
  EXPECT_THAT(complaint_about("initiative.x.started_share"), HasSubstr("there is no initiative 'x'"));
  EXPECT_THAT(complaint_about("churn_rate", {2, 2}), HasSubstr("no months"));
  EXPECT_THAT(complaint_about("churn_rate", {0, 4}), HasSubstr("no months"));
  EXPECT_THAT(complaint_about("churn_rate", {-1, 2}), HasSubstr("no months"));
  EXPECT_THAT(complaint_about("touchpoint.order.wait_p90", {0, 1}), HasSubstr("whole horizon"));
}

/// Goals are checked against the scenario layer's rows long before there is a tally.
TEST(NamedOutput, EveryRowHasADefinitionAndEveryDefinitionARow) {
  for (OutputOf const of : {OutputOf::company, OutputOf::touchpoint, OutputOf::silo, OutputOf::initiative}) {
    std::vector<OutputInfo const*> rows;
    std::vector<OutputInfo const*> defined;
    for (OutputInfo const& info : known_outputs()) {
      if (info.of == of) rows.push_back(&info);
    }
    for (OutputDefinition const& definition : output_table(of)) defined.push_back(definition.info);
    EXPECT_EQ(defined, rows) << output_of_names[of];
  }
}

TEST(NamedOutput, KnowsItsDirection) {
  auto const better = [](std::string const& name) { return NamedOutput(name, {}, toy::frame()).better(); };
  EXPECT_EQ(better("churn_rate"), Better::lower);
  EXPECT_EQ(better("margin"), Better::higher);
  EXPECT_EQ(better("touchpoint.order.wait_p90"), Better::lower);
  EXPECT_EQ(better("touchpoint.order.visits"), Better::neither);
  EXPECT_EQ(better("silo.care.spend"), Better::neither);
}

TEST(Wording, ReadsWell) {
  EXPECT_EQ(worded(6.2 / 1440, OutputKind::duration, "EUR"), "6.20 min");
  EXPECT_EQ(worded(1'234'567, OutputKind::money, "EUR"), "EUR 1.23 M");
  EXPECT_EQ(worded(-1'234'567, OutputKind::money, "EUR"), "EUR -1.23 M");
  EXPECT_EQ(worded(0.331, OutputKind::share, "EUR"), "33.1 %");
  EXPECT_EQ(worded(0.331, OutputKind::yearly_rate, "EUR"), "0.331 a year");
  EXPECT_EQ(worded(0, OutputKind::duration, "EUR"), "0 s");
  EXPECT_EQ(worded(3, OutputKind::duration, "EUR"), "3.00 days");
  EXPECT_EQ(worded(2.2435 / 86400, OutputKind::duration, "EUR"), "2.24 s");
}

}  // namespace
}  // namespace silowalk
