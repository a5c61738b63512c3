#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

namespace silowalk::inline journey {

/// A route of the scenario as an edge of the journey graph.
struct JourneyEdge {
  int from = 0;             ///< vertex of a touchpoint
  int to = 0;               ///< vertex of a touchpoint or an exit
  int list = 0;             ///< which of Touchpoint::next: 0 success, 1 failure, 2 abandoned, 3 turned away
  int index = 0;            ///< which route of that list
  double share = 0;         ///< among the routes of its outcome, at baseline trust; they sum to one
  double probability = 0;   ///< per visit, at baseline trust, where nobody abandons and nobody is turned away
  bool possible = false;    ///< its outcome can happen in this scenario, and its share is above 0
  bool handoff = false;     ///< its ends belong to different silos
  double context_lost = 0;  ///< probability that the customer's context is lost on the way, communication included
};

/// The journey as a graph: vertices 0 .. touchpoints()-1 are the touchpoints in the scenario's order, the exits follow.
/// Immutable, thread-safe and cheap to copy. Every query about paths counts possible routes only: those of outcomes
/// that can happen (abandoned needs patience and agents, turned away needs room or closing hours, failure a success
/// below 1).
class JourneyGraph {
 public:
  /// Throws InvalidInput where a name does not resolve (silo, route, entry).
  explicit JourneyGraph(Scenario const& scenario);

  int touchpoints() const { return static_cast<int>(silo_.size()); }
  int vertices() const { return static_cast<int>(name_.size()); }
  bool is_exit(int vertex) const { return vertex >= touchpoints(); }
  std::string const& name(int vertex) const { return name_[static_cast<std::size_t>(vertex)]; }
  /// Returns the number of the silo that owns a touchpoint, as in Scenario::silos.
  int silo(int touchpoint) const { return silo_[static_cast<std::size_t>(touchpoint)]; }
  /// Returns by segment the vertex at which its customers enter, as in Scenario::segments.
  std::vector<int> const& entries() const { return entries_; }  ///< valid while this object lives
  /// Returns all routes, possible or not: by touchpoint, then outcome list, then as written.
  std::vector<JourneyEdge> const& edges() const { return edges_; }

  /// Returns by vertex whether a path leads there from one of `from` (each reaches itself). O(vertices + edges).
  std::vector<bool> reachable(std::vector<int> const& from) const;
  /// Returns by vertex whether an exit can be reached from there.
  /// O(vertices + edges).
  std::vector<bool> reaches_exit() const;
  /// Returns by vertex the number of its strongly connected component.
  /// Numbers are in no particular order. O(vertices + edges).
  std::vector<int> components() const;
  /// Returns the sets of touchpoints that no route leaves: the closed communicating classes of the chain. A touchpoint
  /// without possible routes is one.
  /// Each class is sorted, and the classes by their first members. Exits are in none.
  std::vector<std::vector<int>> closed_classes() const;

  /// Returns the touchpoints that everybody who enters at `entry`, and does not leave quietly on the way, visits sooner
  /// or later: those that lie on every path to any exit or closed class (the dominators of the end of all paths), and
  /// the members of the closed class itself where that is the only end. In the order in which they are first met.
  /// Includes `entry`.
  std::vector<int> unavoidable(int entry) const;

 private:
  struct Graph;
  void number_vertices(Scenario const& scenario, std::vector<Complaint>& wrong);
  void add_edges(Scenario const& scenario, std::vector<Complaint>& wrong);

  std::vector<std::string> name_;
  std::vector<int> silo_;
  std::vector<int> entries_;
  std::vector<JourneyEdge> edges_;
  std::shared_ptr<Graph const> graph_;
};

}  // namespace silowalk::inline journey
