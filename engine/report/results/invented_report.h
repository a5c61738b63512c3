#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/comparison.h"
#include "engine/analysis/whatif/invented_moves.h"
#include "engine/report/json.h"
#include "engine/report/page.h"

/// How a comparison depends on assumed inputs: a part of its report.
namespace silowalk::inline report {

/// The deciding difference with all assumed inputs higher, lower and as they are; then, where each table was moved
/// alone, those that move it most.
std::vector<PageBlock> invented_blocks(InventedMoves const& moves, Comparison const& comparison);

/// {"by", "differences", "output", "replications", "tables"}.
Json to_json(InventedMoves const& moves, Comparison const& comparison);

/// What moving each table alone costs, before it is begun: a line for people. `seconds`: of one replication.
std::string format_cost(InventedPlan const& planned, double seconds, int threads);

}  // namespace silowalk::inline report
