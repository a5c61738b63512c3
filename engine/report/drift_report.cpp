#include "engine/report/drift_report.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/calendar.h"
#include "engine/report/table.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

/// Sums over replications; in doubles, for people.
struct DriftSums {
  std::vector<double> placed, open;
  std::vector<double> offered[2], capacity[2], visits[2], wait[2];
};

void add(std::vector<double>& sums, std::vector<std::int64_t> const& cells) {
  sums.resize(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) sums[i] += static_cast<double>(cells[i]);
}

DriftSums sum_drift(ResultsFile const& file, std::size_t scenario) {
  FieldsNeeded fields;
  fields.drift = true;
  fields.segment.set(static_cast<std::size_t>(SegmentField::customers_open));
  DriftSums sums;
  std::uint32_t const all = file.header().scenarios[scenario].replications;
  for (std::uint32_t first = 0; first < all; first += 64) {
    for (Tally const& tally : file.tallies(scenario, first, std::min(64u, all - first), fields)) {
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
  }
  return sums;
}

std::string ratio_text(double top, double bottom, OutputKind kind) {
  return bottom > 0 ? worded(top / bottom, kind, "") : "-";
}

bool anything(std::vector<double> const& sums) {
  return std::any_of(sums.begin(), sums.end(), [](double sum) { return sum != 0; });
}

}  // namespace

std::string drift_text(ResultsFile const& file, std::size_t scenario) {
  ScenarioResults const& results = file.header().scenarios[scenario];
  DriftSums const sums = sum_drift(file, scenario);
  if (!anything(sums.offered[0]) && !anything(sums.offered[1]) && !anything(sums.visits[0])) return "";
  Table table({"over the warm-up", "at its start", "at its end"});
  double const n = results.replications;
  for (std::size_t i = 0; i < results.frame.axes.segments.size(); ++i) {
    if (sums.placed[i] == 0 && sums.open[i] == 0) continue;
    table.add({results.frame.axes.segments[i] + ", customers", worded(sums.placed[i] / n, OutputKind::count, ""),
               worded(sums.open[i] / n, OutputKind::count, "")});
  }
  for (std::size_t i = 0; i < results.frame.axes.silos.size(); ++i) {
    if (sums.capacity[0][i] == 0 && sums.capacity[1][i] == 0) continue;
    std::string const& silo = results.frame.axes.silos[i];
    table.add({silo + ", load", ratio_text(sums.offered[0][i], sums.capacity[0][i], OutputKind::share),
               ratio_text(sums.offered[1][i], sums.capacity[1][i], OutputKind::share)});
    table.add({silo + ", mean wait",
               ratio_text(sums.wait[0][i] / microseconds_per_day, sums.visits[0][i], OutputKind::duration),
               ratio_text(sums.wait[1][i] / microseconds_per_day, sums.visits[1][i], OutputKind::duration)});
  }
  return table.empty() ? "" : table.text() + "\n";
}

}  // namespace silowalk::inline report
