#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/journey/graph.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline journey {

/// Mean and variance of one total over a journey; the standard deviation is in the unit of the mean.
struct Spread {
  double mean = 0;
  double variance = 0;
};

/// One segment's journeys as an absorbing Markov chain (Kemeny and Snell 1960), at baseline trust and without queues.
/// Per newcomer unless said otherwise; a newcomer is a prospect until the first success at a touchpoint that joins
/// (where no touchpoint joins, nobody is a prospect; in a segment without arrivals all are customers from the start).
/// Quiet churn at the baseline hazard h thins each dwell D by E exp(-hD) and shortens it to (1 - E exp(-hD)) / h; a
/// prospect has no hazard. Days and the company's currency.
struct SegmentForms {
  bool solved = false;  ///< false: too large or singular, see `reasons`; the figures are then empty
  bool ends = false;    ///< every journey ends; what is "per newcomer" is infinite (and left empty) otherwise

  std::vector<double> visits;           ///< expected, by touchpoint
  std::vector<double> visits_variance;  ///< by touchpoint
  std::vector<double> traversals;       ///< expected, by edge of the graph
  Spread total_visits;
  std::vector<double> exits;  ///< probability of ending there, by exit
  double left_quietly = 0;    ///< probability of ending by quiet churn
  Spread money;               ///< revenue - cost of visits, and the subscription
  Spread time;                ///< handling and dwell, from arrival to the end
  double customer_time = 0;   ///< of it as a customer
  double joins = 0;           ///< probability of ever becoming a customer
  /// Money, each flow discounted from its own time to the arrival; filled without an end too where there is a discount.
  std::optional<double> discounted;

  /// Visits per customer and day in the long run, by touchpoint: expected visits / expected lifetime as a customer,
  /// which for journeys without an end is the limit of a vanishing hazard (the stationary flow).
  std::vector<double> flow;
  std::vector<double> context_lost_flow;  ///< of these, those that arrive with their context lost
  std::vector<double> prospect_visits;    ///< expected per newcomer while a prospect, by touchpoint
  std::vector<double> prospect_context_lost;

  /// Why the figures above are not exactly what a simulation will show. Empty: they are exact.
  std::vector<std::string> reasons;
};

/// Largest number of touchpoints for which the equations are solved. It bounds the time: elimination of each
/// segment's chain (absorbing_chain.h), and one solution a touchpoint.
inline constexpr int most_touchpoints_solved = 3000;

/// Computes the forms by segment, as in Scenario::segments. Precondition: the scenario is free of errors (check.h).
/// A segment that cannot be solved has solved == false and a reason; a singular chain does not throw.
std::vector<SegmentForms> closed_forms(Scenario const& scenario, JourneyGraph const& graph);

}  // namespace silowalk::inline journey
