#include "engine/analysis/replay/medoid.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace silowalk::inline analysis {
namespace {

/// Returns the largest less the smallest value; 0 for an empty column.
double range_of(std::vector<double> const& column) {
  auto const [low, high] = std::minmax_element(column.begin(), column.end());
  return column.empty() ? 0 : *high - *low;
}

/// Returns the weight of all features that vary; the others cannot distinguish rows.
double weight_in_use(FeatureTable const& table) {
  double sum = 0;
  for (std::size_t f = 0; f < table.columns.size(); ++f) sum += range_of(table.columns[f]) > 0 ? table.weights[f] : 0;
  return sum;
}

/// Returns for every row the sum over all rows of |own value - theirs|. Sorted values give it in O(n log n); all pairs
/// would cost O(n^2). Precondition: at least one row.
std::vector<double> sums_of_differences(std::vector<double> const& column) {
  std::vector<std::size_t> order(column.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return column[a] < column[b]; });
  // Less the smallest value, so that large values with small differences do not cancel.
  double const base = column[order.front()];
  double total = 0;
  for (double const value : column) total += value - base;
  std::vector<double> sums(column.size());
  double below = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    double const own = column[order[rank]] - base;
    auto const lower = static_cast<double>(rank);
    auto const upper = static_cast<double>(order.size() - rank);
    sums[order[rank]] = own * lower - below + (total - below) - own * upper;
    below += own;
  }
  return sums;
}

}  // namespace

FeatureTable features_of(Lives const& lives, std::vector<std::size_t> const& which) {
  FeatureTable table;
  table.rows = which.size();
  auto const add = [&](double weight, auto const& value) {
    // One column for each feature, since distances are summed by feature.
    table.weights.push_back(weight);
    std::vector<double>& column = table.columns.emplace_back();
    column.reserve(which.size());
    for (std::size_t const each : which) column.push_back(static_cast<double>(value(each)));
  };
  // Together of weight one: otherwise a scenario with many touchpoints would compare little else.
  for (std::size_t t = 0; t < lives.touchpoints; ++t)
    add(1 / static_cast<double>(lives.touchpoints),
        [&](std::size_t i) { return lives.visits_at[i * lives.touchpoints + t]; });
  add(1, [&](std::size_t i) { return lives.lives[i].failures; });
  add(1, [&](std::size_t i) { return lives.lives[i].abandoned; });
  add(1, [&](std::size_t i) { return lives.lives[i].contexts_lost; });
  add(1, [&](std::size_t i) { return lives.lives[i].wait; });
  add(1, [&](std::size_t i) { return lives.lives[i].trust; });
  add(1, [&](std::size_t i) { return lives.lives[i].margin; });
  add(1, [&](std::size_t i) { return lives.lives[i].days; });
  add(1, [&](std::size_t i) { return lives.lives[i].lost ? 1 : 0; });
  return table;
}

double gower_distance(FeatureTable const& table, std::size_t a, std::size_t b) {
  double const weight = weight_in_use(table);
  double sum = 0;
  for (std::size_t f = 0; f < table.columns.size(); ++f) {
    double const range = range_of(table.columns[f]);
    if (range > 0) sum += table.weights[f] * std::abs(table.columns[f][a] - table.columns[f][b]) / range;
  }
  return weight > 0 ? sum / weight : 0;
}

std::vector<double> mean_distances(FeatureTable const& table) {
  std::vector<double> means(table.rows);
  double const weight = weight_in_use(table);
  // A single row has no others.
  if (table.rows < 2 || weight <= 0) return means;
  for (std::size_t f = 0; f < table.columns.size(); ++f) {
    double const range = range_of(table.columns[f]);
    if (range <= 0) continue;
    std::vector<double> const sums = sums_of_differences(table.columns[f]);
    for (std::size_t i = 0; i < table.rows; ++i) means[i] += table.weights[f] * sums[i] / range;
  }
  for (double& mean : means) mean /= weight * static_cast<double>(table.rows - 1);
  return means;
}

std::vector<std::size_t> most_central(FeatureTable const& table, std::size_t count) {
  std::vector<double> const means = mean_distances(table);
  std::vector<std::size_t> order(table.rows);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::size_t const kept = std::min(count, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                    // Ties go to the lower row, so that the medoid is the same on every machine.
                    [&](std::size_t a, std::size_t b) { return means[a] != means[b] ? means[a] < means[b] : a < b; });
  order.resize(kept);
  return order;
}

}  // namespace silowalk::inline analysis
