#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/plan.h"
#include "engine/statistics/contrast.h"

/// Which of the inputs marked as invented the answer rests on: each table moved alone, and the deciding difference
/// against itself as it is, replication by replication.
namespace silowalk::inline tools {

/// Where a plan has one table moved, by scenario of the results file; none where that scenario does not change with it.
struct MovedTable {
  std::string path;
  std::vector<std::optional<std::size_t>> higher;
  std::vector<std::optional<std::size_t>> lower;
};

/// Adds to the plan every table that is invented in one of the scenarios, higher and lower by the share `by`, in every
/// scenario that changes with it.
std::vector<MovedTable> plan_tables(Plan& plan, std::vector<Scenario> const& scenarios, double by);

/// The scenario as it would be planned, by way of its text, so that what has been moved is checked like any other.
PlannedScenario plan_moved(std::string const& name, Scenario const& moved, std::uint64_t seed);

/// How one scenario's difference from the baseline moves with one table.
struct TableMove {
  std::string path;
  std::size_t scenario = 0;
  Contrast higher;  ///< the difference with the table higher, less the difference as it is
  Contrast lower;
  /// The larger of the two mean moves.
  double most() const;
  bool clear() const;  ///< one of the two intervals does not contain zero
};

/// What every table does to every scenario, the most first. `as_they_are` and `moved`: the deciding output, by scenario
/// and by place in the plan. The intervals share 5 % (Bonferroni).
std::vector<TableMove> rank_tables(std::vector<MovedTable> const& tables, std::vector<Series> const& as_they_are,
                                   std::vector<Series> const& moved, std::size_t baseline);

}  // namespace silowalk::inline tools
