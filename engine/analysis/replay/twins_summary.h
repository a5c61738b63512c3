#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/analysis/replay/past_run.h"
#include "engine/analysis/replay/twins.h"
#include "engine/statistics/estimate.h"

/// @file
/// All twins of some replications: how many part, and why.

namespace silowalk::inline analysis {

/// The effect of one cause over all customers of one replication. Losses and money are B less A.
struct CauseCount {
  std::int64_t customers = 0;  ///< whose stories first differ by this cause
  std::int64_t parted = 0;     ///< of them, whose ways part
  std::int64_t lost = 0;       ///< customers lost in B less those lost in A
  double margin = 0;           ///< since month 0, in the currency, before overhead, not discounted
};

/// The same as estimates over replications.
struct CauseEstimate {
  Cause::Kind kind = Cause::Kind::untraced;
  std::string owner;                         ///< "billing", or "billing + care" where several decided
  Estimate customers, parted, lost, margin;  ///< customers and parted: per replication; lost and margin: B less A
};

/// All customers of some replications in two scenarios.
struct TwinsSummary {
  std::vector<std::uint32_t> replications;  ///< that were counted
  Estimate customers;                       ///< with a twin, there at month 0 or later in either scenario
  Estimate differing;                       ///< share whose stories differ in anything
  Estimate parted;                          ///< share whose ways part
  Estimate moment;                    ///< mean moment of the first difference, days since month 0, of those that differ
  Estimate lost, margin;              ///< B less A, all customers together
  std::vector<CauseEstimate> causes;  ///< the most customers first
};

/// One replication: by (kind, owners). Four passes over the replication, two of each scenario, each held against the
/// file; memory is of the order of a few words per visit.
struct TwinsCount {
  std::int64_t customers = 0;  ///< with a twin, there at month 0 or later in either scenario
  std::int64_t differing = 0;  ///< whose stories differ in anything
  std::int64_t parted = 0;     ///< whose ways part
  double sum_of_moments = 0;   ///< of the first differences, days since month 0; of a different beginning 0
  std::int64_t lost = 0;       ///< lost in B less lost in A
  double margin = 0;           ///< B less A, in the currency
  std::map<std::pair<Cause::Kind, std::string>, CauseCount> causes;  ///< by kind and owners
};
/// Counts the twins of one replication. Throws InvalidInput where a run lacks it, RuntimeFailure where a replay differs
/// from the file.
TwinsCount count_twins(PastRun const& a, PastRun const& b, std::uint32_t replication);

/// Returns estimates with Student's t intervals, 95 %, over the replications given. Precondition: one count for each of
/// `replications`.
TwinsSummary summarise_twins(std::vector<TwinsCount> const& counts, std::vector<std::uint32_t> replications);

/// Counts the twins of replications 0 to `most` - 1, at most as many as both runs have, and returns the estimates.
/// Precondition: `most` is at least 1. Throws what count_twins() throws.
TwinsSummary summarise_twins(PastRun const& a, PastRun const& b, std::uint32_t most);

}  // namespace silowalk::inline analysis
