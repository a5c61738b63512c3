#include "engine/report/cells.h"

#include <fmt/core.h>

#include <utility>

#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

/// An end of an interval behind a mean that names the unit.
std::string format_end(double value, NamedOutput const& output) {
  bool const has_unit_in_front = output.kind() == OutputKind::money || output.kind() == OutputKind::yearly_rate;
  return has_unit_in_front ? worded(value, OutputKind::count, "") : worded(value, output);
}

}  // namespace

std::string format_compact(Estimate const& value, NamedOutput const& output) {
  if (!value.mean) return "-";
  std::string const mean = worded(*value.mean, output);
  if (!value.low || *value.low == *value.high) return mean;
  return fmt::format("{} ({} .. {})", mean, format_end(*value.low, output), format_end(*value.high, output));
}

GridColumn estimate_column(std::string head) { return {std::move(head), false, true, true}; }

GridCell estimate_cell(Estimate const& value, NamedOutput const& output) {
  return {format_compact(value, output), Tone::plain, std::nullopt, value.mean, value.low, value.high};
}

GridCell estimate_cell(std::optional<Estimate> const& value, NamedOutput const& output) {
  return value ? estimate_cell(*value, output) : GridCell{"-"};
}

GridCell number_cell(std::optional<double> const& value, NamedOutput const& output) {
  return {value ? worded(*value, output) : "-", Tone::plain, std::nullopt, value};
}

}  // namespace silowalk::inline report
