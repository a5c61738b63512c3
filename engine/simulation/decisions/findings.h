#pragma once

#include <cstdint>
#include <vector>

#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/model/decision_tables.h"
#include "engine/simulation/model/model_tables.h"

/// What a company hears of its customers: silos know only what their listening paths bring them.
namespace silowalk::inline simulation {

/// Everything tallied up to a moment.
struct Snapshot {
  struct Counts {
    std::int64_t visits = 0;
    std::int64_t failures = 0;
    std::int64_t abandoned = 0;  ///< and turned away
    std::int64_t context_lost = 0;
    std::int64_t surveys = 0;
    std::int64_t scores = 0;  ///< millionths of a point
    std::int64_t wait = 0;    ///< microseconds
    std::int64_t trust_lost = 0;
  };
  double time = 0;
  std::vector<Counts> touchpoints;
  std::int64_t attributed = 0;  ///< millionths of a head, to all silos together
};
Snapshot count_up(Ledger const& ledger, ModelTables const& tables, double t);

/// What is known of one touchpoint over a window.
struct Heard {
  double visits = 0;   ///< per day, as far as they are known of
  double surveys = 0;  ///< answers read
  double score = 0;    ///< their mean
  double wait = 0;     ///< mean, days; 0 where no operations data tell
};
struct Findings {
  std::vector<Heard> touchpoints;
  double heads_per_trust = 0;  ///< customers lost to silos per log-odds of trust lost, by the books
};

/// One window of one path: what was tallied between two moments.
struct HeardWindow {
  Snapshot from, to;
};

/// `windows`: one per listening path. A path that brings not one whole case of an issue brings nothing of it. Visits
/// are counted by operations data, else inferred: answers over the response rate, cases found over the chance of a
/// case.
Findings findings(DecisionTables const& decisions, ModelTables const& tables, std::vector<HeardWindow> const& windows);

}  // namespace silowalk::inline simulation
