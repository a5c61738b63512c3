#pragma once

#include <string>
#include <vector>

#include "engine/archive/results.h"
#include "engine/base/enum_names.h"
#include "engine/report/json.h"
#include "engine/report/page.h"
#include "engine/statistics/contrast.h"
#include "engine/statistics/named_output.h"

/// Words, cells and JSON of differences between scenarios. A difference is the scenario less the baseline, paired by
/// replication. Values are in base units (days, the currency, shares from 0 to 1); texts choose the unit by size.
namespace silowalk::inline report {

/// The words for findings, in the order of Finding (their number is checked at compile time).
inline constexpr auto finding_names = enum_names<Finding>("unknown", "identical", "undecided", "negligible", "higher",
                                                          "lower", "higher, a little", "lower, a little");

/// Returns "B - A": the name of a difference from the baseline.
std::string format_pair(std::size_t scenario, std::size_t baseline);

/// Returns "8 replications each with common random numbers"; without the last four words where a scenario is
/// independent of the baseline (Comparison).
std::string format_replications_each(std::uint32_t replications, std::vector<bool> const& independent);

/// Returns which scenarios are independent of the baseline, and what that means for intervals; "" for none.
std::string format_independent(std::vector<bool> const& independent);

/// Returns the names of the scenarios that are independent of the baseline.
Json independent_json(std::vector<std::string> const& scenarios, std::vector<bool> const& independent);

/// Returns a list with "A: Status quo (baseline)" for each scenario: the legend of the letters.
Items scenario_items(std::vector<std::string> const& scenarios, std::size_t baseline);

/// Returns "+USD 1.20 M", "-0.012 a year" or, for a share, "+1.20 points". Points, since "+1.20 %" of a share could
/// mean its relative change.
std::string format_difference(double value, OutputKind kind, std::string const& currency);

/// Returns "+USD 1.00 M .. +USD 1.40 M"; "-" where there is no interval.
std::string format_interval(Estimate const& difference, OutputKind kind, std::string const& currency);

/// Returns "+12.0 % (+10.0 % .. +14.0 %)" for a ratio of 1.12; "-" where the ratio is not defined.
std::string format_change(RatioEstimate const& ratio);

/// Returns "94.5 %", or "> 99.9 %" and "< 0.1 %" at the ends: estimated means are never certain.
std::string format_probability(double chance);

/// Returns a cell with a difference and its sign. Its interval is in CSV only.
GridCell difference_cell(Estimate const& difference, OutputKind kind, std::string const& currency);

/// Returns the reasons why an interval may not cover as often as stated; empty where there is none.
std::vector<std::string> doubt_reasons(Doubts const& doubts);

/// Returns {"difference", "higher_in", "level", "lower_in", "percent", "ratio", "replications", "skewness",
/// "variance_ratio"}. "percent" is 100 (ratio - 1), "level" that of the interval.
Json to_json(Contrast const& contrast);

}  // namespace silowalk::inline report
