#pragma once

#include <string>

#include "engine/analysis/results/goals.h"
#include "engine/report/json.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/output_table.h"

namespace silowalk::inline report {

/// "USD 1.20 M (USD 1.00 M .. USD 1.40 M)"; without an interval where there is none or it is a point; "-" for nothing.
std::string format_estimate(Estimate const& value, OutputKind kind, std::string const& currency);

/// "85.0 % (70.9 .. 92.9)"; "-" where nothing was tried.
std::string format_chance(Chance const& chance);

/// A duration in days as a person would write it: "6.2 min", "3.1 h", "14.5 days".
std::string format_time(double days);

/// Four significant digits, never an exponent where a person would write none.
std::string format_number(double value);

/// {"mean", "standard_error", "low", "high", "replications", "left_out"}: the keys of every estimate in every JSON, in
/// base units. What is not defined is null.
Json to_json(Estimate const& value);

/// {"times", "of", "share", "low", "high"}: the keys of every share of replications. What is not defined is null.
Json to_json(Chance const& chance);

}  // namespace silowalk::inline report
