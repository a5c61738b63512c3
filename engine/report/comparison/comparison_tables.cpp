#include "engine/report/comparison/comparison_tables.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "engine/base/text.h"
#include "engine/report/cells.h"
#include "engine/report/comparison/difference_words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

/// Returns the cell of a difference in the unit of the output.
GridCell difference_cell(Contrast const& contrast, NamedOutput const& output) {
  return difference_cell(contrast.paired.difference, output.kind(), output.currency());
}

/// Returns the interval of a difference in the unit of the output.
std::string format_interval(Contrast const& contrast, NamedOutput const& output) {
  return format_interval(contrast.paired.difference, output.kind(), output.currency());
}

/// Returns the first cell of a row: the output, with the title of its part.
GridCell output_cell(NamedOutput const& output, Titles const& titles) { return GridCell{titles.path(output.name())}; }

/// Returns the mark of an interval to doubt. Doubts that all outputs share, as few replications, do not mark one.
GridCell doubt_cell(Doubts const& doubts) { return {doubts.own() ? "(!)" : ""}; }

/// Returns a scenario's difference; null for the baseline, which has none.
Difference const* difference_of(ComparedOutput const& one, std::size_t scenario) {
  auto const found = std::find_if(one.differences.begin(), one.differences.end(),
                                  [&](Difference const& each) { return each.scenario == scenario; });
  return found == one.differences.end() ? nullptr : &*found;
}

/// Returns a row: both means, the difference, the finding, and a note with interval and percentage.
GridRow difference_row(ComparedOutput const& one, Difference const& each, Titles const& titles) {
  Contrast const& contrast = each.contrast;
  std::string const note =
      fmt::format("{}; {}; higher in {} of {}", format_interval(contrast, one.output), format_change(contrast.ratio),
                  contrast.above, contrast.above + contrast.below + contrast.equal);
  return {{output_cell(one.output, titles),
           mean_cell(each.base, one.output),
           mean_cell(each.level, one.output),
           difference_cell(contrast, one.output),
           {std::string(finding_names[each.finding])},
           doubt_cell(each.doubts)},
          {{note, Tone::faint}}};
}

/// Returns the rank of a kind in the table: segments, silos, touchpoints.
int order_of(OutputOf of) { return of == OutputOf::segment ? 0 : of == OutputOf::silo ? 1 : 2; }

/// Returns what is worse in a scenario, in the order of the table. A change without a ratio (the baseline is zero) is
/// the largest of its kind: no percentage measures it, and it must not be cut. The sort is stable, so that ties keep
/// their order on every platform.
std::vector<SideEffect> worse_in(Comparison const& all, std::size_t scenario) {
  std::vector<SideEffect> worse;
  std::copy_if(all.side_effects.begin(), all.side_effects.end(), std::back_inserter(worse),
               [&](SideEffect const& each) { return each.worse && each.difference.scenario == scenario; });
  // A ratio of 1 is no change, so sizes are distances from 1.
  auto const size = [](SideEffect const& each) {
    return std::abs(each.difference.contrast.ratio.ratio.value_or(INFINITY) - 1);
  };
  std::stable_sort(worse.begin(), worse.end(), [&](SideEffect const& a, SideEffect const& b) {
    return a.of != b.of ? order_of(a.of) < order_of(b.of) : size(a) > size(b);
  });
  return worse;
}

/// Returns a row of a side effect; the percentage is a note, so that it does not widen the table.
GridRow worse_row(SideEffect const& each, bool percentages, Titles const& titles) {
  Contrast const& contrast = each.difference.contrast;
  GridRow row{{output_cell(each.output, titles),
               difference_cell(contrast, each.output),
               {format_interval(contrast, each.output)},
               doubt_cell(each.difference.doubts)}};
  if (percentages) row.notes.push_back({format_change(contrast.ratio), Tone::faint});
  return row;
}

/// Returns the sentence for a silo whose dashboard is green while the journey is red. Precondition: both intervals are
/// defined.
std::string format_dashboard(Comparison const& all, Dashboard const& each, Titles const& titles) {
  Estimate const& score = each.score.paired.difference;
  Estimate const& value = each.value.paired.difference;
  return fmt::format(
      "Green dashboard, red journey: in {} the customers of '{}' score it {:+.2f} points ({:+.2f} .. {:+.2f}), while "
      "value_at_close moves by {} ({}).",
      scenario_letter(each.scenario), titles.silo(each.silo), *score.mean, *score.low, *score.high,
      format_difference(*value.mean, OutputKind::money, all.currency),
      format_interval(value, OutputKind::money, all.currency));
}

/// Returns what a line adds to the close, so that a row sums to it: losses and ends become negative, and the ends of
/// their intervals change places. Zero stays as it is, since "-0" would be displayed.
Estimate signed_line(std::array<Estimate, asset_lines> const& lines, AssetLine line) {
  Estimate value = lines[static_cast<std::size_t>(line)];
  bool const subtracts = line == AssetLine::lost || line == AssetLine::ended;
  if (!subtracts || !value.mean || *value.mean == 0) return value;
  value.mean = -*value.mean;
  std::swap(value.low, value.high);
  if (value.low) value.low = -*value.low;
  if (value.high) value.high = -*value.high;
  return value;
}

/// Adds two rows: the means, and below them half of their intervals. Customers have no revaluation.
void add_lines(Grid& grid, std::string const& title, std::array<Estimate, asset_lines> const& lines, OutputKind kind,
               std::string const& currency) {
  GridRow means{{{title}}};
  GridRow errors{{{"  +/-"}}};
  for (std::size_t i = 0; i < asset_lines; ++i) {
    auto const line = static_cast<AssetLine>(i);
    Estimate const value = signed_line(lines, line);
    // Customers cannot be revalued: the cell stays empty, not zero.
    bool const none = !value.mean || (kind == OutputKind::count && line == AssetLine::revaluation);
    means.cells.push_back(none ? GridCell{} : mean_cell(value, kind, currency));
    errors.cells.push_back(
        {none || !value.low ? "" : worded((*value.high - *value.low) / 2, kind, currency), Tone::faint});
  }
  grid.rows.push_back(std::move(means));
  grid.rows.push_back(std::move(errors));
}

}  // namespace

Grid differences_grid(Comparison const& comparison, std::size_t scenario, Titles const& titles) {
  Grid grid{{{"output"},
             {scenario_letter(comparison.baseline), true, true},
             {scenario_letter(scenario), true, true},
             {format_pair(scenario, comparison.baseline), true, true},
             {"finding", false, true},
             {"doubt", false, true}},
            {},
            true};
  for (ComparedOutput const& each : comparison.outputs)
    // Every compared output has a difference for each scenario but the baseline.
    grid.rows.push_back(difference_row(each, *difference_of(each, scenario), titles));
  return grid;
}

Grid short_differences_grid(Comparison const& comparison, Titles const& titles) {
  std::string const baseline = scenario_letter(comparison.baseline);
  Grid grid{{{"output"},
             {baseline, true, true},
             {"scenarios", false, true},
             {"difference", true, true},
             {"interval", true, true},
             {"doubt", false, true}},
            {},
            true};
  for (ComparedOutput const& one : comparison.outputs) {
    for (Difference const& each : one.differences)
      grid.rows.push_back({{output_cell(one.output, titles),
                            mean_cell(each.base, one.output),
                            {format_pair(each.scenario, comparison.baseline)},
                            difference_cell(each.contrast, one.output),
                            {format_interval(each.contrast, one.output)},
                            doubt_cell(each.doubts)}});
  }
  return grid;
}

std::vector<PageBlock> worse_blocks(Comparison const& comparison, std::size_t scenario, std::size_t most,
                                    bool percentages, Titles const& titles) {
  std::vector<SideEffect> const worse = worse_in(comparison, scenario);
  auto const all = std::count_if(comparison.side_effects.begin(), comparison.side_effects.end(),
                                 [&](SideEffect const& each) { return each.difference.scenario == scenario; });
  std::string text = fmt::format("{}: {} worse than in {}, {} better.", scenario_letter(scenario), worse.size(),
                                 scenario_letter(comparison.baseline), static_cast<std::size_t>(all) - worse.size());
  if (worse.size() > most) text += fmt::format(" The first {} are shown; --json has all.", most);
  std::vector<PageBlock> blocks{Paragraph{text}};
  Grid grid{{{"worse"},
             {format_pair(scenario, comparison.baseline), true, true},
             {"interval", true, true},
             {"doubt", false, true}},
            {},
            true};
  for (std::size_t i = 0; i < std::min(worse.size(), most); ++i)
    grid.rows.push_back(worse_row(worse[i], percentages, titles));
  if (!grid.rows.empty()) blocks.emplace_back(std::move(grid));
  return blocks;
}

std::vector<PageBlock> dashboard_blocks(Comparison const& comparison, Titles const& titles) {
  // Nothing could be examined, which is another finding than none that is green.
  if (comparison.dashboards.empty())
    return {Paragraph{"No silo has answers from its customers in several replications."}};
  Items found;
  for (Dashboard const& each : comparison.dashboards) {
    if (each.green_but_red) found.texts.push_back(format_dashboard(comparison, each, titles));
  }
  if (!found.texts.empty()) return {std::move(found)};
  return {Paragraph{fmt::format("No silo's own survey score is up while value_at_close is down ({} examined).",
                                plural(comparison.dashboards.size(), "dashboard"))}};
}

Grid statement_grid(AssetStatement const& statement, bool by_segment, Titles const& titles) {
  Grid grid{{{""}}, {}};
  for (char const* const head : {"open", "joined", "lost", "ended", "revaluation", "close"})
    grid.columns.push_back({head, true, true});
  for (AssetRow const& row : statement.rows) {
    // The company's row has no name and is always shown.
    if (!row.segment.empty() && !by_segment) continue;
    std::string const of = row.segment.empty() ? "" : titles.segment(row.segment) + ", ";
    add_lines(grid, of + "customers", row.heads, OutputKind::count, "");
    add_lines(grid, of + "value", row.value, OutputKind::money, statement.currency);
  }
  return grid;
}

}  // namespace silowalk::inline report
