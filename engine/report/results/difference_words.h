#pragma once

#include <string>
#include <vector>

#include "engine/base/enum_names.h"
#include "engine/report/json.h"
#include "engine/report/page.h"
#include "engine/statistics/contrast.h"
#include "engine/statistics/named_output.h"

/// Words, cells and JSON of differences between scenarios.
namespace silowalk::inline report {

inline constexpr auto finding_names = enum_names<Finding>("unknown", "identical", "undecided", "negligible", "higher",
                                                          "lower", "higher, a little", "lower, a little");

/// "A" for the first scenario, "B" for the second; "S27" behind "Z".
std::string scenario_letter(std::size_t scenario);

/// "B - A": what a difference from the baseline is called.
std::string format_pair(std::size_t scenario, std::size_t baseline);

/// "A: Status quo (baseline)", one for each scenario.
Items scenario_items(std::vector<std::string> const& scenarios, std::size_t baseline);

/// "+USD 1.20 M", "-0.012 a year", "+1.20 points" (of a share).
std::string format_difference(double value, OutputKind kind, std::string const& currency);

/// "+USD 1.00 M .. +USD 1.40 M"; "-" where there is no interval.
std::string format_interval(Estimate const& difference, OutputKind kind, std::string const& currency);

/// "+12.0 % (+10.0 % .. +14.0 %)" for a ratio of 1.12; "-" where there is none.
std::string format_change(RatioEstimate const& ratio);

/// "94.5 %", but never certain, since means are estimated: "> 99.9 %", "< 0.1 %".
std::string format_probability(double chance);

/// A mean, with its interval for CSV alone.
GridCell average_cell(Estimate const& value, OutputKind kind, std::string const& currency);

/// A difference, with its interval for CSV alone.
GridCell difference_cell(Estimate const& difference, OutputKind kind, std::string const& currency);

/// Reasons why an interval may be wrong; empty where there is none.
std::vector<std::string> doubt_reasons(Doubts const& doubts);

/// {"difference", "higher_in", "level", "lower_in", "percent", "ratio", "replications", "skewness", "variance_ratio"}.
Json to_json(Contrast const& contrast);

}  // namespace silowalk::inline report
