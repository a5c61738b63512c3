#pragma once

#include <cstdint>
#include <limits>

#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "engine/simulation/model/model_tables.h"

/// The route after a visit, and the dwell on it. Choice is by inversion of the weights in the order written. So small
/// changes of shares give small changes of routes, and scenarios stay comparable (common random numbers). Pure
/// functions.
namespace silowalk::inline simulation {

/// Returns the weight of a route, share x exp(elasticity x trust). `trust` in log-odds above the baseline.
inline double route_weight(RouteRow const& route, double trust) {
  return route.elasticity == 0 ? route.share : route.share * portable_exp(route.elasticity * trust);
}

/// Bounds of a weight without an exponential: 1 + x <= e^x; e^x <= 1 + x + x^2 for x up to 1.79; e^x <= 1 below 0. The
/// margins of 1e-12 cover rounding. The upper bound is infinite where the inequality does not hold.
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

/// Returns the route among the leading inelastic ones, where the word selects it for every weight of the others within
/// the bounds; else `list.count`. Most words need no exponential.
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

/// Chooses by inversion of the weights in the order written. Complexity: linear in the routes of the list.
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

/// Counts the limits below the word in the groups after the first.
std::uint32_t count_further_limits(std::int32_t const* limits, std::uint32_t groups, std::int32_t biased);

/// Returns the number of limits below the word: the route taken where trust does not matter. Compares eight at once,
/// without a branch. Precondition: limits hold eight numbers per group, biased by 2^31.
inline std::uint32_t count_limits_below(std::int32_t const* limits, std::uint32_t groups, std::uint32_t word) {
  auto const biased = static_cast<std::int32_t>(word ^ 0x80000000u);
  std::uint32_t below = 0;
  for (int i = 0; i < 8; ++i) below += biased > limits[i];
  return groups <= 1 ? below : below + count_further_limits(limits, groups, biased);
}

/// Returns the index of the route taken within a list. `trust` moves the weights of elastic routes; it is 0 in builds
/// without trust. Precondition: the list has a route.
inline std::uint32_t choose_route(ModelTables const& tables, RouteList const& list, double trust, std::uint32_t word) {
  if (trust != 0 && list.elastic) return choose_elastic(tables, list, trust, word);
  return count_limits_below(tables.limits.data() + list.first_limit, list.limit_groups, word);
}

/// Returns the dwell on a route in days, before division by the customer's pace. `unit_exponential` must equal
/// -log(1 - uniform(word)).
inline double draw_dwell(ModelTables const& tables, RouteRow const& route, std::uint32_t word,
                         double unit_exponential) {
  if (route.dwell == no_sampler) return 0;
  return tables.samplers[static_cast<std::size_t>(route.dwell)].draw(word, unit_exponential);
}

}  // namespace silowalk::inline simulation
