#pragma once

#include <vector>

#include "engine/journey/closed_forms.h"
#include "engine/journey/graph.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline journey {

/// The long-run load of a silo: work offered against capacity. Rates are per day; work is in agents (agent-days a day).
struct SiloLoad {
  double visits = 0;     ///< per day, at all touchpoints, with handling or without
  double offered = 0;    ///< agents' work: handling time per unit of time
  double agents = 0;     ///< employed, mean after attrition: agents / (1 + rate x lag)
  double capacity = 0;   ///< work that they can do: agents x the share of the week they are on duty
  bool limited = false;  ///< `agents` is written; otherwise the silo never has a queue
  double load() const { return capacity > 0 ? offered / capacity : 0; }
};

/// Computes the loads by silo, as in Scenario::silos: each segment's customers held at their head count (a segment that
/// starts with none: at the count its arrivals settle at), plus the prospects, arrivals at the mean of their season.
/// Segments that are not solved add nothing. `forms` are closed_forms(scenario, graph).
std::vector<SiloLoad> silo_loads(Scenario const& scenario, JourneyGraph const& graph,
                                 std::vector<SegmentForms> const& forms);

/// Visits per day of one segment, by touchpoint, at the head counts of silo_loads().
struct SegmentFlow {
  double heads = 0;                  ///< customers, not prospects
  std::vector<double> visits;        ///< customers and prospects
  std::vector<double> context_lost;  ///< of these, those that arrive with their context lost
};
/// Computes the flow of one segment. Precondition: forms.solved.
SegmentFlow segment_flow(Segment const& segment, SegmentForms const& forms);

/// Returns newcomers per day: arrivals at the mean of the season (weekdays and hours only move them within the week).
double mean_arrivals(Segment const& segment);

/// Returns the mean number of agents on duty over the week, at most `agents`. Around the clock it is agents, or
/// agents x hours_per_week / 168. 0 where the silo has no agents.
double mean_on_duty(Silo const& silo);

}  // namespace silowalk::inline journey
