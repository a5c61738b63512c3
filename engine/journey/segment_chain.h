#pragma once

#include <string>
#include <vector>

#include "engine/journey/dwell.h"
#include "engine/journey/graph.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline journey {

/// Time that a visit's handling takes, in calendar days.
struct Handling {
  double mean = 0;                             ///< days, slowed by hours_per_week
  double square = 0;                           ///< E S^2
  Distribution const* distribution = nullptr;  ///< none: no time
  double slower = 1;                           ///< hours_per_week
  double rework = 1;                           ///< x this where the context was lost
  /// Computes E exp(-rate S), without rework. `rate` per day.
  double laplace(double rate) const;
};

/// One transition of the chain: a visit in a state, its outcome, its route and the dwell.
struct ChainMove {
  int from = 0;                 ///< a state
  int to = 0;                   ///< a state, or -1 - (number of the exit)
  int edge = 0;                 ///< of the graph
  double probability = 0;       ///< of this outcome and route, per visit
  double money = 0;             ///< revenue - cost of the visit
  double context_lost = 0;      ///< probability, given that the dwell is survived
  double rate = 0;              ///< hazard while dwelling
  bool customer_before = true;  ///< during the visit
  bool customer_after = true;   ///< during the dwell
  Passage dwell;
  Distribution const* after = nullptr;  ///< the dwell; points into the scenario
};

/// A segment's journey from its entry: the states that newcomers can be in, a touchpoint as a prospect or as a
/// customer. Points into the scenario, which must outlive it. Money in the currency, time in days.
struct SegmentChain {
  int states = 0;
  int start = 0;
  bool customer_start = true;      ///< nobody is a prospect
  double subscription = 0;         ///< per day as a customer
  std::vector<int> touchpoint;     ///< by state
  std::vector<Handling> handling;  ///< by touchpoint
  std::vector<ChainMove> moves;    ///< grouped by `from`, ascending

  /// Returns whether the chain is transient: from every state a path leads to an exit or to a dwell with quiet churn.
  bool ends() const;
  /// Returns the largest mean dwell of all moves, days.
  double longest_dwell() const;
};

/// Builds the chain of segment number `segment`, with quiet churn at `customer_rate` and `prospect_rate` per day.
/// Preconditions: no name is unresolved, `graph` was made of `scenario`, rates are >= 0. O(states + moves), and a
/// transform of each dwell.
SegmentChain segment_chain(Scenario const& scenario, JourneyGraph const& graph, std::size_t segment,
                           double customer_rate, double prospect_rate);

/// Moments of what one move gives: `fixed` + `paid` per day as a customer + `time` per day.
struct MoveReward {
  double mean = 0;
  double square = 0;
  double mean_if_through = 0;  ///< E (reward; the dwell is survived)
  double extra = 0;            ///< given through, mean of what the next visit takes longer for a lost context
  double extra_square = 0;
};
/// Computes the moments for one move of `chain`; handling and dwell are independent.
MoveReward reward_of(SegmentChain const& chain, ChainMove const& move, double fixed, double paid, double time);

/// Returns why closed forms are not exact for a segment: elasticities, queues, frailty, ... that its journeys can meet.
/// Only what a path from `entry` can meet counts, except initiatives, which count wherever they act. Sentences for
/// reports; empty: the forms are exact.
std::vector<std::string> reasons_of_approximation(Scenario const& scenario, JourneyGraph const& graph,
                                                  Segment const& segment, int entry);

}  // namespace silowalk::inline journey
