#pragma once

#include <string>

#include "engine/analysis/results/goals.h"
#include "engine/report/json.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/output_table.h"

/// The text and the JSON of numbers. Every report uses these functions, so that a number reads the same everywhere.
namespace silowalk::inline report {

/// Returns "USD 1.20 M (USD 1.00 M .. USD 1.40 M)". The mean alone where there is no interval or it is a point; "-"
/// where the mean is not defined. `currency` is the code before an amount of money; other kinds ignore it.
std::string format_estimate(Estimate const& value, OutputKind kind, std::string const& currency);

/// Returns "85 % (71 .. 93)", in whole percentage points; "-" where no replication was counted.
std::string format_chance(Chance const& chance);

/// Returns a duration, given in days, in the largest unit that it fills: "6.2 min", "3.1 h", "14.5 days".
/// Whole months (of 30.4375 days) are written as months: "3 months".
std::string format_time(double days);

/// Returns four significant digits; whole numbers and numbers of at least 1000 are written to the unit. An exponent is
/// used only from 1e15 and below 1e-4.
std::string format_number(double value);

/// {"mean", "standard_error", "low", "high", "replications", "left_out"}: the keys of every estimate in every JSON, in
/// base units. What is not defined is null.
Json to_json(Estimate const& value);

/// {"times", "of", "share", "low", "high"}: the keys of every share of replications. What is not defined is null.
Json to_json(Chance const& chance);

}  // namespace silowalk::inline report
