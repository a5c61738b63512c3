#pragma once

#include <string>

#include "engine/journey/graph.h"
#include "engine/scenario/scenario.h"

/// The journey as a drawing for people and programs. Routes that cannot be taken in this scenario are left out.
namespace silowalk::inline journey {

/// Graphviz: silos as clusters, exits as double circles, handoffs in colour with the chance that the context is lost.
std::string to_dot(Scenario const& scenario, JourneyGraph const& graph);

/// GraphML 1.0, every vertex with name, kind, silo, stage, success; every edge with outcome, share, probability (per
/// visit at baseline trust), dwell (mean, days), handoff, context_lost, elasticity. `nested`: silos are vertices that
/// hold a graph of their touchpoints, which is how GraphML says clusters; flat for readers that know no nested graphs
/// (networkx, igraph).
std::string to_graphml(Scenario const& scenario, JourneyGraph const& graph, bool nested);

}  // namespace silowalk::inline journey
