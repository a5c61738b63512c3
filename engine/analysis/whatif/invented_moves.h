#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"
#include "engine/experiment/plan.h"
#include "engine/statistics/contrast.h"

/// How much the difference between scenarios depends on assumed inputs: those of tables without a `source`, or
/// whose `source` says that they are assumed or invented, and values with a plausible range. Made in three steps:
/// plan_invented(), a run of its plan, measure_invented().
namespace silowalk::inline analysis {

/// Where the plan has one table moved, by scenario of the results file; none where that scenario does not change with
/// the table.
struct MovedTable {
  std::string path;  ///< path of the table, "silo.care"
  /// By scenario of the file: its scenario in the plan with the table higher.
  std::vector<std::optional<std::size_t>> higher;
  std::vector<std::optional<std::size_t>> lower;  ///< the same with the table lower
};

/// What to simulate. Scenario i of the file stands at 2 i with all its assumed inputs higher, at 2 i + 1 with all
/// lower; behind them the scenarios in which one table is moved alone.
struct InventedPlan {
  Plan plan;
  double by = 0.2;                               ///< the share by which inputs are moved
  int tables = 0;                                ///< that are moved in the baseline
  int ranged = 0;                                ///< values of these that are moved to the bounds of their ranges
  std::optional<std::vector<MovedTable>> alone;  ///< none where only all together are moved
};

/// How one scenario's difference from the baseline moves with one table.
struct TableMove {
  std::string path;          ///< path of the table
  std::size_t scenario = 0;  ///< of the results file; never the baseline
  Contrast higher;           ///< the difference with the table higher, less the difference as it is
  Contrast lower;            ///< the same with the table lower

  double most() const;  ///< the larger of the two mean moves
  bool clear() const;   ///< one of the two intervals does not contain zero
};

/// How the differences from the baseline move with all assumed inputs together, and with each table alone.
struct InventedMoves {
  /// One scenario of the file, never the baseline.
  struct Move {
    std::size_t scenario = 0;  ///< against the baseline
    Contrast as_they_are;      ///< over the same replications
    Contrast higher;           ///< the difference with all assumed inputs higher
    Contrast lower;            ///< the difference with all assumed inputs lower
  };
  double by = 0.2;                 ///< the share by which inputs are moved
  int tables = 0;                  ///< that are moved in the baseline
  int ranged = 0;                  ///< values of these that are moved to the bounds of their ranges
  std::uint32_t replications = 0;  ///< of every scenario, in the file and simulated
  std::vector<Move> moves;         ///< in the order of the file
  /// Each table moved alone, the largest move first; none where that was not asked for. Their intervals share 5 %
  /// (Bonferroni).
  std::optional<std::vector<TableMove>> alone;
};

/// Plans `replications` of every scenario of the file (at most as many as it has) under the file's seed. Throws
/// InvalidInput where no table of the baseline is assumed, RuntimeFailure where another version wrote the file.
InventedPlan plan_invented(ResultsFile const& file, std::size_t baseline, std::uint32_t replications, bool alone);

/// Compares the runs of the plan with the file. `output`: the deciding one, as the baseline has it; `series`: its
/// values by scenario of the plan.
InventedMoves measure_invented(InventedPlan const& planned, ResultsFile const& file, std::size_t baseline,
                               NamedOutput const& output, std::vector<Series> const& series);

/// Returns the processor time of one replication of the plan's first scenario, in seconds, measured by simulating it.
/// The compilation of its model is included.
double measure_seconds(Plan const& plan);

}  // namespace silowalk::inline analysis
