#include "engine/analysis/results/drift.h"

#include <algorithm>

#include "engine/analysis/results/each_tally.h"
#include "engine/base/calendar.h"

namespace silowalk::inline analysis {
namespace {

/// Sums over replications, in doubles. [0]: the warm-up's first month, [1]: its last.
struct DriftSums {
  std::vector<double> placed, open;
  std::vector<double> offered[2], capacity[2], visits[2], wait[2];
};

/// Adds one replication's cells, one by one.
void add(std::vector<double>& sums, std::vector<std::int64_t> const& cells) {
  sums.resize(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) sums[i] += static_cast<double>(cells[i]);
}

/// Adds one replication.
void add(DriftSums& sums, Tally const& tally) {
  Drift const& drift = tally.drift;
  add(sums.placed, drift.customers_placed);
  std::vector<std::int64_t> open;
  for (int s = 0; s < tally.segments; ++s) open.push_back(tally.at(0, s, SegmentField::customers_open));
  add(sums.open, open);
  add(sums.offered[0], drift.first_offered);
  add(sums.offered[1], drift.last_offered);
  add(sums.capacity[0], drift.first_capacity);
  add(sums.capacity[1], drift.last_capacity);
  add(sums.visits[0], drift.first_visits);
  add(sums.visits[1], drift.last_visits);
  add(sums.wait[0], drift.first_wait);
  add(sums.wait[1], drift.last_wait);
}

/// Returns the sums over all replications of a scenario, with the fields of the drift alone.
DriftSums sum_drift(ResultsFile const& file, std::size_t scenario) {
  FieldsNeeded fields;
  fields.drift = true;
  fields.segment.set(static_cast<std::size_t>(SegmentField::customers_open));
  DriftSums sums;
  std::uint32_t const all = file.header().scenarios[scenario].replications;
  each_tally(file, scenario, all, fields, [&](Tally const& tally) { add(sums, tally); });
  return sums;
}

/// Returns a mean; none where nothing is there to divide by.
std::optional<double> ratio(double top, double bottom) {
  return bottom > 0 ? std::optional(top / bottom) : std::nullopt;
}

/// Returns whether a cell differs from zero.
bool anything(std::vector<double> const& sums) {
  return std::any_of(sums.begin(), sums.end(), [](double sum) { return sum != 0; });
}

}  // namespace

WarmUpDrift warm_up_drift(ResultsFile const& file, std::size_t scenario) {
  ScenarioResults const& results = file.header().scenarios[scenario];
  DriftSums const sums = sum_drift(file, scenario);
  WarmUpDrift drift;
  drift.wait_clock = results.frame.tolerance_by;
  // Without a warm-up nothing was recorded; heads alone, which are placed in any case, have no drift.
  if (!anything(sums.offered[0]) && !anything(sums.offered[1]) && !anything(sums.visits[0])) return drift;
  double const n = results.replications;
  TallyAxes const& axes = results.frame.axes;
  for (std::size_t i = 0; i < axes.segments.size(); ++i) {
    if (sums.placed[i] == 0 && sums.open[i] == 0) continue;
    drift.segments.push_back({axes.segments[i], {sums.placed[i] / n, sums.open[i] / n}});
  }
  // A silo without capacity is not limited: it has neither a load nor a wait.
  for (std::size_t i = 0; i < axes.silos.size(); ++i) {
    if (sums.capacity[0][i] == 0 && sums.capacity[1][i] == 0) continue;
    auto const load = [&](int month) { return ratio(sums.offered[month][i], sums.capacity[month][i]); };
    auto const wait = [&](int month) {
      return ratio(sums.wait[month][i] / microseconds_per_day, sums.visits[month][i]);
    };
    drift.silos.push_back({axes.silos[i], {load(0), load(1)}, {wait(0), wait(1)}});
  }
  return drift;
}

}  // namespace silowalk::inline analysis
