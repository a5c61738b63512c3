#pragma once

#include <optional>
#include <string>

#include "engine/report/page.h"
#include "engine/statistics/estimate.h"
#include "engine/statistics/named_output.h"

/// Cells of tables that show numbers from replications: text for people, numbers for CSV.
namespace silowalk::inline report {

/// "USD 1.34 M (701 k .. 1.98 M)": the unit once. "-" where the mean is not defined.
std::string format_compact(Estimate const& value, NamedOutput const& output);

/// A column of estimate_cell(), never cut.
GridColumn estimate_column(std::string head);

/// format_compact() with the mean and the ends of the interval as numbers.
GridCell estimate_cell(Estimate const& value, NamedOutput const& output);
GridCell estimate_cell(std::optional<Estimate> const& value, NamedOutput const& output);

/// A number without an interval; "-" where it is not defined.
GridCell number_cell(std::optional<double> const& value, NamedOutput const& output);

}  // namespace silowalk::inline report
