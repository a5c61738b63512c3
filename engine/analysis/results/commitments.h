#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/archive/read_results.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/estimate.h"

/// @file
/// What became of commitments, scenario by scenario. Pure functions but for reading the file.

namespace silowalk::inline analysis {

/// Outcomes of commitments, counted in one replication: whole numbers, so that rows add up exactly.
struct PromiseCounts {
  // Indices into `of`; `kinds` is their number.
  enum Kind { looked_at, committed, delivered, in_time, late_months, dropped, on_noise, kinds };
  std::array<std::int64_t, kinds> of{};  ///< counts by Kind; late_months in months, the others in events
  double spend = 0;                      ///< currency
  /// Adds counts and spend, member by member.
  PromiseCounts& operator+=(PromiseCounts const& other);
};

/// Commitments of an owner to a leader: one initiative, one silo or one cell of the matrix, over replications.
struct PromiseRow {
  std::string initiative;  ///< empty in sums
  std::string owner;       ///< the silo that promised
  std::string leader;      ///< to whom: its sponsor, else the owner of the first goal that names it, else "(nobody)"
  std::vector<PromiseCounts> counts;                     ///< by replication
  std::array<Estimate, PromiseCounts::kinds> estimates;  ///< over replications, by Kind
  Estimate spend;                                        ///< in the currency, over replications
};

/// The ledger of commitments of one scenario. The matrix and the silos each add up exactly to the initiatives.
struct CommitmentLedger {
  std::vector<PromiseRow> initiatives;  ///< in the scenario's order
  std::vector<PromiseRow> matrix;       ///< owner x leader, those that occur
  std::vector<PromiseRow> silos;        ///< by owner
};
/// Computes the ledger from a results file; intervals at `level`, a probability. One thread at a time (ResultsFile).
CommitmentLedger commitment_ledger(ResultsFile const& file, std::size_t scenario, double level = 0.95);

/// Computes the ledger from tallies in memory, in replication order.
CommitmentLedger commitment_ledger(Scenario const& scenario, std::vector<Tally> const& tallies, double level = 0.95);

}  // namespace silowalk::inline analysis
