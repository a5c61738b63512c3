#pragma once

#include <optional>
#include <string>

#include "engine/analysis/results/goals.h"
#include "engine/report/page.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

/// Cells of tables that show numbers from replications: text for people, numbers for CSV.
namespace silowalk::inline report {

/// "USD 1.34 M (701 k .. 1.98 M)": the unit once. "-" where the mean is not defined.
std::string format_compact(Estimate const& value, OutputKind kind, std::string const& currency);
std::string format_compact(Estimate const& value, NamedOutput const& output);

/// A column of estimate_cell(), never cut.
GridColumn estimate_column(std::string head);

/// format_compact() with the mean and the ends of the interval as numbers.
GridCell estimate_cell(Estimate const& value, OutputKind kind, std::string const& currency);
GridCell estimate_cell(Estimate const& value, NamedOutput const& output);
GridCell estimate_cell(std::optional<Estimate> const& value, NamedOutput const& output);

/// The mean alone for people, where a table has no place for more; the ends of the interval stand in CSV.
GridCell mean_cell(Estimate const& value, OutputKind kind, std::string const& currency);
GridCell mean_cell(Estimate const& value, NamedOutput const& output);

/// "0.917 ± 0.18": the mean and half of its interval, which lies evenly about it.
GridCell spread_cell(Estimate const& value, OutputKind kind, std::string const& currency);

/// A number without an interval; "-" where it is not defined.
GridCell number_cell(std::optional<double> const& value, OutputKind kind, std::string const& currency);
GridCell number_cell(std::optional<double> const& value, NamedOutput const& output);

/// "97 % (91.5 .. 99)": a share of replications with Wilson's interval.
GridCell chance_cell(Chance const& chance);

}  // namespace silowalk::inline report
