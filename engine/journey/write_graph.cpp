#include "engine/journey/write_graph.h"

#include <fmt/core.h>

#include "engine/base/calendar.h"
#include "engine/base/escape/escape.h"
#include "engine/journey/dwell.h"

namespace silowalk::inline journey {
namespace {

/// Returns the route that the edge was made of. Precondition: the graph was made of this scenario.
Route const& route_of(Scenario const& scenario, JourneyEdge const& edge) {
  Touchpoint const& from = scenario.touchpoints[static_cast<std::size_t>(edge.from)];
  return from.next[static_cast<std::size_t>(edge.list)][static_cast<std::size_t>(edge.index)];
}

/// Formats a duration in days as days, hours or minutes, three significant digits.
std::string format_estimate(double days) {
  if (days >= 1) return fmt::format("{:.3g} d", days);
  if (days >= 1 / 24.0) return fmt::format("{:.3g} h", days * 24);
  return fmt::format("{:.3g} min", days * hours_per_day * minutes_per_hour);
}

/// Returns the title; the name where there is none.
std::string title_of(std::string const& name, std::string const& title) { return title.empty() ? name : title; }

/// Formats one edge; dashed where the outcome is not success.
std::string dot_edge(Scenario const& scenario, JourneyGraph const& graph, JourneyEdge const& edge) {
  double const dwell = passage(route_of(scenario, edge).after, 0).mean;
  std::string label =
      fmt::format("{} {:.3g} %", route_list_names[static_cast<std::size_t>(edge.list)], 100 * edge.share);
  if (dwell > 0) label += "\n" + format_estimate(dwell);
  if (edge.context_lost > 0) label += fmt::format("\ncontext lost {:.3g} %", 100 * edge.context_lost);
  std::string style = edge.handoff ? ", color=\"#c0392b\", penwidth=2, class=\"handoff\"" : "";
  if (edge.list != 0) style += ", style=dashed";
  return fmt::format("  {} -> {} [label={}{}];\n", escape_dot(graph.name(edge.from)), escape_dot(graph.name(edge.to)),
                     escape_dot(label), style);
}

/// Formats one touchpoint or exit. Its id is "n" and its number, in nested graphs too.
std::string graphml_vertex(JourneyGraph const& graph, Scenario const& scenario, int vertex) {
  std::string text = fmt::format("    <node id=\"n{}\">\n", vertex);
  auto const data = [&](char const* key, std::string const& value) {
    text += fmt::format("      <data key=\"{}\">{}</data>\n", key, escape_xml(value));
  };
  data("name", graph.name(vertex));
  if (graph.is_exit(vertex)) {
    Exit const& exit = scenario.exits[static_cast<std::size_t>(vertex - graph.touchpoints())];
    data("kind", exit.kind == Exit::Kind::churn ? "churn" : "end");
  } else {
    Touchpoint const& touchpoint = scenario.touchpoints[static_cast<std::size_t>(vertex)];
    data("kind", "touchpoint");
    data("silo", touchpoint.silo);
    if (!touchpoint.stage.empty()) data("stage", touchpoint.stage);
    data("success", fmt::format("{}", touchpoint.success));
  }
  return text + "    </node>\n";
}

/// Formats one edge. `probability` is left out for abandoned and turned away: it depends on the queue.
std::string graphml_edge(Scenario const& scenario, JourneyEdge const& edge) {
  Route const& route = route_of(scenario, edge);
  std::string text = fmt::format("    <edge source=\"n{}\" target=\"n{}\">\n", edge.from, edge.to);
  auto const data = [&](char const* key, auto const& value) {
    text += fmt::format("      <data key=\"{}\">{}</data>\n", key, value);
  };
  data("outcome", route_list_names[static_cast<std::size_t>(edge.list)]);
  data("share", edge.share);
  if (edge.list < 2) data("probability", edge.probability);
  data("dwell", passage(route.after, 0).mean);
  data("handoff", edge.handoff ? "true" : "false");
  data("context_lost", edge.context_lost);
  if (route.elasticity != 0) data("elasticity", route.elasticity);
  return text + "    </edge>\n";
}

/// Declares the type of every datum, which readers such as networkx need.
constexpr char const* graphml_head =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
    "         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
    "         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n"
    "  <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
    "  <key id=\"kind\" for=\"node\" attr.name=\"kind\" attr.type=\"string\"/>\n"
    "  <key id=\"silo\" for=\"node\" attr.name=\"silo\" attr.type=\"string\"/>\n"
    "  <key id=\"stage\" for=\"node\" attr.name=\"stage\" attr.type=\"string\"/>\n"
    "  <key id=\"success\" for=\"node\" attr.name=\"success\" attr.type=\"double\"/>\n"
    "  <key id=\"outcome\" for=\"edge\" attr.name=\"outcome\" attr.type=\"string\"/>\n"
    "  <key id=\"share\" for=\"edge\" attr.name=\"share\" attr.type=\"double\"/>\n"
    "  <key id=\"probability\" for=\"edge\" attr.name=\"probability\" attr.type=\"double\"/>\n"
    "  <key id=\"dwell\" for=\"edge\" attr.name=\"dwell\" attr.type=\"double\"/>\n"
    "  <key id=\"handoff\" for=\"edge\" attr.name=\"handoff\" attr.type=\"boolean\"/>\n"
    "  <key id=\"context_lost\" for=\"edge\" attr.name=\"context_lost\" attr.type=\"double\"/>\n"
    "  <key id=\"elasticity\" for=\"edge\" attr.name=\"elasticity\" attr.type=\"double\"/>\n";

}  // namespace

std::string to_dot(Scenario const& scenario, JourneyGraph const& graph) {
  std::string text = fmt::format("digraph {} {{\n", escape_dot(title_of("journey", scenario.name)));
  text += "  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n";
  text += "  edge [fontname=\"sans-serif\", fontsize=10];\n";
  for (std::size_t s = 0; s < scenario.silos.size(); ++s) {
    Silo const& silo = scenario.silos[s];
    std::string label = title_of(silo.name, silo.title);
    if (silo.agents) label += fmt::format(" ({} agents)", *silo.agents);
    text += fmt::format("  subgraph {} {{\n    label={};\n    style=rounded;\n    color=\"#7f8c8d\";\n",
                        escape_dot("cluster_" + silo.name), escape_dot(label));
    for (int i = 0; i < graph.touchpoints(); ++i) {
      if (graph.silo(i) != static_cast<int>(s)) continue;
      Touchpoint const& each = scenario.touchpoints[static_cast<std::size_t>(i)];
      text += fmt::format("    {} [label={}];\n", escape_dot(each.name), escape_dot(title_of(each.name, each.title)));
    }
    text += "  }\n";
  }
  for (Exit const& exit : scenario.exits) {
    text += fmt::format("  {} [shape=doublecircle, color={}];\n", escape_dot(exit.name),
                        exit.kind == Exit::Kind::churn ? "\"#c0392b\"" : "\"#27ae60\"");
  }
  for (Segment const& segment : scenario.segments) {
    std::string const id = escape_dot("segment:" + segment.name);
    text += fmt::format("  {} [label={}, shape=plaintext];\n", id, escape_dot(title_of(segment.name, segment.title)));
    text += fmt::format("  {} -> {} [style=dotted];\n", id, escape_dot(segment.entry));
  }
  for (JourneyEdge const& edge : graph.edges()) {
    if (edge.possible) text += dot_edge(scenario, graph, edge);
  }
  return text + "}\n";
}

std::string to_graphml(Scenario const& scenario, JourneyGraph const& graph, bool nested) {
  std::string text = graphml_head;
  text += "  <graph id=\"journey\" edgedefault=\"directed\">\n";
  for (std::size_t s = 0; s < scenario.silos.size() && nested; ++s) {
    text += fmt::format("  <node id=\"s{}\">\n    <data key=\"name\">{}</data>\n    <data key=\"kind\">silo</data>\n",
                        s, escape_xml(scenario.silos[s].name));
    text += fmt::format("    <graph id=\"s{}:\" edgedefault=\"directed\">\n", s);
    for (int i = 0; i < graph.touchpoints(); ++i) {
      if (graph.silo(i) == static_cast<int>(s)) text += graphml_vertex(graph, scenario, i);
    }
    text += "    </graph>\n  </node>\n";
  }
  for (int i = nested ? graph.touchpoints() : 0; i < graph.vertices(); ++i) text += graphml_vertex(graph, scenario, i);
  for (JourneyEdge const& edge : graph.edges()) {
    if (edge.possible) text += graphml_edge(scenario, edge);
  }
  return text + "  </graph>\n</graphml>\n";
}

}  // namespace silowalk::inline journey
