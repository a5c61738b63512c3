#include "engine/journey/check.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "engine/journey/graph.h"
#include "engine/journey/load.h"

namespace silowalk::inline journey {
namespace {

constexpr double share_tolerance = 1e-6;  ///< wider than the reader's 1e-9: a Scenario can also be made by a program
constexpr std::size_t most_named = 5;     ///< members of a list that are named in a message
constexpr std::size_t most_complaints =
    20;  ///< of one kind, so that the first mistake of a generated file stays visible

constexpr char const* list_names[] = {"next.success", "next.failure", "next.abandoned", "next.turned_away"};

/// Collects complaints in the order in which they are found.
class Complaints {
 public:
  void error(Location const& where, std::string what, std::string why = "") {
    add(Complaint::Severity::error, where, std::move(what), std::move(why));
  }
  void warning(Location const& where, std::string what, std::string why = "") {
    add(Complaint::Severity::warning, where, std::move(what), std::move(why));
  }
  bool has_errors() const {
    return std::any_of(list_.begin(), list_.end(),
                       [](Complaint const& each) { return each.severity == Complaint::Severity::error; });
  }
  /// In the order of the file; what has no place stands last.
  /// To be called once; leaves no complaints.
  std::vector<Complaint> take() {
    auto const place = [](Complaint const& each) {
      return std::make_tuple(each.where.line == 0, each.where.file, each.where.line, each.where.column);
    };
    std::stable_sort(list_.begin(), list_.end(), [&](auto const& a, auto const& b) { return place(a) < place(b); });
    return std::move(list_);
  }

 private:
  void add(Complaint::Severity severity, Location const& where, std::string what, std::string why) {
    list_.push_back({severity, where, std::move(what), std::move(why), "", ""});
  }
  std::vector<Complaint> list_;
};

/// Returns "'a', 'b' and 3 more".
std::string listed(JourneyGraph const& graph, std::vector<int> const& vertices) {
  std::string text;
  for (std::size_t i = 0; i < vertices.size() && i < most_named; ++i) {
    text += fmt::format("{}'{}'", i == 0 ? "" : ", ", graph.name(vertices[i]));
  }
  if (vertices.size() > most_named) text += fmt::format(" and {} more", vertices.size() - most_named);
  return text;
}

/// Checks that shares sum to one, and that every outcome that can happen has somewhere to go.
void check_routes(Touchpoint const& touchpoint, Silo const& silo, WarnedBefore warned, Complaints& complaints) {
  for (std::size_t list = 0; list < touchpoint.next.size(); ++list) {
    std::vector<Route> const& routes = touchpoint.next[list];
    if (routes.empty()) continue;
    double sum = 0;
    for (Route const& route : routes) sum += route.share;
    if (std::abs(sum - 1) <= share_tolerance) continue;
    complaints.error(routes.front().where.line > 0 ? routes.front().where : touchpoint.where,
                     fmt::format("shares of {} of '{}' sum to {:.6g}", list_names[list], touchpoint.name, sum),
                     "the shares of one outcome must sum to 1");
  }
  bool const staffed = touchpoint.handling && silo.agents;
  // As list_probability() of graph.cpp: a failure that is recovered takes the routes of success.
  double const failure = (1 - touchpoint.success) * (1 - touchpoint.recovery);
  auto const missing = [&](std::size_t list) { return touchpoint.next[list].empty(); };
  auto const need = [&](std::size_t list, bool can_happen, std::string const& why) {
    if (!can_happen || !missing(list)) return;
    complaints.error(touchpoint.where, fmt::format("touchpoint '{}' has no {}", touchpoint.name, list_names[list]),
                     why);
  };
  need(0, failure < 1, "a visit can succeed, and the customer must go somewhere: to a touchpoint or to an exit");
  need(1, failure > 0,
       fmt::format("a visit fails with probability {:.4g}, and the customer must go somewhere", failure));
  need(2, staffed && touchpoint.patience.has_value(), "with `patience`, customers who wait too long go there");
  need(3, staffed && silo.room.has_value(),
       fmt::format("silo '{}' has limited `room`: customers beyond it go there", silo.name));
  need(3, staffed && silo.closed == Closed::turn_away && !silo.shifts.empty(),
       fmt::format("silo '{}' turns customers away in closed hours", silo.name));
  if (warned == WarnedBefore::yes) return;
  if (failure == 0 && !missing(1)) {
    complaints.warning(touchpoint.where, fmt::format("next.failure of '{}' is never taken", touchpoint.name),
                       "its visits always succeed or recover");
  }
  if (touchpoint.patience && !staffed) {
    complaints.warning(touchpoint.where, fmt::format("patience of '{}' is never tried", touchpoint.name),
                       touchpoint.handling ? fmt::format("silo '{}' has no agents, so there is no queue", silo.name)
                                           : "without `handling` there is no queue");
  }
}

/// Warns of each touchpoint and exit that no path from an entry reaches.
void check_reached(Scenario const& scenario, JourneyGraph const& graph, std::vector<bool> const& reached,
                   Complaints& complaints) {
  // A route from a touchpoint to itself does not explain why it is unreachable.
  std::vector<bool> referred(static_cast<std::size_t>(graph.vertices()));
  for (JourneyEdge const& edge : graph.edges()) {
    if (edge.from != edge.to) referred[static_cast<std::size_t>(edge.to)] = true;
  }
  std::size_t count = 0;
  for (int vertex = 0; vertex < graph.vertices(); ++vertex) {
    auto const number = static_cast<std::size_t>(vertex);
    if (reached[number]) continue;
    bool const exit = graph.is_exit(vertex);
    if (++count > most_complaints) continue;
    complaints.warning(
        exit ? scenario.exits[number - scenario.touchpoints.size()].where : scenario.touchpoints[number].where,
        fmt::format("{} '{}' is unreachable", exit ? "exit" : "touchpoint", graph.name(vertex)),
        referred[number] ? "the routes to it start at unreachable places, or are never taken"
                         : "no route and no segment's `entry` leads to it");
  }
  if (count > most_complaints) {
    complaints.warning({}, fmt::format("{} more touchpoints or exits are unreachable", count - most_complaints));
  }
}

/// Warns of prospects who can get where no touchpoint that joins can be reached any more. They have no hazard and pay
/// no subscription, so they would accumulate.
void check_prospects(Scenario const& scenario, JourneyGraph const& graph, Complaints& complaints) {
  // Two searches: forwards from the entries along routes on which nobody joins, backwards from the touchpoints that
  // join. What only the first one reaches is stranded. An explicit stack, since recursion would overflow on a long
  // journey.
  std::vector<std::vector<int>> before(static_cast<std::size_t>(graph.vertices()));
  std::vector<std::vector<int>> after(static_cast<std::size_t>(graph.vertices()));  // as a prospect still
  std::vector<int> pending;
  std::vector<bool> can_join(static_cast<std::size_t>(graph.vertices()));
  auto const follow = [](std::vector<std::vector<int>> const& routes, std::vector<int> from, std::vector<bool>& seen) {
    for (int each : from) seen[static_cast<std::size_t>(each)] = true;
    while (!from.empty()) {
      auto const at = static_cast<std::size_t>(from.back());
      from.pop_back();
      for (int next : routes[at]) {
        if (!seen[static_cast<std::size_t>(next)]) from.push_back(next);
        seen[static_cast<std::size_t>(next)] = true;
      }
    }
  };
  for (int i = 0; i < graph.touchpoints(); ++i) {
    if (scenario.touchpoints[static_cast<std::size_t>(i)].joins) pending.push_back(i);
  }
  if (pending.empty()) return;
  for (JourneyEdge const& edge : graph.edges()) {
    if (!edge.possible) continue;
    before[static_cast<std::size_t>(edge.to)].push_back(edge.from);
    bool const joins = edge.list == 0 && scenario.touchpoints[static_cast<std::size_t>(edge.from)].joins;
    if (!joins) after[static_cast<std::size_t>(edge.from)].push_back(edge.to);
  }
  follow(before, pending, can_join);
  std::vector<bool> prospects(static_cast<std::size_t>(graph.vertices()));
  std::vector<int> entries;  // of newcomers
  for (std::size_t s = 0; s < scenario.segments.size(); ++s) {
    if (scenario.segments[s].arrivals > 0) entries.push_back(graph.entries()[s]);
  }
  follow(after, entries, prospects);
  std::vector<int> stranded;
  for (int i = 0; i < graph.touchpoints(); ++i) {
    if (prospects[static_cast<std::size_t>(i)] && !can_join[static_cast<std::size_t>(i)]) stranded.push_back(i);
  }
  if (stranded.empty()) return;
  complaints.warning(
      scenario.touchpoints[static_cast<std::size_t>(stranded.front())].where,
      fmt::format("prospects can reach {}, from where they can no longer become customers", listed(graph, stranded)),
      "they would never pay and never churn; lead them back to a touchpoint with `joins`, or to "
      "an exit");
}

/// Returns whether a dwell within a closed class takes time. The hazard applies to dwells only, so quiet churn cannot
/// end a cycle without one. Precondition: `members` is sorted.
bool takes_time(Scenario const& scenario, JourneyGraph const& graph, std::vector<int> const& members) {
  return std::any_of(graph.edges().begin(), graph.edges().end(), [&](JourneyEdge const& edge) {
    if (!edge.possible || !std::binary_search(members.begin(), members.end(), edge.from)) return false;
    Touchpoint const& from = scenario.touchpoints[static_cast<std::size_t>(edge.from)];
    Route const& route = from.next[static_cast<std::size_t>(edge.list)][static_cast<std::size_t>(edge.index)];
    return !(route.after == Distribution::constant(0));
  });
}

/// Checks that every touchpoint that a segment reaches has a way out: an exit, or quiet churn. At most one complaint
/// for each closed class. Precondition: all routes that can happen are there (check_routes()).
void check_ends(Scenario const& scenario, JourneyGraph const& graph, Complaints& complaints) {
  std::vector<std::vector<int>> const closed = graph.closed_classes();
  if (closed.empty()) return;
  // A class is closed or not for all segments, but each segment has an entry and a churn rate of its own.
  std::vector<std::vector<bool>> reached;
  for (int entry : graph.entries()) reached.push_back(graph.reachable({entry}));
  std::size_t count = 0;
  for (std::vector<int> const& members : closed) {
    auto const first = static_cast<std::size_t>(members.front());
    std::string stuck;
    bool somebody = false;
    for (std::size_t s = 0; s < reached.size(); ++s) {
      if (!reached[s][first]) continue;
      somebody = true;
      if (scenario.segments[s].churn.rate <= 0 && stuck.empty()) stuck = scenario.segments[s].name;
    }
    if (!somebody) continue;
    bool const stands_still = !takes_time(scenario, graph, members);
    if ((stuck.empty() && !stands_still) || ++count > most_complaints) continue;
    std::string const round = members.size() == 1 ? fmt::format("touchpoint {} leads", listed(graph, members))
                                                  : fmt::format("touchpoints {} lead", listed(graph, members));
    complaints.error(scenario.touchpoints[first].where, fmt::format("cycle without exit: {} nowhere else", round),
                     stuck.empty()
                         ? "none of their routes takes time, so that even quiet churn (`churn.rate`) ends nothing"
                         : fmt::format("customers of segment '{}' could never leave: give it a route to an "
                                       "exit, or the segment a `churn.rate`",
                                       stuck));
  }
}

/// Warns of silos whose long-run load is 1 or more. A warning, no error: patience or a short horizon can make it
/// harmless. Precondition: no errors so far. Costs the closed forms of all segments.
void check_load(Scenario const& scenario, JourneyGraph const& graph, Complaints& complaints) {
  bool const queues = std::any_of(scenario.silos.begin(), scenario.silos.end(),
                                  [](Silo const& each) { return each.agents.has_value(); });
  if (!queues) return;
  if (graph.touchpoints() > most_touchpoints_solved) {
    complaints.warning({}, "the work that silos are offered in the long run is not checked",
                       fmt::format("that is done for {} touchpoints at most, and here are {}", most_touchpoints_solved,
                                   graph.touchpoints()));
    return;
  }
  std::vector<SiloLoad> const loads = silo_loads(scenario, graph, closed_forms(scenario, graph));
  for (std::size_t i = 0; i < loads.size(); ++i) {
    if (!loads[i].limited || loads[i].load() < 1) continue;
    double const needed = loads[i].agents * loads[i].load();
    bool const patient = std::none_of(scenario.touchpoints.begin(), scenario.touchpoints.end(),
                                      [&](auto const& each) {  // nobody abandons
                                        return each.silo == scenario.silos[i].name && each.patience.has_value();
                                      });
    complaints.warning(
        scenario.silos[i].where,
        fmt::format("silo '{}' is offered {:.1f} agents' work and has {:.1f} (load {:.2f})", scenario.silos[i].name,
                    needed, loads[i].agents, loads[i].load()),
        fmt::format(
            "in the long run {:.4g} visits a day are {:.1f} h of handling, and its hours hold {:.1f}: {}",
            loads[i].visits, loads[i].offered * 24, loads[i].capacity * 24,
            patient ? "its queue would grow for ever" : "only those who abandon keep its queue from growing for ever"));
  }
}

/// Warns of segments that nobody is ever in.
void check_segments(Scenario const& scenario, Complaints& complaints) {
  for (Segment const& segment : scenario.segments) {
    if (segment.customers > 0 || segment.arrivals > 0) continue;
    complaints.warning(segment.where, fmt::format("segment '{}' is empty", segment.name),
                       "it has neither `customers` nor `arrivals`");
  }
}

}  // namespace

// Later checks assume what earlier ones established: check_ends would report a touchpoint
// without routes again as a cycle, and the closed forms need a scenario without errors.
std::vector<Complaint> check_journey(Scenario const& scenario, WarnedBefore warned) {
  Complaints complaints;
  try {
    JourneyGraph const graph(scenario);
    for (int i = 0; i < graph.touchpoints(); ++i) {
      check_routes(scenario.touchpoints[static_cast<std::size_t>(i)],
                   scenario.silos[static_cast<std::size_t>(graph.silo(i))], warned, complaints);
    }
    if (warned == WarnedBefore::no) check_segments(scenario, complaints);
    check_reached(scenario, graph, graph.reachable(graph.entries()), complaints);
    if (!complaints.has_errors()) check_ends(scenario, graph, complaints);
    check_prospects(scenario, graph, complaints);
    if (!complaints.has_errors()) check_load(scenario, graph, complaints);
  } catch (InvalidInput const& error) {
    return error.complaints();
  }
  return complaints.take();
}

}  // namespace silowalk::inline journey
