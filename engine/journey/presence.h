#pragma once

#include <string>
#include <vector>

#include "engine/journey/closed_forms.h"
#include "engine/journey/graph.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline journey {

/// The long-run distribution of customers over touchpoints, with their revenue and lost trust: at the head counts of
/// silo_loads(), at baseline trust and without queues. Everything is per day unless said otherwise.
struct Presence {
  /// What is at one touchpoint.
  struct Place {
    double visits = 0;      ///< customers and prospects
    double customers = 0;   ///< heads: in a visit there, or in the dwell that follows it
    double revenue = 0;     ///< subscriptions of those customers, and revenue of the visits
    double trust_lost = 0;  ///< by customers, log-odds: failures that they feel, and contexts lost on the way from here
    /// Customers whom that loss of trust drives away: kappa x hazard x memory x trust lost. A loss fades with the
    /// segment's memory m, so a stream of losses lowers mean trust by rate x size x m (Campbell's theorem), and the
    /// hazard rises by kappa of that: right to first order in kappa x loss. 0 where trust never fades (no memory).
    double driven_away = 0;
    double at_stake = 0;  ///< what those customers paid a year: subscriptions only
  };
  /// A route between two silos.
  struct Crossing {
    int edge = 0;        ///< of the graph
    double crossed = 0;  ///< per day
    double context = 0;  ///< of these, contexts lost
  };

  bool known = false;                ///< false: some segment could not be solved, and nothing below is filled
  std::vector<Place> places;         ///< by touchpoint
  std::vector<Crossing> crossings;   ///< in the order of the graph's edges; those with a probability above 0
  double customers = 0;              ///< heads of all segments; the places' sum to it
  std::vector<std::string> reasons;  ///< why this is not exactly what a simulation will show; each once
};

/// Computes the presence. Precondition: `forms` are closed_forms(scenario, graph).
Presence presence(Scenario const& scenario, JourneyGraph const& graph, std::vector<SegmentForms> const& forms);

}  // namespace silowalk::inline journey
