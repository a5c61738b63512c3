#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/analysis/replay/past_run.h"
#include "engine/analysis/replay/twins.h"
#include "engine/statistics/estimate.h"

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
  std::string owner;  ///< "billing", or "billing + care" where several decided
  Estimate customers, parted, lost, margin;
};

/// All customers of some replications in two scenarios.
struct TwinsSummary {
  std::vector<std::uint32_t> replications;
  Estimate customers;                 ///< with a twin, there at month 0 or later in either scenario
  Estimate differing;                 ///< share whose stories differ in anything
  Estimate parted;                    ///< share whose ways part
  Estimate moment;                    ///< mean moment of the first difference, days since month 0, of those that differ
  Estimate lost, margin;              ///< B less A, all customers together
  std::vector<CauseEstimate> causes;  ///< the most customers first
};

/// One replication: by (kind, owners). Four passes over the replication, two of each scenario, each held against the
/// file; memory is of the order of a few words per visit.
struct TwinsCount {
  std::int64_t customers = 0;
  std::int64_t differing = 0;
  std::int64_t parted = 0;
  double sum_of_moments = 0;
  std::int64_t lost = 0;
  double margin = 0;
  std::map<std::pair<Cause::Kind, std::string>, CauseCount> causes;
};
TwinsCount count_twins(PastRun const& a, PastRun const& b, std::uint32_t replication);

/// Student's t intervals over the replications given, 95 %.
TwinsSummary summarise_twins(std::vector<TwinsCount> const& counts, std::vector<std::uint32_t> replications);

}  // namespace silowalk::inline analysis
