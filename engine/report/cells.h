#pragma once

#include <optional>
#include <string>

#include "engine/analysis/results/goals.h"
#include "engine/report/page.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

/// Cells of tables that show numbers from replications: text for people, numbers for CSV.
/// Text has the unit of the output kind. `value`, `low` and `high` of a cell are in base units (days, the currency,
/// shares from 0 to 1). `currency` is the code before an amount of money; other kinds ignore it.
/// All functions are pure and can be called from any thread.
namespace silowalk::inline report {

/// Returns "USD 1.34 M (701 k .. 1.98 M)": the unit once. "-" where the mean is not defined; the mean alone where there
/// is no interval or the interval is a point.
std::string format_compact(Estimate const& value, OutputKind kind, std::string const& currency);
std::string format_compact(Estimate const& value, NamedOutput const& output);

/// Returns a column for cells of estimate_cell(). It is never cut, since a cut interval reads as a different interval.
GridColumn estimate_column(std::string head);

/// Returns a cell of format_compact() with the mean and the ends of the interval as numbers. Without an estimate: "-".
GridCell estimate_cell(Estimate const& value, OutputKind kind, std::string const& currency);
GridCell estimate_cell(Estimate const& value, NamedOutput const& output);
GridCell estimate_cell(std::optional<Estimate> const& value, NamedOutput const& output);

/// Returns a cell with the mean alone as text, for tables too narrow for intervals. CSV has the ends of the interval.
GridCell mean_cell(Estimate const& value, OutputKind kind, std::string const& currency);
GridCell mean_cell(Estimate const& value, NamedOutput const& output);

/// Returns "0.917 ± 0.18": the mean and half the width of its interval, as a t interval is symmetric about the mean.
/// One that is not, since it is cut to the range of the quantity, is shown by its ends: "0.25 (0 .. 0.64)".
GridCell spread_cell(Estimate const& value, OutputKind kind, std::string const& currency);

/// Returns a cell of a number that has no interval; "-" where it is not defined.
GridCell number_cell(std::optional<double> const& value, OutputKind kind, std::string const& currency);
GridCell number_cell(std::optional<double> const& value, NamedOutput const& output);

/// Returns "97 % (91.5 .. 99)": a share of replications with its interval (Wilson 1927). "-" without replications.
GridCell chance_cell(Chance const& chance);

}  // namespace silowalk::inline report
