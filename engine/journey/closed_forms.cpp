#include "engine/journey/closed_forms.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/base/calendar.h"
#include "engine/journey/absorbing_chain.h"
#include "engine/journey/dwell.h"
#include "engine/journey/segment_chain.h"

namespace silowalk::inline journey {
namespace {

/// A reward per newcomer: `money` x the visits' money + `paid` x time as a customer + `time` x all time + `visit` x the
/// number of visits.
struct Weights {
  double money = 0;
  double paid = 0;
  double time = 0;
  double visit = 0;
};

/// Computes mean and variance of the total reward. `row` are the expected visits by state from the start. The second
/// moment is a sum over all moves of the squared reward, plus twice its product with the reward still to come.
Spread total(SegmentChain const& chain, AbsorbingChain const& solver, std::vector<double> const& row,
             Weights const& w) {
  auto const states = static_cast<std::size_t>(chain.states);
  std::vector<double> gives(states);
  for (ChainMove const& move : chain.moves) {
    MoveReward const reward = reward_of(chain, move, w.visit + w.money * move.money, w.paid, w.time);
    gives[static_cast<std::size_t>(move.from)] += move.probability * (reward.mean + reward.extra * move.dwell.survives);
  }
  std::vector<double> const means = solver.totals(gives);
  double square = 0;
  for (ChainMove const& move : chain.moves) {
    MoveReward const reward = reward_of(chain, move, w.visit + w.money * move.money, w.paid, w.time);
    double const later = reward.extra + (move.to < 0 ? 0 : means[static_cast<std::size_t>(move.to)]);
    double const here = reward.square + 2 * reward.mean_if_through * later +
                        move.dwell.survives * (reward.extra_square + 2 * reward.extra * (later - reward.extra));
    square += row[static_cast<std::size_t>(move.from)] * move.probability * here;
  }
  double const mean = means[static_cast<std::size_t>(chain.start)];
  return {mean, std::max(0.0, square - mean * mean)};
}

/// Returns the steps between states, thinned by quiet churn; what leaves by an exit or by churn is left out.
std::vector<AbsorbingChain::Step> steps_of(SegmentChain const& chain) {
  std::vector<AbsorbingChain::Step> steps;
  for (ChainMove const& move : chain.moves) {
    if (move.to >= 0) steps.push_back({move.from, move.to, move.probability * move.dwell.survives});
  }
  return steps;
}

/// Returns by state the expected visits of one newcomer.
std::vector<double> visits_of(SegmentChain const& chain, AbsorbingChain const& solver) {
  std::vector<double> arrivals(static_cast<std::size_t>(chain.states));
  arrivals[static_cast<std::size_t>(chain.start)] = 1;
  return solver.visits(arrivals);
}

/// Fills flows per customer and day, and the visits of prospects, from one row of expected visits.
/// `row` are the expected visits by state from the start. Sets customer_time too.
void fill_flows(SegmentChain const& chain, std::vector<double> const& row, int touchpoints, SegmentForms& forms) {
  auto const size = static_cast<std::size_t>(touchpoints);
  forms.flow.assign(size, 0);
  forms.context_lost_flow.assign(size, 0);
  forms.prospect_visits.assign(size, 0);
  forms.prospect_context_lost.assign(size, 0);
  double time = 0;
  for (ChainMove const& move : chain.moves) {
    double const taken = row[static_cast<std::size_t>(move.from)] * move.probability;
    auto const here = static_cast<std::size_t>(chain.touchpoint[static_cast<std::size_t>(move.from)]);
    (move.customer_before ? forms.flow : forms.prospect_visits)[here] += taken;
    if (move.customer_before) time += taken * chain.handling[here].mean;
    if (move.customer_after) time += taken * move.dwell.mean;
    if (move.to < 0) continue;
    auto const there = static_cast<std::size_t>(chain.touchpoint[static_cast<std::size_t>(move.to)]);
    (move.customer_after ? forms.context_lost_flow : forms.prospect_context_lost)[there] +=
        taken * move.dwell.survives * move.context_lost;
  }
  forms.customer_time = time;
  for (std::vector<double>* each : {&forms.flow, &forms.context_lost_flow}) {
    for (double& visits : *each) visits = time > 0 ? visits / time : 0;
  }
}

/// Fills visits, traversals, exits and joins from one row of expected visits. The variances cost one solve a
/// touchpoint.
void fill_visits(SegmentChain const& chain, AbsorbingChain const& solver, std::vector<double> const& row,
                 JourneyGraph const& graph, SegmentForms& forms) {
  auto const size = static_cast<std::size_t>(graph.touchpoints());
  forms.visits.assign(size, 0);
  forms.visits_variance.assign(size, 0);
  forms.traversals.assign(graph.edges().size(), 0);
  forms.exits.assign(static_cast<std::size_t>(graph.vertices() - graph.touchpoints()), 0);
  // A touchpoint has two states where prospects and customers visit it.
  std::vector<std::vector<std::size_t>> states_of(size);
  for (std::size_t state = 0; state < row.size(); ++state) {
    auto const touchpoint = static_cast<std::size_t>(chain.touchpoint[state]);
    forms.visits[touchpoint] += row[state];
    states_of[touchpoint].push_back(state);
  }
  for (ChainMove const& move : chain.moves) {
    double const taken = row[static_cast<std::size_t>(move.from)] * move.probability;
    forms.traversals[static_cast<std::size_t>(move.edge)] += taken * move.dwell.survives;
    forms.left_quietly += taken * (1 - move.dwell.survives);
    if (move.to < 0) forms.exits[static_cast<std::size_t>(-1 - move.to)] += taken * move.dwell.survives;
    if (!move.customer_before && move.customer_after) forms.joins += taken;
  }
  if (chain.customer_start) forms.joins = 1;
  // E V^2 = sum over its states of N(entry, j) (2 m_j - 1), m_j the visits still to come, this one included.
  for (std::size_t touchpoint = 0; touchpoint < size; ++touchpoint) {
    if (states_of[touchpoint].empty()) continue;
    std::vector<double> mark(row.size());
    for (std::size_t state : states_of[touchpoint]) mark[state] = 1;
    std::vector<double> const to_come = solver.totals(mark);
    double square = 0;
    for (std::size_t state : states_of[touchpoint]) square += row[state] * (2 * to_come[state] - 1);
    forms.visits_variance[touchpoint] = std::max(0.0, square - forms.visits[touchpoint] * forms.visits[touchpoint]);
  }
}

/// Computes (I - P D)^-1 R, with P D the steps discounted over handling and dwell.
double discounted_money(SegmentChain const& chain, double discount) {
  // Force of interest per day: (1 + discount)^(-t / year) = exp(-force t).
  double const force = std::log1p(discount) / days_per_year;
  std::vector<AbsorbingChain::Step> steps;
  std::vector<double> gives(static_cast<std::size_t>(chain.states));
  for (ChainMove const& move : chain.moves) {
    Handling const& handling =
        chain.handling[static_cast<std::size_t>(chain.touchpoint[static_cast<std::size_t>(move.from)])];
    double const over_handling = handling.laplace(force);
    double const rate = force + move.rate;
    double const over_dwell = laplace(*move.after, rate);
    double value = move.money * over_handling;  // due when the visit ends
    if (move.customer_before) value += chain.subscription * (force > 0 ? (1 - over_handling) / force : handling.mean);
    if (move.customer_after) {
      value += chain.subscription * over_handling * (rate > 0 ? (1 - over_dwell) / rate : move.dwell.mean);
    }
    gives[static_cast<std::size_t>(move.from)] += move.probability * value;
    if (move.to >= 0) steps.push_back({move.from, move.to, move.probability * over_handling * over_dwell});
  }
  return AbsorbingChain(chain.states, steps).totals(gives)[static_cast<std::size_t>(chain.start)];
}

/// Solves one segment. Throws std::invalid_argument for a singular chain. Each total costs one sparse solve, the
/// variances of visits one a touchpoint.
SegmentForms solve(Scenario const& scenario, JourneyGraph const& graph, std::size_t number) {
  Segment const& segment = scenario.segments[number];
  SegmentForms forms;
  forms.reasons = reasons_of_approximation(scenario, graph, segment, graph.entries()[number]);
  if (graph.touchpoints() > most_touchpoints_solved) {
    forms.reasons.insert(forms.reasons.begin(),
                         "not solved: more than " + std::to_string(most_touchpoints_solved) + " touchpoints");
    return forms;
  }
  SegmentChain const chain = segment_chain(scenario, graph, number, segment.churn.rate, 0);
  forms.ends = chain.ends();
  if (forms.ends) {
    AbsorbingChain const solver(chain.states, steps_of(chain));
    std::vector<double> const row = visits_of(chain, solver);
    fill_visits(chain, solver, row, graph, forms);
    fill_flows(chain, row, graph.touchpoints(), forms);
    forms.total_visits = total(chain, solver, row, {.visit = 1});
    forms.money = total(chain, solver, row, {.money = 1, .paid = chain.subscription});
    forms.time = total(chain, solver, row, {.time = 1});
  } else {
    // Without an end the flow is the limit of a vanishing hazard; 1e-8 per mean dwell leaves eight digits either way.
    double const vanishing = 1e-8 / std::max(chain.longest_dwell(), 1e-300);
    SegmentChain const nearly =
        segment_chain(scenario, graph, number, std::max(segment.churn.rate, vanishing), vanishing);
    fill_flows(nearly, visits_of(nearly, AbsorbingChain(nearly.states, steps_of(nearly))), graph.touchpoints(), forms);
    forms.customer_time = 0;
  }
  if (forms.ends || scenario.horizon.discount > 0)
    forms.discounted = discounted_money(chain, scenario.horizon.discount);
  forms.solved = true;
  return forms;
}

}  // namespace

std::vector<SegmentForms> closed_forms(Scenario const& scenario, JourneyGraph const& graph) {
  std::vector<SegmentForms> result;
  for (std::size_t i = 0; i < scenario.segments.size(); ++i) {
    try {
      result.push_back(solve(scenario, graph, i));
    } catch (std::invalid_argument const& error) {
      // The other segments can still be solved: a reason, no exception.
      result.emplace_back();
      result.back().reasons.push_back(std::string("not solved: ") + error.what());
    }
  }
  return result;
}

}  // namespace silowalk::inline journey
