#include "engine/statistics/shapley.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "engine/base/random.h"

namespace silowalk::inline statistics {
namespace {

/// Returns k for 2^k coalitions.
/// Precondition: a power of two.
int levers_of(std::size_t coalitions) { return std::countr_zero(coalitions); }

/// Calls `visit` with every coalition that has none of the levers in `without`.
/// In ascending order. `count` is 2^k.
template <class Visit>
void for_each_coalition(std::size_t count, std::size_t without, Visit const& visit) {
  for (std::size_t coalition = 0; coalition < count; ++coalition)
    if ((coalition & without) == 0) visit(coalition);
}

/// Returns the ticks per unit of the last reported decimal.
double ticks_per_unit(Grain const& grain) { return grain.ticks / std::pow(10.0, grain.decimals); }

/// The worths of all coalitions in whole ticks, of those replications in which every coalition has a value. A missing
/// value drops the whole replication: shares of different replications would not add up to the difference.
class Worths {
 public:
  /// Preconditions: at least one series; all have the same replications.
  Worths(std::vector<Series const*> const& series, Grain const& grain) : grain_(grain), ticks_(series.size()) {
    std::size_t const replications = series.front()->size();
    for (std::size_t r = 0; r < replications; ++r) {
      bool const defined = std::all_of(series.begin(), series.end(), [r](Series const* each) { return (*each)[r]; });
      if (!defined) {
        ++left_out_;
        continue;
      }
      for (std::size_t s = 0; s < series.size(); ++s) ticks_[s].push_back(std::llround(*(*series[s])[r] * grain.ticks));
    }
  }

  int left_out() const { return left_out_; }
  std::size_t replications() const { return ticks_.front().size(); }
  std::int64_t at(std::size_t coalition, std::size_t replication) const { return ticks_[coalition][replication]; }
  /// Returns the worths of all coalitions in one replication.
  std::vector<std::int64_t> game(std::size_t replication) const {
    std::vector<std::int64_t> worth;
    worth.reserve(ticks_.size());
    for (auto const& each : ticks_) worth.push_back(each[replication]);
    return worth;
  }
  /// Returns ticks / denominator in base units.
  double value(WholeSum ticks, WholeSum denominator = 1) const {
    return static_cast<double>(ticks) / static_cast<double>(denominator) / grain_.ticks;
  }

  /// Estimates over replications the value that `ticks` returns for one.
  template <class Ticks>
  Estimate estimated(double level, Ticks const& ticks, WholeSum denominator = 1) const {
    Series series;
    for (std::size_t r = 0; r < replications(); ++r) series.emplace_back(value(ticks(r), denominator));
    Estimate result = estimate(series, level);
    result.left_out = left_out_;
    return result;
  }

 private:
  Grain grain_;
  std::vector<std::vector<std::int64_t>> ticks_;  ///< [coalition][replication]
  int left_out_ = 0;
};

/// Computes what exact and sampled shares have in common: none, all, total, and shares that add up when rounded.
/// `numerators[i][r]` / denominator is lever i's share in replication r, in ticks.
Attribution common_part(Worths const& worths, std::size_t none, std::size_t all,
                        std::vector<std::vector<WholeSum>> const& numerators, WholeSum denominator, Grain const& grain,
                        double level) {
  Attribution result;
  result.replications = static_cast<int>(worths.replications());
  result.left_out = worths.left_out();
  result.grain = grain;
  result.none = worths.estimated(level, [&](std::size_t r) { return WholeSum{worths.at(none, r)}; });
  result.all = worths.estimated(level, [&](std::size_t r) { return WholeSum{worths.at(all, r)}; });
  auto const gain = [&](std::size_t r) { return WholeSum{worths.at(all, r)} - worths.at(none, r); };
  result.total = worths.estimated(level, gain);
  std::vector<WholeSum> sums;
  for (auto const& lever : numerators) {
    LeverShare& share = result.shares.emplace_back();
    share.share = worths.estimated(
        level, [&](std::size_t r) { return lever[r]; }, denominator);
    sums.push_back(std::accumulate(lever.begin(), lever.end(), WholeSum{0}));
  }
  if (worths.replications() == 0) return result;
  // The means stay fractions of whole numbers until apportion(), so that rounded shares add up to the rounded total.
  WholeSum total = 0;
  for (std::size_t r = 0; r < worths.replications(); ++r) total += gain(r) * denominator;
  WholeSum const unit = denominator * static_cast<WholeSum>(worths.replications()) *
                        static_cast<WholeSum>(std::llround(ticks_per_unit(grain)));
  // Rounded once, from exact fractions: rounding each estimate could make the shares miss the total.
  std::vector<std::int64_t> const rounded = apportion(sums, total, unit);
  for (std::size_t i = 0; i < rounded.size(); ++i) {
    result.shares[i].rounded = rounded[i];
    result.rounded_total += rounded[i];
  }
  return result;
}

/// Returns top / bottom rounded down; C++ division rounds towards zero. Precondition: bottom > 0.
WholeSum floor_of(WholeSum top, WholeSum bottom) {
  WholeSum const quotient = top / bottom;
  return top % bottom < 0 ? quotient - 1 : quotient;
}

}  // namespace

std::int64_t factorial(int n) {
  std::int64_t result = 1;
  for (int i = 2; i <= n; ++i) result *= i;
  return result;
}

// Weights are counts of orders: |S|! (k - |S| - 1)!, so that no division is needed before the end.
std::vector<WholeSum> shares_times_factorial(std::span<std::int64_t const> worth) {
  int const k = levers_of(worth.size());
  std::vector<std::int64_t> weights;  // by the size of the coalition that the lever joins
  for (int size = 0; size < k; ++size) weights.push_back(factorial(size) * factorial(k - size - 1));
  std::vector<WholeSum> shares;
  for (int i = 0; i < k; ++i) {
    std::size_t const lever = std::size_t{1} << i;
    WholeSum sum = 0;
    for_each_coalition(worth.size(), lever, [&](std::size_t s) {
      sum += (WholeSum{worth[s | lever]} - worth[s]) * weights[static_cast<std::size_t>(std::popcount(s))];
    });
    shares.push_back(sum);
  }
  return shares;
}

WholeSum interaction_times_factorial(std::span<std::int64_t const> worth, int i, int j) {
  int const k = levers_of(worth.size());
  std::size_t const a = std::size_t{1} << i;
  std::size_t const b = std::size_t{1} << j;
  WholeSum sum = 0;
  for_each_coalition(worth.size(), a | b, [&](std::size_t s) {
    int const size = std::popcount(s);
    WholeSum const weight = WholeSum{factorial(size)} * factorial(k - size - 2);
    sum += weight * (WholeSum{worth[s | a | b]} - worth[s | a] - worth[s | b] + worth[s]);
  });
  return sum;
}

Grain grain_of(OutputKind kind) {
  switch (kind) {
    case OutputKind::money:  // a tally's millionths, reported to the cent
    case OutputKind::count:
    case OutputKind::agents:
    case OutputKind::log_odds:
      return {1e6, 2};
    default:
      return {1e12, 6};
  }
}

std::vector<std::int64_t> apportion(std::span<WholeSum const> numerators, WholeSum total, WholeSum denominator) {
  std::vector<std::int64_t> units;
  std::vector<WholeSum> rests;
  WholeSum missing = floor_of(2 * total + denominator, 2 * denominator);  // the total, rounded half up
  // Rounded down first: then units are only ever added, and a remainder of 0 comes last and gets none.
  for (WholeSum const each : numerators) {
    WholeSum const whole = floor_of(each, denominator);
    units.push_back(static_cast<std::int64_t>(whole));
    rests.push_back(each - whole * denominator);
    missing -= whole;
  }
  std::vector<std::size_t> by_rest(numerators.size());
  std::iota(by_rest.begin(), by_rest.end(), std::size_t{0});
  std::stable_sort(by_rest.begin(), by_rest.end(), [&](std::size_t a, std::size_t b) { return rests[a] > rests[b]; });
  for (std::size_t i = 0; missing > 0 && i < by_rest.size(); ++i, --missing) ++units[by_rest[i]];
  return units;
}

Attribution attribute(std::span<Series const> worth, OutputKind kind, double level) {
  std::vector<Series const*> series;
  for (Series const& each : worth) series.push_back(&each);
  Grain const grain = grain_of(kind);
  Worths const worths(series, grain);
  int const k = levers_of(worth.size());
  std::size_t const everyone = worth.size() - 1;
  std::vector<std::vector<WholeSum>> numerators(static_cast<std::size_t>(k));
  std::vector<LeverPair> pairs;
  std::vector<std::vector<WholeSum>> interactions;
  for (int i = 0; i < k; ++i)
    for (int j = i + 1; j < k; ++j) pairs.push_back({i, j, {}});
  interactions.resize(pairs.size());
  for (std::size_t r = 0; r < worths.replications(); ++r) {
    std::vector<std::int64_t> const game = worths.game(r);
    std::vector<WholeSum> const shares = shares_times_factorial(game);
    for (std::size_t i = 0; i < shares.size(); ++i) numerators[i].push_back(shares[i]);
    for (std::size_t p = 0; p < pairs.size(); ++p)
      interactions[p].push_back(interaction_times_factorial(game, pairs[p].first, pairs[p].second));
  }
  Attribution result = common_part(worths, 0, everyone, numerators, factorial(k), grain, level);
  for (std::size_t i = 0; i < result.shares.size(); ++i) {
    std::size_t const lever = std::size_t{1} << i;
    result.shares[i].alone =
        worths.estimated(level, [&](std::size_t r) { return WholeSum{worths.at(lever, r)} - worths.at(0, r); });
    result.shares[i].last = worths.estimated(
        level, [&](std::size_t r) { return WholeSum{worths.at(everyone, r)} - worths.at(everyone & ~lever, r); });
  }
  for (std::size_t p = 0; p < pairs.size(); ++p)
    pairs[p].interaction = worths.estimated(
        level, [&](std::size_t r) { return interactions[p][r]; }, factorial(k - 1));
  result.pairs = std::move(pairs);
  return result;
}

std::vector<Order> random_orders(int levers, int pairs, std::uint64_t seed) {
  constexpr std::uint32_t purpose = name_hash("orders of levers");
  RandomKey const key(seed, 0);
  std::vector<Order> orders;
  for (int pair = 0; pair < pairs; ++pair) {
    Order order(static_cast<std::size_t>(levers));
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t left = order.size(); left > 1; --left) {  // Fisher and Yates
      Words const words = philox(key, static_cast<std::uint32_t>(pair), static_cast<std::uint32_t>(left), 0, purpose);
      std::uint64_t const word = (static_cast<std::uint64_t>(words.w[0]) << 32) | words.w[1];
      std::swap(order[left - 1], order[word % left]);  // of 64 bits: the remainder's bias is below 2^-58
    }
    orders.push_back(order);
    std::reverse(order.begin(), order.end());
    orders.push_back(std::move(order));
  }
  return orders;
}

std::vector<std::uint64_t> coalitions_of(std::span<Order const> orders, int levers) {
  std::vector<std::uint64_t> coalitions{0, (std::uint64_t{1} << levers) - 1};
  for (Order const& order : orders) {
    std::uint64_t on = 0;
    for (int const lever : order) coalitions.push_back(on |= std::uint64_t{1} << lever);
  }
  std::sort(coalitions.begin(), coalitions.end());
  coalitions.erase(std::unique(coalitions.begin(), coalitions.end()), coalitions.end());
  return coalitions;
}

Attribution attribute_sampled(std::map<std::uint64_t, Series> const& worth, std::span<Order const> orders, int levers,
                              OutputKind kind, double level) {
  std::vector<Series const*> series;
  std::map<std::uint64_t, std::size_t> place;
  for (auto const& [coalition, each] : worth) {
    place.emplace(coalition, series.size());
    series.push_back(&each);
  }
  Grain const grain = grain_of(kind);
  Worths const worths(series, grain);
  auto const k = static_cast<std::size_t>(levers);
  std::size_t const n = worths.replications();
  // What each lever adds: [lever][replication] summed over orders, and [lever][pair of orders] over replications.
  std::vector<std::vector<WholeSum>> by_replication(k, std::vector<WholeSum>(n));
  std::vector<std::vector<WholeSum>> by_pair(k, std::vector<WholeSum>(orders.size() / 2));
  for (std::size_t m = 0; m < orders.size(); ++m) {
    std::uint64_t on = 0;
    for (int const lever : orders[m]) {
      std::size_t const before = place.at(on);
      std::size_t const after = place.at(on |= std::uint64_t{1} << lever);
      for (std::size_t r = 0; r < n; ++r) {
        WholeSum const added = WholeSum{worths.at(after, r)} - worths.at(before, r);
        by_replication[static_cast<std::size_t>(lever)][r] += added;
        by_pair[static_cast<std::size_t>(lever)][m / 2] += added;
      }
    }
  }
  auto const count = static_cast<WholeSum>(orders.size());
  Attribution result = common_part(worths, 0, series.size() - 1, by_replication, count, grain, level);
  result.orders = static_cast<int>(orders.size());
  int const pairs = static_cast<int>(orders.size() / 2);
  for (std::size_t i = 0; i < k; ++i) {
    LeverShare& share = result.shares[i];
    Series over_pairs;
    for (WholeSum const each : by_pair[i]) over_pairs.emplace_back(worths.value(each, 2 * static_cast<WholeSum>(n)));
    if (n == 0) continue;
    share.sampling_error = estimate(over_pairs, level).standard_error;
    if (!share.sampling_error || !share.share.standard_error) continue;
    double const error = std::hypot(*share.sampling_error, *share.share.standard_error);
    // The smaller number of degrees of freedom is conservative: Welch and Satterthwaite's is never below it.
    double const half = error * student_t_quantile(std::min(pairs, result.replications) - 1, level);
    share.both = Interval{*share.share.mean - half, *share.share.mean + half};
  }
  return result;
}

}  // namespace silowalk::inline statistics
