#include "tools/verbs/compare_inputs.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "engine/analysis/whatif/invented.h"
#include "engine/scenario/read.h"

namespace silowalk::inline tools {
namespace {

std::vector<std::string> tables_of(std::vector<Scenario> const& scenarios) {
  std::vector<std::string> all;
  for (Scenario const& each : scenarios) {
    for (std::string& path : invented_tables(each)) {
      if (std::find(all.begin(), all.end(), path) == all.end()) all.push_back(std::move(path));
    }
  }
  return all;
}

/// b's value less a's, by replication.
Series difference(Series const& a, Series const& b) {
  Series result(std::min(a.size(), b.size()));
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (a[i] && b[i]) result[i] = *b[i] - *a[i];
  }
  return result;
}

bool contains_zero(Contrast const& contrast) {
  Estimate const& found = contrast.paired.difference;
  return !found.low || (*found.low <= 0 && *found.high >= 0);
}

}  // namespace

PlannedScenario plan_moved(std::string const& name, Scenario const& moved, std::uint64_t seed) {
  return plan_scenario(name, parse_scenario(print_scenario(moved), name), seed);
}

std::vector<MovedTable> plan_tables(Plan& plan, std::vector<Scenario> const& scenarios, double by) {
  std::vector<MovedTable> tables;
  for (std::string const& path : tables_of(scenarios)) {
    MovedTable& table = tables.emplace_back();
    table.path = path;
    for (Scenario const& scenario : scenarios) {
      std::string const as_it_is = print_scenario(scenario);
      for (double const factor : {1 + by, 1 - by}) {
        auto& places = factor > 1 ? table.higher : table.lower;
        Scenario const moved = with_invented_moved(scenario, factor, path);
        places.emplace_back();
        if (print_scenario(moved) == as_it_is) continue;
        places.back() = plan.scenarios.size();
        plan.scenarios.push_back(
            plan_moved(fmt::format("{}, {} x {:g}", scenario.name, path, factor), moved, plan.seed));
      }
    }
  }
  return tables;
}

double TableMove::most() const {
  return std::max(std::abs(higher.paired.difference.mean.value_or(0)),
                  std::abs(lower.paired.difference.mean.value_or(0)));
}

bool TableMove::clear() const { return !contains_zero(higher) || !contains_zero(lower); }

std::vector<TableMove> rank_tables(std::vector<MovedTable> const& tables, std::vector<Series> const& as_they_are,
                                   std::vector<Series> const& moved, std::size_t baseline) {
  std::vector<TableMove> moves;
  Scrutiny const scrutiny{0.95, static_cast<int>(2 * tables.size() * (as_they_are.size() - 1))};
  double const level = single_level(scrutiny, static_cast<std::uint32_t>(as_they_are[baseline].size()));
  for (MovedTable const& table : tables) {
    for (std::size_t s = 0; s < as_they_are.size(); ++s) {
      if (s == baseline) continue;
      auto const with = [&](std::vector<std::optional<std::size_t>> const& places) {
        auto const of = [&](std::size_t scenario) -> Series const& {
          return places[scenario] ? moved[*places[scenario]] : as_they_are[scenario];
        };
        return contrast(difference(as_they_are[baseline], as_they_are[s]), difference(of(baseline), of(s)), level);
      };
      moves.push_back({table.path, s, with(table.higher), with(table.lower)});
    }
  }
  std::stable_sort(moves.begin(), moves.end(),
                   [](TableMove const& a, TableMove const& b) { return a.most() > b.most(); });
  return moves;
}

}  // namespace silowalk::inline tools
