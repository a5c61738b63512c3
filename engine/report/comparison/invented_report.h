#pragma once

#include <string>
#include <vector>

#include "engine/analysis/results/comparison.h"
#include "engine/analysis/whatif/invented_moves.h"
#include "engine/report/json.h"
#include "engine/report/page.h"
#include "engine/report/titles.h"

/// How a comparison depends on assumed inputs: a part of its report.
namespace silowalk::inline report {

/// Returns the deciding difference with all assumed inputs higher, lower and as they are. Where each table was moved
/// alone, the tables that move it most follow.
std::vector<PageBlock> invented_blocks(InventedMoves const& moves, Comparison const& comparison, Titles const& titles);

/// Returns {"by", "differences", "output", "replications", "tables"}.
Json to_json(InventedMoves const& moves, Comparison const& comparison);

/// Returns a line with the estimated time of moving each table alone. `seconds`: the time of one replication.
std::string format_cost(InventedPlan const& planned, double seconds, int threads);

}  // namespace silowalk::inline report
