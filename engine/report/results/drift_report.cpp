#include "engine/report/results/drift_report.h"

#include "engine/report/cells.h"

namespace silowalk::inline report {
namespace {

/// Returns a row: a mean at the start and one at the end of the warm-up.
GridRow row_of(std::string name, DriftPair const& pair, OutputKind kind) {
  return {{{std::move(name)}, number_cell(pair.start, kind, ""), number_cell(pair.end, kind, "")}};
}

}  // namespace

Grid drift_grid(WarmUpDrift const& drift, Titles const& titles) {
  Grid grid{{{"over the warm-up"}, {"at its start", true, true}, {"at its end", true, true}}, {}};
  for (SegmentDrift const& each : drift.segments)
    grid.rows.push_back(row_of(titles.segment(each.segment) + ", customers", each.customers, OutputKind::count));
  std::string const wait =
      drift.wait_clock == WaitClock::clock ? ", mean wait by the clock" : ", mean wait in open hours";
  // Only silos with a number of agents have a load and waits.
  for (SiloDrift const& each : drift.silos) {
    grid.rows.push_back(row_of(titles.silo(each.silo) + ", load", each.load, OutputKind::share));
    grid.rows.push_back(row_of(titles.silo(each.silo) + wait, each.wait, OutputKind::duration));
  }
  return grid;
}

}  // namespace silowalk::inline report
