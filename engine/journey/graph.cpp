#include "engine/journey/graph.h"

#include <fmt/core.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/pending/queue.hpp>
#include <map>

#include "engine/base/complaint.h"

namespace silowalk::inline journey {

struct JourneyGraph::Graph {
  /// Possible routes only.
  boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS> routes;
};

namespace {

/// Turns names into numbers and records a complaint for each that does not resolve.
/// Of equal names the first counts; they are complaints elsewhere.
class Resolver {
 public:
  void add(std::string const& name) {
    numbers_.emplace(name, static_cast<int>(names_.size()));
    names_.push_back(name);
  }
  /// Returns the number; 0, with a complaint of `what` at `where`, for an unknown name. The caller then throws, so that
  /// the 0 is never used.
  int find(std::string const& name, std::string const& what, Location const& where,
           std::vector<Complaint>& wrong) const {
    auto const found = numbers_.find(name);
    if (found != numbers_.end()) return found->second;
    wrong.push_back({Complaint::Severity::error, where, fmt::format("{} '{}' does not exist", what, name), "",
                     nearest(name, names_), ""});
    return 0;
  }

 private:
  std::map<std::string, int> numbers_;
  std::vector<std::string> names_;
};

/// Returns the probability, per visit, of the outcomes that take each list, at baseline and without queues. A failure
/// that is recovered takes list 0.
double list_probability(Touchpoint const& touchpoint, int list) {
  double const felt = (1 - touchpoint.success) * (1 - touchpoint.recovery);
  return list == 0 ? 1 - felt : list == 1 ? felt : 0;
}

/// Returns whether an outcome of the list can happen. Whether it does, for lists 2 and 3, depends on the load.
bool list_possible(Touchpoint const& touchpoint, Silo const& silo, int list) {
  bool const staffed = touchpoint.handling.has_value() && silo.agents.has_value();
  if (list == 2) return staffed && touchpoint.patience.has_value();
  if (list == 3)
    return staffed && (silo.room.has_value() || (silo.closed == Closed::turn_away && !silo.shifts.empty()));
  return list_probability(touchpoint, list) > 0;
}

}  // namespace

// Impossible routes get no edge in the search graph: all queries then leave them out by themselves.
JourneyGraph::JourneyGraph(Scenario const& scenario) {
  std::vector<Complaint> wrong;
  number_vertices(scenario, wrong);
  add_edges(scenario, wrong);
  if (!wrong.empty()) throw InvalidInput(std::move(wrong));

  auto graph = std::make_shared<Graph>();
  graph->routes = decltype(graph->routes)(name_.size());
  for (JourneyEdge const& edge : edges_) {
    if (edge.possible) add_edge(static_cast<std::size_t>(edge.from), static_cast<std::size_t>(edge.to), graph->routes);
  }
  graph_ = std::move(graph);
}

/// Sets names, silos and entries. Routes may lead to exits, entries may not.
void JourneyGraph::number_vertices(Scenario const& scenario, std::vector<Complaint>& wrong) {
  Resolver silos;
  Resolver touchpoints;
  for (Silo const& silo : scenario.silos) silos.add(silo.name);
  for (Touchpoint const& touchpoint : scenario.touchpoints) {
    touchpoints.add(touchpoint.name);
    name_.push_back(touchpoint.name);
    silo_.push_back(silos.find(touchpoint.silo, "silo", touchpoint.silo_where, wrong));
  }
  for (Exit const& exit : scenario.exits) name_.push_back(exit.name);
  for (Segment const& segment : scenario.segments) {
    entries_.push_back(touchpoints.find(segment.entry, "touchpoint", segment.entry_where, wrong));
  }
}

/// Precondition: the vertices are numbered. An edge is made of every route, possible or not, so that reports can name
/// those never taken.
void JourneyGraph::add_edges(Scenario const& scenario, std::vector<Complaint>& wrong) {
  Resolver places;
  for (std::string const& name : name_) places.add(name);
  for (int from = 0; from < touchpoints(); ++from) {
    Touchpoint const& touchpoint = scenario.touchpoints[static_cast<std::size_t>(from)];
    for (int list = 0; list < static_cast<int>(touchpoint.next.size()); ++list) {
      std::vector<Route> const& routes = touchpoint.next[static_cast<std::size_t>(list)];
      double sum = 0;
      for (Route const& route : routes) sum += route.share;
      bool const can_happen = !scenario.silos.empty() &&
                              list_possible(touchpoint, scenario.silos[static_cast<std::size_t>(silo(from))], list);
      for (int index = 0; index < static_cast<int>(routes.size()); ++index) {
        Route const& route = routes[static_cast<std::size_t>(index)];
        JourneyEdge edge{from, places.find(route.to, "touchpoint or exit", route.to_where, wrong), list, index};
        // Divided by the sum, so that shares of a scenario made by a program may have any scale.
        edge.share = sum > 0 ? route.share / sum : 0;
        edge.probability = list_probability(touchpoint, list) * edge.share;
        edge.possible = can_happen && edge.share > 0;
        edge.handoff = !is_exit(edge.to) && silo(from) != silo(edge.to);
        edge.context_lost = is_exit(edge.to) ? 0 : route.handoff * (1 - scenario.organisation.communication);
        edges_.push_back(edge);
      }
    }
  }
}

namespace {

/// Returns by vertex whether it can be reached from one of `sources`. Breadth first with a queue, since recursion would
/// overflow the stack on a long journey.
template <class Graph>
std::vector<bool> search(Graph const& graph, std::vector<std::size_t> const& sources) {
  std::vector<boost::default_color_type> color(num_vertices(graph), boost::white_color);
  auto const color_map = boost::make_iterator_property_map(color.begin(), get(boost::vertex_index, graph));
  boost::queue<std::size_t> queue;
  boost::breadth_first_visit(graph, sources.begin(), sources.end(), queue, boost::default_bfs_visitor(), color_map);
  std::vector<bool> found(color.size());
  std::transform(color.begin(), color.end(), found.begin(), [](auto each) { return each != boost::white_color; });
  return found;
}

}  // namespace

std::vector<bool> JourneyGraph::reachable(std::vector<int> const& from) const {
  return search(graph_->routes, std::vector<std::size_t>(from.begin(), from.end()));
}

std::vector<bool> JourneyGraph::reaches_exit() const {
  std::vector<std::size_t> exits;
  for (int vertex = touchpoints(); vertex < vertices(); ++vertex) exits.push_back(static_cast<std::size_t>(vertex));
  return search(boost::make_reverse_graph(graph_->routes), exits);
}

std::vector<int> JourneyGraph::components() const {
  std::vector<int> component(name_.size());
  if (component.empty()) return component;
  boost::strong_components(
      graph_->routes, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph_->routes)));
  return component;
}

// A component is closed where no possible route leaves it and it holds no exit.
std::vector<std::vector<int>> JourneyGraph::closed_classes() const {
  std::vector<int> const component = components();
  std::vector<std::vector<int>> members(component.empty() ? 0
                                                          : 1 + *std::max_element(component.begin(), component.end()));
  std::vector<bool> open(members.size());
  for (int vertex = 0; vertex < vertices(); ++vertex) {
    auto const own = static_cast<std::size_t>(component[static_cast<std::size_t>(vertex)]);
    members[own].push_back(vertex);
    if (is_exit(vertex)) open[own] = true;  // an exit is an end of its own
  }
  for (JourneyEdge const& edge : edges_) {
    int const own = component[static_cast<std::size_t>(edge.from)];
    if (edge.possible && own != component[static_cast<std::size_t>(edge.to)])
      open[static_cast<std::size_t>(own)] = true;
  }
  std::vector<std::vector<int>> closed;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!open[i]) closed.push_back(std::move(members[i]));
  }
  std::sort(closed.begin(), closed.end());
  return closed;
}

namespace {

constexpr int none = -1;  ///< no vertex, no place

/// Returns a shortest path from the entry to the nearest end, both included. There always is one: every vertex leads to
/// an exit or into a closed class. Breadth first, O(vertices + edges).
template <class Graph>
std::vector<int> path_to_an_end(Graph const& routes, int entry, std::vector<bool> const& is_end) {
  std::vector<int> before(is_end.size(), none);
  std::vector<int> queue{entry};
  before[static_cast<std::size_t>(entry)] = entry;
  int end = none;
  for (std::size_t i = 0; i < queue.size() && end == none; ++i) {
    if (is_end[static_cast<std::size_t>(queue[i])]) end = queue[i];
    for (auto [next, last] = adjacent_vertices(static_cast<std::size_t>(queue[i]), routes); next != last; ++next) {
      if (before[*next] != none) continue;
      before[*next] = queue[i];
      queue.push_back(static_cast<int>(*next));
    }
  }
  std::vector<int> path{end};
  while (path.back() != entry) path.push_back(before[static_cast<std::size_t>(path.back())]);
  std::reverse(path.begin(), path.end());
  return path;
}

/// Those vertices of a path to an end that lie on every path to any end. A vertex can be avoided when a detour leaves
/// the path before it and comes back behind it; one sweep in the order of the path visits every vertex once. (Boost's
/// Lengauer-Tarjan recurses as deep as the graph is long, for a whole tree of which one path is needed; the tests
/// compare this with it.)
template <class Graph>
std::vector<int> on_every_path(Graph const& routes, std::vector<int> const& path, std::vector<bool> const& is_end) {
  std::vector<int> place(is_end.size(), none);
  for (std::size_t i = 0; i < path.size(); ++i) place[static_cast<std::size_t>(path[i])] = static_cast<int>(i);
  int const behind = static_cast<int>(path.size());  // the place of "any other end"
  std::vector<bool> seen(is_end.size());
  std::vector<int> result;
  // The furthest place that a path from the places before i can come back to: where it is i itself, nothing leads past
  // it.
  int furthest = 0;
  for (int i = 0; i < behind; ++i) {
    if (furthest == i) result.push_back(path[static_cast<std::size_t>(i)]);
    std::vector<int> pending{path[static_cast<std::size_t>(i)]};
    while (!pending.empty()) {
      auto const vertex = static_cast<std::size_t>(pending.back());
      pending.pop_back();
      if (is_end[vertex]) furthest = behind;
      for (auto [next, last] = adjacent_vertices(vertex, routes); next != last; ++next) {
        furthest = std::max(furthest, place[*next]);
        if (place[*next] != none || seen[*next]) continue;
        seen[*next] = true;
        pending.push_back(static_cast<int>(*next));
      }
    }
  }
  return result;
}

}  // namespace

// Every exit and every vertex of a closed class is an end.
std::vector<int> JourneyGraph::unavoidable(int entry) const {
  std::vector<bool> const reached = reachable({entry});
  std::vector<bool> is_end(name_.size());
  int ends = 0;
  std::vector<int> last_class;  ///< the closed class reached, where it is the only end
  for (int vertex = touchpoints(); vertex < vertices(); ++vertex) {
    is_end[static_cast<std::size_t>(vertex)] = true;
    if (reached[static_cast<std::size_t>(vertex)]) ++ends;
  }
  for (std::vector<int> const& each : closed_classes()) {
    for (int vertex : each) is_end[static_cast<std::size_t>(vertex)] = true;
    if (!reached[static_cast<std::size_t>(each.front())]) continue;
    ++ends;
    last_class = each;
  }
  auto const& routes = graph_->routes;
  std::vector<int> result = on_every_path(routes, path_to_an_end(routes, entry, is_end), is_end);
  result.erase(std::remove_if(result.begin(), result.end(), [&](int vertex) { return is_exit(vertex); }), result.end());
  if (ends == 1) {  // all of a closed class that is the only end is visited infinitely often
    for (int vertex : last_class) {
      if (std::find(result.begin(), result.end(), vertex) == result.end()) result.push_back(vertex);
    }
  }
  return result;
}

}  // namespace silowalk::inline journey
