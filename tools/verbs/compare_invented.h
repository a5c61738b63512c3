#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/results/comparison.h"
#include "engine/archive/read_results.h"
#include "engine/report/json.h"
#include "tools/evaluated_run.h"
#include "tools/verbs/compare_inputs.h"

namespace silowalk::inline tools {

/// How the deciding difference moves when the inputs marked as invented do, all together.
struct InventedMoves {
  struct Move {
    std::size_t scenario = 0;  ///< against the baseline
    Contrast as_they_are;      ///< over the same replications
    Contrast higher;
    Contrast lower;
  };
  double by = 0.2;
  int tables = 0;  ///< marked as invented in the baseline
  std::uint32_t replications = 0;
  std::vector<Move> moves;
  /// Each table moved alone, the most first; none where that was not asked for.
  std::optional<std::vector<TableMove>> alone;
};

/// Simulates every scenario of the file twice more, under the file's seed; with `alone`, twice for each invented table,
/// having said on standard error what that costs. None when it was stopped first. Throws InvalidInput where no table
/// says that it is invented.
std::optional<InventedMoves> move_invented(ResultsFile const& file, Comparison const& comparison, RunSettings settings,
                                           bool alone);

/// A sentence for each scenario, "  B - A: ..."; then, where they were moved alone, the tables that move it most.
std::string invented_text(InventedMoves const& moves, Comparison const& comparison);
Json invented_json(InventedMoves const& moves, Comparison const& comparison);

}  // namespace silowalk::inline tools
