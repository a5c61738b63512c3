#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/estimate.h"

namespace silowalk::inline analysis {

/// What became of promises, counted in one replication: whole numbers, so that rows add up exactly.
struct PromiseCounts {
  enum Kind { looked_at, committed, delivered, in_time, late_months, dropped, on_noise, kinds };
  std::array<std::int64_t, kinds> of{};
  double spend = 0;  ///< currency
  PromiseCounts& operator+=(PromiseCounts const& other);
};

/// Who promised what to whom: one initiative, one silo or one cell of the matrix, over replications.
struct PromiseRow {
  std::string initiative;  ///< empty in sums
  std::string owner;       ///< the silo that promised
  std::string leader;      ///< to whom: its sponsor, else the owner of the first goal that names it, else "(nobody)"
  std::vector<PromiseCounts> counts;  ///< by replication
  std::array<Estimate, PromiseCounts::kinds> estimates;
  Estimate spend;
};

/// The ledger of commitments of one scenario. Both sums hold what the initiatives hold, to the last promise.
struct CommitmentLedger {
  std::vector<PromiseRow> initiatives;  ///< in the scenario's order
  std::vector<PromiseRow> matrix;       ///< owner x leader, those that occur
  std::vector<PromiseRow> silos;        ///< by owner
};
CommitmentLedger commitment_ledger(ResultsFile const& file, std::size_t scenario, double level = 0.95);

/// The same of tallies in memory.
CommitmentLedger commitment_ledger(Scenario const& scenario, std::vector<Tally> const& tallies, double level = 0.95);

}  // namespace silowalk::inline analysis
