#pragma once

#include <cstdint>
#include <limits>

#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "engine/simulation/model/model_tables.h"

/// Routes whose weight depends on trust, and what a churn by such a route is owed to.
namespace silowalk::inline simulation {

inline double route_weight(RouteRow const& route, double trust) {
  return route.elasticity == 0 ? route.share : route.share * portable_exp(route.elasticity * trust);
}

/// Bounds of a weight without an exponential: 1 + x <= e^x <= 1 + x + x^2 up to 1.79, and at most 1 below 0. The
/// margins are for rounding. The upper one is infinite where this says nothing.
struct WeightBounds {
  double least;
  double most;
};
inline WeightBounds weight_bounds(RouteRow const& route, double trust) {
  double const x = route.elasticity * trust;
  double const above = x > 0 ? x : 0.0;
  double const least = (1 - 1e-12) + x;
  double const most = above < 1.5 ? (1 + 1e-12) + above * (1 + above) : std::numeric_limits<double>::infinity();
  return {least > 0 ? route.share * least : 0.0, route.share * most};
}

/// The route among the first, inelastic ones, where the word falls to one of them whatever the weights of the others
/// are; `list.count` where it may not. Most words do, and need no exponential.
inline std::uint32_t choose_without_weights(RouteList const& list, RouteRow const* routes, double trust,
                                            std::uint32_t word) {
  if (routes[0].elasticity != 0) return list.count;
  double least = 0;
  double most = 0;
  for (std::uint32_t i = 0; i < list.count; ++i) {
    WeightBounds const bounds = weight_bounds(routes[i], trust);
    least += bounds.least;
    most += bounds.most;
  }
  double const lowest_aim = uniform(word) * least;
  double const highest_aim = uniform(word) * most;
  double sum = 0;
  for (std::uint32_t i = 0; i < list.count && routes[i].elasticity == 0; ++i) {
    double const before = sum;
    sum += routes[i].share;
    if (highest_aim < sum) return lowest_aim >= before ? i : list.count;
  }
  return list.count;
}

/// By inversion of the weights in the order written.
inline std::uint32_t choose_elastic(ModelTables const& tables, RouteList const& list, double trust,
                                    std::uint32_t word) {
  RouteRow const* const routes = &tables.routes[list.first];
  std::uint32_t const early = choose_without_weights(list, routes, trust, word);
  if (early < list.count) return early;
  double total = 0;
  for (std::uint32_t i = 0; i < list.count; ++i) total += route_weight(routes[i], trust);
  double const aim = uniform(word) * total;
  double sum = 0;
  for (std::uint32_t i = 0; i + 1 < list.count; ++i) {
    sum += route_weight(routes[i], trust);
    if (aim < sum) return i;
  }
  return list.count - 1u;
}

/// The share of the routes of a list that lead to churn, at this trust.
inline double churn_share(ModelTables const& tables, RouteList const& list, double trust) {
  if (!list.elastic) return list.churn_share;
  double total = 0;
  double churn = 0;
  for (std::uint32_t i = 0; i < list.count; ++i) {
    RouteRow const& route = tables.routes[list.first + i];
    double const weight = route_weight(route, trust);
    total += weight;
    if (route.kind == TargetKind::churn) churn += weight;
  }
  return churn / total;
}

/// What a churn is owed to, in shares: lost trust (shared by the silos' accounts), the visit itself (its own silo); the
/// rest is the baseline.
struct ChurnCause {
  double trust = 0;
  double visit = 0;
};

/// Of a churn by route after a visit: p its probability given outcome and trust, p0 given outcome at baseline trust,
/// p00 after success at baseline trust. Lost trust bears max(0, p - p0) / p, the visit max(0, min(p, p0) - p00) / p.
/// With trust above baseline, no loss of trust caused the churn: what p exceeds p0 by stays with the baseline.
inline ChurnCause cause_of_route(ModelTables const& tables, TouchpointRow const& v, RouteList const& list,
                                 Outcome outcome, double trust) {
  double const p0 = list.churn_share;
  double const p = churn_share(tables, list, trust);
  double const p00 = outcome == Outcome::success ? p0 : v.next[0].churn_share;
  double const low = p < p0 ? p : p0;
  return {trust < 0 && p > p0 ? (p - p0) / p : 0.0, low > p00 ? (low - p00) / p : 0.0};
}

}  // namespace silowalk::inline simulation
