#include "engine/journey/presence.h"

#include <algorithm>

#include "engine/base/calendar.h"
#include "engine/journey/dwell.h"
#include "engine/journey/load.h"

namespace silowalk::inline journey {
namespace {

/// Precondition: the graph was made of this scenario.
Route const& route_of(Scenario const& scenario, JourneyEdge const& edge) {
  Touchpoint const& from = scenario.touchpoints[static_cast<std::size_t>(edge.from)];
  return from.next[static_cast<std::size_t>(edge.list)][static_cast<std::size_t>(edge.index)];
}

/// Adds one segment's customers to the places and crossings.
class Adder {
 public:
  Adder(Scenario const& scenario, JourneyGraph const& graph, Segment const& segment, SegmentForms const& forms)
      : scenario_(scenario), graph_(graph), segment_(segment), forms_(forms), flow_(segment_flow(segment, forms)) {}

  /// Adds to all fields but `known` and `reasons`. Precondition: `sum.places` has one place a touchpoint.
  void add(Presence& sum) const {
    sum.customers += flow_.heads;
    for (std::size_t i = 0; i < sum.places.size(); ++i) {
      Touchpoint const& touchpoint = scenario_.touchpoints[i];
      double const handling = touchpoint.handling ? passage(*touchpoint.handling, 0).mean * slower(i) : 0;
      sum.places[i].visits += flow_.visits[i];
      stand(sum.places[i], flow_.heads * forms_.flow[i] * handling);
    }
    for (std::size_t i = 0; i < graph_.edges().size(); ++i) {
      if (graph_.edges()[i].probability > 0) add_edge(graph_.edges()[i], static_cast<int>(i), sum);
    }
  }

 private:
  /// Returns the factor by which `hours_per_week` lengthens handling; shifts change waits, not handling.
  double slower(std::size_t touchpoint) const {
    Silo const& silo = scenario_.silos[static_cast<std::size_t>(graph_.silo(static_cast<int>(touchpoint)))];
    return silo.agents && silo.shifts.empty() && silo.hours_per_week ? 168 / *silo.hours_per_week : 1;
  }

  /// Adds heads who are customers there, and their subscriptions. By Little's law heads are visits per day x days.
  void stand(Presence::Place& place, double heads) const {
    place.customers += heads;
    place.revenue += heads * segment_.revenue;
  }

  /// Adds trust that the segment's customers lose in a day, in log-odds, and the churn that follows from it.
  void lose(Presence::Place& place, double trust) const {
    place.trust_lost += trust;
    if (!segment_.memory) return;
    double const driven = segment_.churn.sensitivity * segment_.churn.rate * *segment_.memory * trust;
    place.driven_away += driven;
    place.at_stake += driven * segment_.revenue * days_per_year;
  }

  /// Adds what follows a visit along one route: the dwell, the trust lost and the crossing. `number` is the edge's.
  void add_edge(JourneyEdge const& edge, int number, Presence& sum) const {
    auto const from = static_cast<std::size_t>(edge.from);
    Touchpoint const& touchpoint = scenario_.touchpoints[from];
    Presence::Place& place = sum.places[from];
    Passage const dwell = passage(route_of(scenario_, edge).after, segment_.churn.rate);
    double const customers = flow_.heads * forms_.flow[from] * edge.probability;
    // Newcomers who join here dwell as customers. In balance heads / customer_time of them join in a day. The rate of
    // arrivals would not do: it need not balance the losses of the head count that is held.
    double const joining = touchpoint.joins && edge.list == 0 && forms_.customer_time > 0
                               ? flow_.heads / forms_.customer_time * forms_.prospect_visits[from] * edge.probability
                               : 0;
    stand(place, (customers + joining) * dwell.mean);
    // Revenue is earned by success; failures that are recovered take list 0 too.
    if (edge.list == 0) place.revenue += flow_.visits[from] * edge.probability * touchpoint.revenue;
    if (edge.list == 1) lose(place, customers * touchpoint.trust.loss);
    // Without a handoff, the context can still be lost on a route within a silo.
    if (!edge.handoff && edge.context_lost <= 0) return;
    // Prospects do not leave quietly, unless they join here: all of them arrive.
    double const prospects = flow_.visits[from] * edge.probability - customers;
    bool const join = touchpoint.joins && edge.list == 0;
    // Customers who leave quietly during the dwell do not.
    double const crossed = customers * dwell.survives + prospects * (join ? dwell.survives : 1);
    Touchpoint const& there = scenario_.touchpoints[static_cast<std::size_t>(edge.to)];
    lose(place, (customers + joining) * dwell.survives * edge.context_lost * there.trust.handoff);
    if (edge.handoff) add_crossing(sum.crossings, {number, crossed, crossed * edge.context_lost});
  }

  /// Keeps the crossings sorted by edge, so that segments add to one entry.
  static void add_crossing(std::vector<Presence::Crossing>& crossings, Presence::Crossing const& more) {
    auto const place = std::lower_bound(crossings.begin(), crossings.end(), more.edge,
                                        [](Presence::Crossing const& each, int edge) { return each.edge < edge; });
    if (place == crossings.end() || place->edge != more.edge) {
      crossings.insert(place, more);
    } else {
      place->crossed += more.crossed;
      place->context += more.context;
    }
  }

  Scenario const& scenario_;
  JourneyGraph const& graph_;
  Segment const& segment_;
  SegmentForms const& forms_;
  SegmentFlow flow_;
};

}  // namespace

Presence presence(Scenario const& scenario, JourneyGraph const& graph, std::vector<SegmentForms> const& forms) {
  Presence result;
  // One segment missing would make every sum too low, so none is filled.
  result.known = std::all_of(forms.begin(), forms.end(), [](SegmentForms const& each) { return each.solved; });
  for (SegmentForms const& each : forms) {
    for (std::string const& reason : each.reasons) {
      if (std::find(result.reasons.begin(), result.reasons.end(), reason) == result.reasons.end())
        result.reasons.push_back(reason);
    }
  }
  if (!result.known) return result;
  result.places.resize(static_cast<std::size_t>(graph.touchpoints()));
  for (std::size_t i = 0; i < forms.size(); ++i) {
    Adder(scenario, graph, scenario.segments[i], forms[i]).add(result);
  }
  return result;
}

}  // namespace silowalk::inline journey
