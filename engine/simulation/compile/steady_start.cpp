#include <cmath>
#include <vector>

#include "engine/base/portable_math.h"
#include "engine/simulation/model/model_tables.h"

/// The steady start: customers are on (touchpoint, route) in proportion to expected visits x mean dwell, both thinned
/// by quiet churn at baseline trust. Queues are ignored; the warm-up fills them. Expected visits are those of an
/// absorbing Markov chain (Kemeny and Snell 1960). Arithmetic is portable, because it decides where customers are
/// placed.
namespace silowalk::inline simulation {

namespace {

/// The probability of staying per visit. Without it, customers who never leave would make infinitely many visits; a
/// loss of 1e-9 keeps the flow finite and hardly changes its shape.
constexpr double keep = 1 - 1e-9;
constexpr std::size_t largest_dense = 1200;

/// One transition. A state is (touchpoint, whether the visitor is a customer): 2 v for prospects, 2 v + 1 for
/// customers.
struct Step {
  std::size_t to;
  double probability;
};

/// The absorbing Markov chain of one segment at baseline trust.
class SteadyFlow {
 public:
  SteadyFlow(ModelTables const& tables, SegmentRow const& segment) : tables_(tables), segment_(segment) {
    states_ = 2 * tables.touchpoints.size();
  }

  /// Returns the expected visits to each state by one newcomer.
  std::vector<double> visits() const {
    std::vector<double> arrivals(states_, 0.0);
    arrivals[2 * segment_.entry + (tables_.prospects ? 0 : 1)] = 1;
    std::vector<std::vector<Step>> steps(states_);
    for (std::size_t state = 0; state < states_; ++state) steps[state] = steps_from(state);
    return states_ <= largest_dense ? solve_dense(steps, arrivals) : solve_sparse(steps, arrivals);
  }

  /// Calls use(route, probability, customer) for each route out of a state after success or failure. Waits cost nothing
  /// here, so abandoned and turned away have no probability.
  template <class Use>
  void for_each_route(std::size_t state, Use use) const {
    TouchpointRow const& t = tables_.touchpoints[state / 2];
    double const success = t.success + (1 - t.success) * (probability(t.recovery));
    double const chance[2] = {success, 1 - success};
    for (std::size_t list = 0; list < 2; ++list) {
      double total = 0;
      for (std::size_t i = 0; i < t.next[list].count; ++i) total += tables_.routes[t.next[list].first + i].share;
      bool const customer = state % 2 == 1 || (t.joins && list == 0);
      for (std::size_t i = 0; i < t.next[list].count; ++i) {
        std::uint32_t const route = t.next[list].first + static_cast<std::uint32_t>(i);
        double const probability = chance[list] * tables_.routes[route].share / total;
        if (probability > 0) use(route, probability, customer);
      }
    }
  }

  /// Returns the probability of no quiet churn over a dwell: the Laplace transform of the dwell at the hazard.
  double stays_through(std::uint32_t route, bool customer) const {
    Sampler const* dwell = sampler(route);
    return dwell == nullptr || !customer || segment_.hazard == 0 ? 1.0 : dwell->laplace(segment_.hazard);
  }

  /// Returns the mean time on a route in days, up to its end or quiet churn: (1 - laplace(h)) / h.
  double mean_dwell(std::uint32_t route, bool customer) const {
    Sampler const* dwell = sampler(route);
    if (dwell == nullptr) return 0;
    if (!customer || segment_.hazard == 0) return dwell->mean();
    return (1 - dwell->laplace(segment_.hazard)) / segment_.hazard;
  }

 private:
  Sampler const* sampler(std::uint32_t route) const {
    std::int32_t const dwell = tables_.routes[route].dwell;
    return dwell == no_sampler ? nullptr : &tables_.samplers[static_cast<std::size_t>(dwell)];
  }

  std::vector<Step> steps_from(std::size_t state) const {
    std::vector<Step> steps;
    for_each_route(state, [&](std::uint32_t route, double probability, bool customer) {
      RouteRow const& row = tables_.routes[route];
      if (row.kind != TargetKind::touchpoint) return;
      steps.push_back({2u * row.target + (customer ? 1u : 0u), probability * stays_through(route, customer) * keep});
    });
    return steps;
  }

  /// Solves (I - Q^T) x = arrivals by Gaussian elimination; an M-matrix needs no pivoting. Cubic in the states.
  std::vector<double> solve_dense(std::vector<std::vector<Step>> const& steps, std::vector<double> x) const {
    std::size_t const n = states_;
    std::vector<double> a(n * n, 0.0);
    for (std::size_t i = 0; i < n; ++i) a[i * n + i] = 1;
    for (std::size_t from = 0; from < n; ++from) {
      for (Step const& step : steps[from]) a[step.to * n + from] -= step.probability;
    }
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t i = p + 1; i < n; ++i) {
        double const factor = a[i * n + p] / a[p * n + p];
        if (factor == 0) continue;
        for (std::size_t j = p; j < n; ++j) a[i * n + j] -= factor * a[p * n + j];
        x[i] -= factor * x[p];
      }
    }
    for (std::size_t i = n; i-- > 0;) {
      for (std::size_t j = i + 1; j < n; ++j) x[i] -= a[i * n + j] * x[j];
      x[i] /= a[i * n + i];
    }
    return x;
  }

  /// Solves the same by summing the flow step by step, for journeys too large for elimination. Stops after 20 000
  /// steps, or when less than 1e-9 visits move; slow leavers beyond that are cut off.
  static std::vector<double> solve_sparse(std::vector<std::vector<Step>> const& steps,
                                          std::vector<double> const& arrivals) {
    std::vector<double> total = arrivals;
    std::vector<double> flow = arrivals;
    for (int round = 0; round < 20000; ++round) {
      std::vector<double> next(flow.size(), 0.0);
      double moving = 0;
      for (std::size_t from = 0; from < steps.size(); ++from) {
        if (flow[from] == 0) continue;
        for (Step const& step : steps[from]) next[step.to] += flow[from] * step.probability;
      }
      for (std::size_t i = 0; i < total.size(); ++i) {
        total[i] += next[i];
        moving += next[i];
      }
      flow = std::move(next);
      if (moving < 1e-9) break;
    }
    return total;
  }

  ModelTables const& tables_;
  SegmentRow const& segment_;
  std::size_t states_ = 0;
};

void place(ModelTables const& tables, SegmentRow& segment) {
  SteadyFlow const flow(tables, segment);
  std::vector<double> const visits = flow.visits();
  double total = 0;
  for (std::size_t state = 0; state < visits.size(); ++state) {
    flow.for_each_route(state, [&](std::uint32_t route, double probability, bool customer) {
      if (!customer) return;
      double const weight = visits[state] * probability * flow.mean_dwell(route, customer);
      if (weight <= 0) return;
      total += weight;
      segment.placements.push_back({total, static_cast<std::uint16_t>(state / 2), route});
    });
  }
  for (Placement& placement : segment.placements) placement.cumulative /= total;
}

}  // namespace

void place_steadily(ModelTables& tables) {
  for (SegmentRow& segment : tables.segments) {
    if (segment.start == Start::steady && segment.customers > 0) place(tables, segment);
  }
}

}  // namespace silowalk::inline simulation
