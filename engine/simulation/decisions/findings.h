#pragma once

#include <cstdint>
#include <vector>

#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/model/decision_tables.h"
#include "engine/simulation/model/model_tables.h"

/// What a company knows of its customers: silos know only what their listening paths bring them. The decision rules use
/// findings instead of the true state, because perfect knowledge would hide the cost of poor listening.
namespace silowalk::inline simulation {

/// The cumulative tally at a moment, warm-up included. Differences of two snapshots give a window.
struct Snapshot {
  /// The counts of one touchpoint.
  struct Counts {
    std::int64_t visits = 0;        ///< that arrived
    std::int64_t failures = 0;      ///< that were felt
    std::int64_t abandoned = 0;     ///< and turned away
    std::int64_t context_lost = 0;  ///< on the way here
    std::int64_t surveys = 0;       ///< answered
    std::int64_t scores = 0;        ///< millionths of a point
    std::int64_t wait = 0;          ///< microseconds
    std::int64_t trust_lost = 0;    ///< millionths of log-odds
  };
  double time = 0;                  ///< days since month 0
  std::vector<Counts> touchpoints;  ///< by touchpoint, without pseudo members
  std::int64_t attributed = 0;      ///< millionths of a head, to all silos together
};
/// Returns the snapshot at t. Precondition: called when the simulation is at t, because the ledger holds no moments
/// within a month. Complexity: linear in months x touchpoints.
Snapshot count_up(Ledger const& ledger, ModelTables const& tables, double t);

/// The findings at one touchpoint over a window.
struct Heard {
  double visits = 0;   ///< per day, as far as they are known
  double surveys = 0;  ///< answers read
  double score = 0;    ///< their mean
  double wait = 0;     ///< mean, days by `tolerance_by`; 0 without operations data
};
/// The findings of a planning date, by touchpoint (without pseudo members).
struct Findings {
  std::vector<Heard> touchpoints;  ///< one for each touchpoint
  double heads_per_trust = 0;      ///< customers lost to silos per log-odds of trust lost, as tallied
};

/// The window of one listening path: what was tallied between two moments.
struct HeardWindow {
  Snapshot from, to;  ///< at the cut-offs of two planning dates
};

/// Computes the findings. `windows`: one per listening path, in their order. A path that brings less than one whole
/// case of an issue brings nothing of it. Visits are counted by operations data, else inferred: answers over the
/// response rate, or cases found over the probability of a case. The largest number of all paths is used.
Findings findings(DecisionTables const& decisions, ModelTables const& tables, std::vector<HeardWindow> const& windows);

}  // namespace silowalk::inline simulation
