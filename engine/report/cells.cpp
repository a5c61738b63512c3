#include "engine/report/cells.h"

#include <fmt/core.h>

#include <cmath>
#include <utility>

#include "engine/base/text.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

/// Returns an end of an interval that stands behind a mean. Money and yearly rates drop their unit, which the mean has.
/// Other kinds keep theirs: durations choose the unit by size, so the ends can differ from the mean in it.
std::string format_end(double value, OutputKind kind) {
  // "USD 1.2 M (USD 1.0 M .. USD 1.4 M)" is too wide for tables of several estimates.
  bool const has_unit_in_front = kind == OutputKind::money || kind == OutputKind::yearly_rate;
  return worded(value, has_unit_in_front ? OutputKind::count : kind, "");
}

/// Returns whether the interval has a width: in an estimate without variation both ends equal the mean.
bool has_interval(Estimate const& value) { return value.low && *value.low != *value.high; }

/// Returns whether the mean is in the middle of its interval. One that is cut to the range of a quantity is not.
bool is_symmetric(Estimate const& value) {
  if (!has_interval(value)) return true;
  double const below = *value.mean - *value.low;
  double const above = *value.high - *value.mean;
  return std::abs(above - below) <= 1e-9 * (above + below);
}

GridCell with_numbers(std::string text, Estimate const& value) {
  return {std::move(text), Tone::plain, std::nullopt, value.mean, value.low, value.high};
}

}  // namespace

std::string format_compact(Estimate const& value, OutputKind kind, std::string const& currency) {
  if (!value.mean) return "-";
  std::string mean = worded(*value.mean, kind, currency);
  if (!has_interval(value)) return mean;
  return fmt::format("{} ({} .. {})", mean, format_end(*value.low, kind), format_end(*value.high, kind));
}

std::string format_compact(Estimate const& value, NamedOutput const& output) {
  return format_compact(value, output.kind(), output.currency());
}

GridColumn estimate_column(std::string head) { return {.head = std::move(head), .whole = true, .intervals = true}; }

GridCell estimate_cell(Estimate const& value, OutputKind kind, std::string const& currency) {
  return with_numbers(format_compact(value, kind, currency), value);
}

GridCell estimate_cell(Estimate const& value, NamedOutput const& output) {
  return estimate_cell(value, output.kind(), output.currency());
}

GridCell estimate_cell(std::optional<Estimate> const& value, NamedOutput const& output) {
  return value ? estimate_cell(*value, output) : GridCell{"-"};
}

GridCell mean_cell(Estimate const& value, OutputKind kind, std::string const& currency) {
  return with_numbers(value.mean ? worded(*value.mean, kind, currency) : "-", value);
}

GridCell mean_cell(Estimate const& value, NamedOutput const& output) {
  return mean_cell(value, output.kind(), output.currency());
}

GridCell spread_cell(Estimate const& value, OutputKind kind, std::string const& currency) {
  if (!is_symmetric(value)) return estimate_cell(value, kind, currency);
  GridCell cell = mean_cell(value, kind, currency);
  if (has_interval(value)) cell.text += " ± " + format_end((*value.high - *value.low) / 2, kind);
  return cell;
}

GridCell number_cell(std::optional<double> const& value, OutputKind kind, std::string const& currency) {
  return {value ? worded(*value, kind, currency) : "-", Tone::plain, std::nullopt, value};
}

GridCell number_cell(std::optional<double> const& value, NamedOutput const& output) {
  return number_cell(value, output.kind(), output.currency());
}

GridCell chance_cell(Chance const& chance) {
  if (chance.of == 0) return {"-"};
  // "91.5 .. 99" without percent signs: the share before the interval has it.
  auto const points = [](double share) { return three_digits(100 * share); };
  std::string const text =
      fmt::format("{} ({} .. {})", percent(chance.share), points(chance.interval.low), points(chance.interval.high));
  return {text, Tone::plain, std::nullopt, chance.share, chance.interval.low, chance.interval.high};
}

}  // namespace silowalk::inline report
