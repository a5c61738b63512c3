#include <vector>

#include "engine/base/portable_math.h"
#include "engine/journey/absorbing_chain.h"
#include "engine/simulation/model/model_tables.h"

/// The steady start: customers are on (touchpoint, route) in proportion to expected visits x mean dwell, both thinned
/// by quiet churn at baseline trust. Queues are ignored; the warm-up fills them. Expected visits are those of an
/// absorbing Markov chain (journey/absorbing_chain.h), whose arithmetic is portable: it decides where customers stand.
namespace silowalk::inline simulation {

namespace {

/// The probability of staying per visit. Without it, customers who never leave would make infinitely many visits; a
/// loss of 1e-9 keeps the flow finite and hardly changes its shape.
constexpr double keep = 1 - 1e-9;
/// Journeys with a larger core are placed by the sum of the flow: seconds instead of minutes (absorbing_chain.h).
constexpr int largest_core = 1200;

/// The absorbing Markov chain of one segment at baseline trust. A state is (touchpoint, whether the visitor is a
/// customer): 2 v for prospects, 2 v + 1 for customers.
class SteadyFlow {
 public:
  SteadyFlow(ModelTables const& tables, SegmentRow const& segment) : tables_(tables), segment_(segment) {
    states_ = 2 * tables.touchpoints.size();
  }

  /// Returns the expected visits to each state by one newcomer.
  std::vector<double> visits() const {
    std::vector<double> arrivals(states_, 0.0);
    arrivals[2 * segment_.entry + (tables_.prospects ? 0 : 1)] = 1;
    std::vector<AbsorbingChain::Step> steps;
    for (std::size_t state = 0; state < states_; ++state) add_steps_from(state, steps);
    return AbsorbingChain(static_cast<int>(states_), steps, largest_core).visits(arrivals);
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

  void add_steps_from(std::size_t state, std::vector<AbsorbingChain::Step>& steps) const {
    for_each_route(state, [&](std::uint32_t route, double probability, bool customer) {
      RouteRow const& row = tables_.routes[route];
      if (row.kind != TargetKind::touchpoint) return;
      auto const to = static_cast<int>(2u * row.target + (customer ? 1u : 0u));
      steps.push_back({static_cast<int>(state), to, probability * stays_through(route, customer) * keep});
    });
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
