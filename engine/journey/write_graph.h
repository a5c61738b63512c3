#pragma once

#include <string>

#include "engine/journey/graph.h"
#include "engine/scenario/scenario.h"

/// Exports the journey to drawing tools and graph libraries. Routes that cannot be taken in this scenario are left out.
/// Names and titles are escaped for each format.
namespace silowalk::inline journey {

/// Returns Graphviz DOT: silos as clusters, exits as double circles, handoffs in colour with the probability that the
/// context is lost.
/// Precondition, for both: `graph` was made of `scenario`.
std::string to_dot(Scenario const& scenario, JourneyGraph const& graph);

/// Returns GraphML 1.0: every vertex with name, kind, silo, stage, success; every edge with outcome, share, probability
/// (per visit at baseline trust), dwell (mean, days), handoff, context_lost, elasticity. `nested`: silos are vertices
/// that hold a graph of their touchpoints, as GraphML writes clusters; flat for readers without nested graphs
/// (networkx, igraph).
std::string to_graphml(Scenario const& scenario, JourneyGraph const& graph, bool nested);

}  // namespace silowalk::inline journey
