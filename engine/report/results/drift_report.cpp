#include "engine/report/results/drift_report.h"

#include "engine/report/cells.h"

namespace silowalk::inline report {
namespace {

GridRow row_of(std::string name, DriftPair const& pair, OutputKind kind) {
  return {{{std::move(name)}, number_cell(pair.start, kind, ""), number_cell(pair.end, kind, "")}};
}

}  // namespace

Grid drift_grid(WarmUpDrift const& drift) {
  Grid grid{{{"over the warm-up"}, {"at its start", true, true}, {"at its end", true, true}}, {}};
  for (SegmentDrift const& each : drift.segments)
    grid.rows.push_back(row_of(each.segment + ", customers", each.customers, OutputKind::count));
  for (SiloDrift const& each : drift.silos) {
    grid.rows.push_back(row_of(each.silo + ", load", each.load, OutputKind::share));
    grid.rows.push_back(row_of(each.silo + ", mean wait", each.wait, OutputKind::duration));
  }
  return grid;
}

std::string drift_text(ResultsFile const& file, std::size_t scenario) {
  Grid grid = drift_grid(warm_up_drift(file, scenario));
  if (grid.rows.empty()) return "";
  std::string const text = to_terminal({"", {std::move(grid)}}, false);
  return text.substr(text.find_first_not_of('\n')) + "\n";
}

}  // namespace silowalk::inline report
