#include "engine/journey/segment_chain.h"

#include <algorithm>

namespace silowalk::inline journey {

double Handling::laplace(double rate) const {
  return distribution == nullptr ? 1 : silowalk::laplace(*distribution, rate * slower);
}

namespace {

/// `silo` is the touchpoint's owner. The result points into `touchpoint`.
Handling handling_of(Touchpoint const& touchpoint, Silo const& silo) {
  Handling result;
  result.rework = touchpoint.rework;
  if (!touchpoint.handling) return result;
  result.distribution = &*touchpoint.handling;
  if (silo.agents && silo.shifts.empty() && silo.hours_per_week) result.slower = 168 / *silo.hours_per_week;
  Passage const time = passage(*touchpoint.handling, 0);
  result.mean = time.mean * result.slower;
  result.square = time.square * result.slower * result.slower;
  return result;
}

/// Numbers the states (touchpoint, customer or not) breadth first from the entry. States that cannot be reached get no
/// number, since they would only enlarge the equations.
class Builder {
 public:
  Builder(Scenario const& scenario, JourneyGraph const& graph, double customer_rate, double prospect_rate)
      : scenario_(scenario), graph_(graph), rate_{prospect_rate, customer_rate} {
    edges_of_.resize(static_cast<std::size_t>(graph.touchpoints()));
    for (std::size_t i = 0; i < graph.edges().size(); ++i) {
      JourneyEdge const& edge = graph.edges()[i];
      if (edge.probability > 0) edges_of_[static_cast<std::size_t>(edge.from)].push_back(static_cast<int>(i));
    }
    number_.assign(2 * edges_of_.size(), -1);
  }

  /// Fills states and moves. To be called once: the numbers are this chain's.
  void walk(int entry, bool customer, SegmentChain& chain) {
    chain.start = state(entry, customer, chain);
    for (std::size_t next = 0; next < chain.touchpoint.size(); ++next) {
      for (int edge : edges_of_[static_cast<std::size_t>(chain.touchpoint[next])]) {
        chain.moves.push_back(move(static_cast<int>(next), edge, chain));
      }
    }
    chain.states = static_cast<int>(chain.touchpoint.size());
  }

 private:
  /// Returns the number of a state; gives it the next one where it is new.
  int state(int touchpoint, bool customer, SegmentChain& chain) {
    int& number = number_[2 * static_cast<std::size_t>(touchpoint) + (customer ? 1 : 0)];
    if (number < 0) {
      number = static_cast<int>(chain.touchpoint.size());
      chain.touchpoint.push_back(touchpoint);
      is_customer_.push_back(customer);
    }
    return number;
  }

  /// Makes the move of one edge from a state; numbers the state that it leads to.
  ChainMove move(int from, int edge_number, SegmentChain& chain) {
    JourneyEdge const& edge = graph_.edges()[static_cast<std::size_t>(edge_number)];
    Touchpoint const& touchpoint = scenario_.touchpoints[static_cast<std::size_t>(edge.from)];
    ChainMove result;
    result.from = from;
    result.edge = edge_number;
    result.probability = edge.probability;
    result.money = (edge.list == 0 ? touchpoint.revenue : 0) - touchpoint.cost;
    result.context_lost = edge.context_lost;
    result.customer_before = is_customer_[static_cast<std::size_t>(from)];
    result.customer_after = result.customer_before || (touchpoint.joins && edge.list == 0);
    result.rate = rate_[result.customer_after ? 1 : 0];
    result.after = &touchpoint.next[static_cast<std::size_t>(edge.list)][static_cast<std::size_t>(edge.index)].after;
    result.dwell = passage(*result.after, result.rate);
    result.to =
        graph_.is_exit(edge.to) ? -1 - (edge.to - graph_.touchpoints()) : state(edge.to, result.customer_after, chain);
    return result;
  }

  Scenario const& scenario_;
  JourneyGraph const& graph_;
  double rate_[2];                          ///< of a prospect, of a customer
  std::vector<std::vector<int>> edges_of_;  ///< with a probability above 0, by touchpoint
  std::vector<int> number_;                 ///< of (touchpoint, customer); -1: not met
  std::vector<bool> is_customer_;           ///< by state
};

}  // namespace

SegmentChain segment_chain(Scenario const& scenario, JourneyGraph const& graph, std::size_t segment,
                           double customer_rate, double prospect_rate) {
  SegmentChain chain;
  chain.subscription = scenario.segments[segment].revenue;
  // Only newcomers are prospects; a segment without arrivals has only customers who were placed at the start.
  chain.customer_start =
      scenario.segments[segment].arrivals <= 0 || std::none_of(scenario.touchpoints.begin(), scenario.touchpoints.end(),
                                                               [](Touchpoint const& each) { return each.joins; });
  for (int i = 0; i < graph.touchpoints(); ++i) {
    chain.handling.push_back(handling_of(scenario.touchpoints[static_cast<std::size_t>(i)],
                                         scenario.silos[static_cast<std::size_t>(graph.silo(i))]));
  }
  Builder(scenario, graph, customer_rate, prospect_rate).walk(graph.entries()[segment], chain.customer_start, chain);
  return chain;
}

bool SegmentChain::ends() const {
  // Backwards from the states with a way out: what is never reached is a trap.
  std::vector<std::vector<int>> before(static_cast<std::size_t>(states));
  std::vector<bool> leaves(static_cast<std::size_t>(states));
  std::vector<int> pending;
  for (ChainMove const& each : moves) {
    if (each.to >= 0) before[static_cast<std::size_t>(each.to)].push_back(each.from);
    // Quiet churn during a dwell leaves the chain as well as an exit does.
    bool const out = each.to < 0 || each.dwell.survives < 1;
    if (!out || leaves[static_cast<std::size_t>(each.from)]) continue;
    leaves[static_cast<std::size_t>(each.from)] = true;
    pending.push_back(each.from);
  }
  while (!pending.empty()) {
    auto const state = static_cast<std::size_t>(pending.back());
    pending.pop_back();
    for (int previous : before[state]) {
      if (leaves[static_cast<std::size_t>(previous)]) continue;
      leaves[static_cast<std::size_t>(previous)] = true;
      pending.push_back(previous);
    }
  }
  return std::find(leaves.begin(), leaves.end(), false) == leaves.end();
}

double SegmentChain::longest_dwell() const {
  double longest = 0;
  for (ChainMove const& each : moves) longest = std::max(longest, each.dwell.mean);
  return longest;
}

MoveReward reward_of(SegmentChain const& chain, ChainMove const& move, double fixed, double paid, double time) {
  Handling const& handling =
      chain.handling[static_cast<std::size_t>(chain.touchpoint[static_cast<std::size_t>(move.from)])];
  double const visit = time + (move.customer_before ? paid : 0);  // per day of handling
  double const dwell = time + (move.customer_after ? paid : 0);   // per day of dwell
  // Handling S and dwell D are independent: the square of fixed + visit S + dwell D, multiplied out.
  MoveReward result;
  double const before = fixed + visit * handling.mean;
  result.mean = before + dwell * move.dwell.mean;
  result.square = fixed * fixed + 2 * fixed * visit * handling.mean + visit * visit * handling.square +
                  2 * before * dwell * move.dwell.mean + dwell * dwell * move.dwell.square;
  result.mean_if_through = before * move.dwell.survives + dwell * move.dwell.mean_if_through;
  if (move.to >= 0 && move.context_lost > 0) {
    Handling const& next =
        chain.handling[static_cast<std::size_t>(chain.touchpoint[static_cast<std::size_t>(move.to)])];
    double const longer = dwell * (next.rework - 1);
    result.extra = move.context_lost * longer * next.mean;
    result.extra_square = move.context_lost * longer * longer * next.square;
  }
  return result;
}

std::vector<std::string> reasons_of_approximation(Scenario const& scenario, JourneyGraph const& graph,
                                                  Segment const& segment, int entry) {
  std::vector<bool> const reached = graph.reachable({entry});
  // Each flag is set where this segment can meet what breaks an assumption.
  bool elastic = false;
  bool staffed = false;
  bool calendar = false;
  bool rework = false;
  bool differ = false;
  for (JourneyEdge const& edge : graph.edges()) {
    if (!edge.possible || !reached[static_cast<std::size_t>(edge.from)]) continue;
    Touchpoint const& touchpoint = scenario.touchpoints[static_cast<std::size_t>(edge.from)];
    Route const& route = touchpoint.next[static_cast<std::size_t>(edge.list)][static_cast<std::size_t>(edge.index)];
    Silo const& silo = scenario.silos[static_cast<std::size_t>(graph.silo(edge.from))];
    differ = differ || touchpoint.success_spread > 0;
    elastic = elastic || route.elasticity != 0;
    bool const queues = touchpoint.handling.has_value() && silo.agents.has_value();
    staffed = staffed || queues;
    calendar = calendar || (queues && !silo.shifts.empty());
    if (edge.context_lost > 0) {
      Touchpoint const& next = scenario.touchpoints[static_cast<std::size_t>(edge.to)];
      rework = rework || (next.handling && next.rework != 1);
    }
  }
  std::vector<std::string> reasons;
  auto const add = [&](bool condition, char const* reason) {
    if (condition) reasons.emplace_back(reason);
  };
  add(elastic, "routes are taken as at baseline trust (elasticity)");
  add(staffed, "waits, and who abandons or is turned away, are left out (queues)");
  add(calendar, "working hours are left out of times (shifts)");
  add(differ, "all customers are taken to succeed alike (success_spread)");
  add(rework, "variances take a visit made longer by a lost context as independent of its handling (rework)");
  add(segment.churn.rate > 0 && segment.churn.sensitivity != 0, "quiet churn is taken at baseline trust (sensitivity)");
  add(segment.churn.rate > 0 && segment.churn.frailty_cv > 0, "all customers are taken as equally frail (frailty_cv)");
  add(segment.churn.rate > 0 && !segment.churn.tenure.empty(),
      "quiet churn is taken without its tenure steps (tenure)");
  add(segment.pace_cv > 0, "all customers are taken at the same pace (pace_cv)");
  add(!scenario.initiatives.empty(), "initiatives are left out");
  return reasons;
}

}  // namespace silowalk::inline journey
