#include "engine/statistics/estimate.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace silowalk::inline statistics {
namespace {

/// Computed in two passes, in replication order: one pass would cancel where the mean is large beside the deviation.
struct Moments {
  double mean = 0;
  double variance = 0;  ///< of one replication; 0 with fewer than two
};

/// Corrects the sum of squares for what rounding left in the mean (Chan, Golub and LeVeque 1983).
Moments moments_of(std::vector<double> const& values) {
  Moments result;
  if (values.empty()) return result;
  auto const n = static_cast<double>(values.size());
  double sum = 0;
  for (double const value : values) sum += value;
  result.mean = sum / n;
  if (values.size() < 2) return result;
  double squares = 0;
  double rest = 0;  // what rounding left of the sum of deviations
  for (double const value : values) {
    double const deviation = value - result.mean;
    squares += deviation * deviation;
    rest += deviation;
  }
  result.variance = std::max(0.0, (squares - rest * rest / n) / (n - 1));
  return result;
}

/// Returns a quantile, linear between order statistics (Hyndman and Fan 1996, type 7). Precondition: at least one
/// value, in ascending order.
double quantile_of(std::vector<double> const& ascending, double p) {
  double const position = p * static_cast<double>(ascending.size() - 1);
  auto const below = static_cast<std::size_t>(position);
  std::size_t const above = std::min(below + 1, ascending.size() - 1);
  return ascending[below] + (position - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

}  // namespace

double student_t_quantile(int degrees_of_freedom, double level) {
  return boost::math::quantile(boost::math::complement(boost::math::students_t(degrees_of_freedom), (1 - level) / 2));
}

Interval wilson_interval(int successes, int trials, double level) {
  double const z = boost::math::quantile(boost::math::complement(boost::math::normal(), (1 - level) / 2));
  double const n = trials;
  double const share = successes / n;
  // The roots in p of |share - p| = z sqrt(p (1 - p) / n).
  double const centre = (share + z * z / (2 * n)) / (1 + z * z / n);
  double const half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  // Exactly 0 and 1 at the ends, where rounding would leave a small difference.
  return {successes == 0 ? 0 : std::max(0.0, centre - half), successes == trials ? 1 : std::min(1.0, centre + half)};
}

Estimate estimate(std::span<std::optional<double> const> series, double level) {
  std::vector<double> values;
  values.reserve(series.size());
  for (auto const& value : series) {
    if (value) values.push_back(*value);
  }
  Estimate result;
  result.replications = static_cast<int>(values.size());
  result.left_out = static_cast<int>(series.size() - values.size());
  if (values.empty()) return result;
  Moments const moments = moments_of(values);
  result.mean = moments.mean;
  if (values.size() > 1) {
    result.standard_error = std::sqrt(moments.variance / static_cast<double>(values.size()));
    double const half = *result.standard_error * student_t_quantile(result.replications - 1, level);
    result.low = moments.mean - half;
    result.high = moments.mean + half;
  }
  std::sort(values.begin(), values.end());
  for (std::size_t i = 0; i < estimate_quantiles.size(); ++i) {
    result.quantiles[i] = quantile_of(values, estimate_quantiles[i]);
  }
  return result;
}

PairedDifference paired_difference(std::span<std::optional<double> const> a, std::span<std::optional<double> const> b,
                                   double level) {
  // As long as the longer series: what one scenario lacks stays undefined and is counted as left out.
  Series differences(std::max(a.size(), b.size()));
  std::vector<double> first;
  std::vector<double> second;
  std::vector<double> paired;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (!a[i] || !b[i]) continue;
    differences[i] = *b[i] - *a[i];
    first.push_back(*a[i]);
    second.push_back(*b[i]);
    paired.push_back(*differences[i]);
  }
  PairedDifference result{estimate(differences, level), std::nullopt};
  double const unpaired = moments_of(first).variance + moments_of(second).variance;
  if (unpaired > 0) result.variance_ratio = moments_of(paired).variance / unpaired;
  return result;
}

}  // namespace silowalk::inline statistics
