#include "engine/analysis/whatif/invented_moves.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <ctime>

#include "engine/analysis/whatif/invented.h"
#include "engine/base/complaint.h"
#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"

namespace silowalk::inline analysis {
namespace {

/// Throws RuntimeFailure where another version wrote the file: its simulations may have changed, and the difference
/// would look like an effect.
void refuse_other_versions(ResultsFile const& file) {
  if (file.header().engine_version == SILOWALK_VERSION) return;
  throw RuntimeFailure(
      fmt::format("'{}' was written by silowalk {} and this is {}: new simulations cannot be compared with it; run the "
                  "scenarios again with this version",
                  file.path(), file.header().engine_version, SILOWALK_VERSION));
}

/// Returns the scenarios of the file, named as in the file, which gives different names to two scenarios of one name.
std::vector<Scenario> scenarios_of(ResultsFile const& file) {
  std::vector<Scenario> scenarios;
  for (ScenarioResults const& each : file.header().scenarios) {
    scenarios.push_back(*each.scenario);
    scenarios.back().name = each.name;
  }
  return scenarios;
}

/// Returns the number of assumed tables. Throws InvalidInput where there is none.
int count_tables(ResultsFile const& file, Scenario const& scenario) {
  std::size_t const tables = invented_tables(scenario).size();
  if (tables > 0) return static_cast<int>(tables);
  reject(file.path(), "no input is assumed",
         "--invented moves the segments, silos, touchpoints and initiatives that have no `source`, or whose `source` "
         "says 'assumed' or 'invented', and values with a `range`");
}

/// Plans a moved scenario by way of its text, so that it is checked like any other. Throws InvalidInput where the moved
/// numbers are not allowed.
PlannedScenario plan_moved(std::string const& name, Scenario const& moved, std::uint64_t seed) {
  return plan_scenario(name, parse_scenario(print_scenario(moved), name), seed);
}

/// Adds two scenarios for each of the file: all assumed inputs higher, then all lower.
void plan_all_together(Plan& plan, std::vector<Scenario> const& scenarios, double by) {
  for (Scenario const& each : scenarios) {
    for (double const factor : {1 + by, 1 - by}) {
      std::string const name = fmt::format("{}, invented inputs x {:g}", each.name, factor);
      plan.scenarios.push_back(plan_moved(name, with_invented_moved(each, factor), plan.seed));
    }
  }
}

/// Adds a scenario with one table moved, and returns its place in the plan; none where the scenario does not change
/// with it.
std::optional<std::size_t> plan_table(Plan& plan, Scenario const& scenario, std::string const& path, double factor) {
  Scenario const moved = with_invented_moved(scenario, factor, path);
  if (print_scenario(moved) == print_scenario(scenario)) return std::nullopt;
  plan.scenarios.push_back(plan_moved(fmt::format("{}, {} x {:g}", scenario.name, path, factor), moved, plan.seed));
  return plan.scenarios.size() - 1;
}

/// Returns the assumed tables of any scenario, each once.
std::vector<std::string> tables_of(std::vector<Scenario> const& scenarios) {
  std::vector<std::string> all;
  for (Scenario const& each : scenarios) {
    for (std::string& path : invented_tables(each)) {
      if (std::find(all.begin(), all.end(), path) == all.end()) all.push_back(std::move(path));
    }
  }
  return all;
}

/// Adds scenarios with each table alone higher and lower. Complexity: tables x scenarios x 2.
std::vector<MovedTable> plan_alone(Plan& plan, std::vector<Scenario> const& scenarios, double by) {
  std::vector<MovedTable> tables;
  for (std::string const& path : tables_of(scenarios)) {
    MovedTable& table = tables.emplace_back(MovedTable{path, {}, {}});
    for (Scenario const& scenario : scenarios) {
      table.higher.push_back(plan_table(plan, scenario, path, 1 + by));
      table.lower.push_back(plan_table(plan, scenario, path, 1 - by));
    }
  }
  return tables;
}

/// Returns b's value less a's, by replication, where both are defined.
Series difference(Series const& a, Series const& b) {
  Series result(std::min(a.size(), b.size()));
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (a[i] && b[i]) result[i] = *b[i] - *a[i];
  }
  return result;
}

/// Returns whether the interval contains zero; true without an interval.
bool contains_zero(Contrast const& contrast) {
  Estimate const& found = contrast.paired.difference;
  return !found.low || (*found.low <= 0 && *found.high >= 0);
}

/// Returns the output in the scenarios of the file, over as many replications as were simulated.
std::vector<Series> series_of(ResultsFile const& file, NamedOutput const& output, std::uint32_t replications) {
  std::vector<Series> all;
  for (std::size_t s = 0; s < file.header().scenarios.size(); ++s) {
    // Units come from the scenario's own axes, although the output is the baseline's.
    NamedOutput const same(output.name(), output.window(), file.header().scenarios[s].frame);
    all.push_back(file.evaluate(s, {same}).front());
    all.back().resize(replications);
  }
  return all;
}

/// Returns the move of the difference from the baseline where the plan has the scenarios at these places. A scenario
/// that does not change with the table keeps its values from the file.
Contrast move_of(std::vector<std::optional<std::size_t>> const& places, std::size_t scenario, std::size_t baseline,
                 std::vector<Series> const& as_they_are, std::vector<Series> const& moved, double level) {
  auto const of = [&](std::size_t s) -> Series const& { return places[s] ? moved[*places[s]] : as_they_are[s]; };
  return contrast(difference(as_they_are[baseline], as_they_are[scenario]), difference(of(baseline), of(scenario)),
                  level);
}

/// Returns the moves of all tables, the largest first. Intervals are widened for their number (Bonferroni).
std::vector<TableMove> rank_tables(std::vector<MovedTable> const& tables, std::vector<Series> const& as_they_are,
                                   std::vector<Series> const& moved, std::size_t baseline) {
  std::vector<TableMove> moves;
  // Higher and lower, for each table and each scenario but the baseline.
  Scrutiny const scrutiny{0.95, static_cast<int>(2 * tables.size() * (as_they_are.size() - 1))};
  double const level = single_level(scrutiny, static_cast<std::uint32_t>(as_they_are[baseline].size()));
  for (MovedTable const& table : tables) {
    for (std::size_t s = 0; s < as_they_are.size(); ++s) {
      if (s == baseline) continue;
      moves.push_back({table.path, s, move_of(table.higher, s, baseline, as_they_are, moved, level),
                       move_of(table.lower, s, baseline, as_they_are, moved, level)});
    }
  }
  std::stable_sort(moves.begin(), moves.end(),
                   [](TableMove const& a, TableMove const& b) { return a.most() > b.most(); });
  return moves;
}

}  // namespace

double TableMove::most() const {
  return std::max(std::abs(higher.paired.difference.mean.value_or(0)),
                  std::abs(lower.paired.difference.mean.value_or(0)));
}

bool TableMove::clear() const { return !contains_zero(higher) || !contains_zero(lower); }

InventedPlan plan_invented(ResultsFile const& file, std::size_t baseline, std::uint32_t replications, bool alone) {
  refuse_other_versions(file);
  std::vector<Scenario> const scenarios = scenarios_of(file);
  InventedPlan planned;
  planned.tables = count_tables(file, scenarios[baseline]);
  planned.ranged = ranged_values(scenarios[baseline]);
  planned.plan.seed = file.header().seed;
  planned.plan.replications = replications;
  // Moves are paired with the file, so no scenario can have more replications than it has there.
  for (ScenarioResults const& each : file.header().scenarios)
    planned.plan.replications = std::min(planned.plan.replications, each.replications);
  plan_all_together(planned.plan, scenarios, planned.by);
  if (alone) planned.alone = plan_alone(planned.plan, scenarios, planned.by);
  return planned;
}

InventedMoves measure_invented(InventedPlan const& planned, ResultsFile const& file, std::size_t baseline,
                               NamedOutput const& output, std::vector<Series> const& series) {
  std::vector<Series> const as_they_are = series_of(file, output, planned.plan.replications);
  InventedMoves result{planned.by, planned.tables, planned.ranged, planned.plan.replications, {}, {}};
  for (std::size_t s = 0; s < as_they_are.size(); ++s) {
    if (s == baseline) continue;
    result.moves.push_back({s, contrast(as_they_are[baseline], as_they_are[s], 0.95),
                            contrast(series[2 * baseline], series[2 * s], 0.95),
                            contrast(series[2 * baseline + 1], series[2 * s + 1], 0.95)});
  }
  if (planned.alone) result.alone = rank_tables(*planned.alone, as_they_are, series, baseline);
  return result;
}

double measure_seconds(Plan const& plan) {
  // Processor time, not time on the wall: other programs must not lengthen the estimate.
  std::clock_t const begun = std::clock();
  simulate(Model(plan.scenarios.front().scenario), plan.seed, 0);
  return static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
}

}  // namespace silowalk::inline analysis
