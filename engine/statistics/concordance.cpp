#include "engine/statistics/concordance.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cstdint>
#include <map>
#include <numeric>
#include <stdexcept>

namespace silowalk::inline statistics {
namespace {

/// Twice the ranks, so that ties are whole numbers too.
using Ranks = std::vector<std::int64_t>;

/// Returns twice the rank of each item; tied items share the mean of their ranks. O(items^2): judges rank few items.
Ranks doubled_ranks(std::vector<double> const& places) {
  Ranks ranks(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::int64_t before = 0;
    std::int64_t equal = 0;
    for (double other : places) {
      before += other < places[i] ? 1 : 0;
      equal += other == places[i] ? 1 : 0;
    }
    ranks[i] = 2 * before + equal + 1;  // the mean of before + 1 .. before + equal, twice
  }
  return ranks;
}

/// Returns the sum of t^3 - t over the groups of t tied items: each of the t items adds t^2 - 1.
double tied(std::vector<double> const& places) {
  double sum = 0;
  for (double place : places) {
    auto const group = static_cast<double>(std::count(places.begin(), places.end(), place));
    sum += group * group - 1;
  }
  return sum;
}

/// Returns the sum of squares of twice the items' sums of ranks. The mean of the sums is fixed, so it orders as W does.
/// Whole numbers, so that the comparison with the observed value is exact.
std::int64_t spread(Ranks const& sums) {
  return std::inner_product(sums.begin(), sums.end(), sums.begin(), std::int64_t{0});
}

/// Limits of the exact law: sums of ranks computed for one judge, and orders of one judge. More take over a second.
constexpr std::size_t most_steps = 2'000'000;
constexpr std::size_t most_orders = 50'000;

/// Returns all distinct orders of the ranks. Stops just beyond `most_orders`, which the caller reads as "too many".
std::vector<Ranks> orders_of(Ranks ranks) {
  std::sort(ranks.begin(), ranks.end());
  std::vector<Ranks> orders;
  do {
    orders.push_back(ranks);
    if (orders.size() > most_orders) break;
  } while (std::next_permutation(ranks.begin(), ranks.end()));
  return orders;
}

/// Returns P(spread >= observed) over all assignments of each judge's ranks to the items; none where there are too
/// many. Judges are added one by one. Sums that differ in the order of items alone have the same spread, and the judges
/// to come treat items alike: such sums are merged under their sorted form, which keeps the law small.
std::optional<double> exact_p(std::vector<Ranks> const& judges, std::int64_t observed) {
  // The first judge's order is fixed without loss: only the others' orders relative to it matter.
  Ranks first = judges.front();
  std::sort(first.begin(), first.end());
  std::map<Ranks, double> law{{first, 1.0}};
  for (std::size_t judge = 1; judge < judges.size(); ++judge) {
    std::vector<Ranks> const orders = orders_of(judges[judge]);
    if (orders.size() > most_orders || orders.size() * law.size() > most_steps) return std::nullopt;
    std::map<Ranks, double> next;
    for (auto const& [sums, probability] : law) {
      for (Ranks const& order : orders) {
        Ranks total = sums;
        for (std::size_t i = 0; i < total.size(); ++i) total[i] += order[i];
        std::sort(total.begin(), total.end());
        next[total] += probability / static_cast<double>(orders.size());
      }
    }
    law = std::move(next);
  }
  double p = 0;
  for (auto const& [sums, probability] : law) p += spread(sums) >= observed ? probability : 0;
  return std::min(1.0, p);
}

}  // namespace

std::optional<Concordance> kendall_w(std::vector<std::vector<double>> const& places) {
  if (places.size() < 2 || places.front().size() < 2) return std::nullopt;
  Concordance result{.judges = places.size(), .items = places.front().size()};
  auto const m = static_cast<double>(result.judges);
  auto const n = static_cast<double>(result.items);
  std::vector<Ranks> judges;
  Ranks sums(result.items);  ///< doubled, over judges
  double ties = 0;
  for (std::vector<double> const& each : places) {
    if (each.size() != result.items) throw std::invalid_argument("judges place different numbers of items");
    judges.push_back(doubled_ranks(each));
    ties += tied(each);
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += judges.back()[i];
  }
  // W = 12 S / (m^2 (n^3 - n) - m sum(t^3 - t)), S the squared deviations of the items' sums of ranks.
  double const mean = m * (n + 1) / 2;
  double const s = static_cast<double>(spread(sums)) / 4 - n * mean * mean;
  double const most = m * m * (n * n * n - n) - m * ties;
  if (most <= 0) return std::nullopt;
  result.w = 12 * s / most;
  std::optional<double> const exact = exact_p(judges, spread(sums));
  result.exact = exact.has_value();
  result.p = exact ? *exact
                   : boost::math::cdf(boost::math::complement(boost::math::chi_squared(n - 1), m * (n - 1) * result.w));
  return result;
}

}  // namespace silowalk::inline statistics
