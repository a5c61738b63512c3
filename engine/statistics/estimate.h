#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

/// Estimates over replications: mean, standard error, intervals. Functions are pure and safe from several threads. A
/// `level` is a probability with 0 < level < 1.
namespace silowalk::inline statistics {

/// One output's value in each replication, in replication order; none where it was not defined.
using Series = std::vector<std::optional<double>>;

/// The probabilities of Estimate::quantiles, in their order.
inline constexpr std::array<double, 5> estimate_quantiles{0.05, 0.25, 0.50, 0.75, 0.95};

/// An output's estimate from its replications, in the output's base unit. The interval covers random variation only:
/// inputs are taken as known. The replication is the unit of inference: an output that is a ratio is estimated by the
/// mean of the replications' ratios, not by the ratio of their sums.
struct Estimate {
  std::optional<double> mean;            ///< none without a replication
  std::optional<double> standard_error;  ///< none with fewer than two
  std::optional<double> low;             ///< the interval's ends
  std::optional<double> high;
  int replications = 0;                                                    ///< that the estimate rests on
  int left_out = 0;                                                        ///< where the output was not defined
  std::array<std::optional<double>, estimate_quantiles.size()> quantiles;  ///< over replications, linear between
};

/// Computes the mean and Student's t interval at `level`. O(n log n), for the quantiles.
Estimate estimate(std::span<std::optional<double> const> series, double level = 0.95);

/// Returns t such that |T| <= t with probability `level`. Precondition: degrees_of_freedom >= 1.
double student_t_quantile(int degrees_of_freedom, double level);

/// A confidence interval, both ends included.
struct Interval {
  double low = 0;
  double high = 0;
};

/// Returns Wilson's score interval of a share (Wilson 1927); it never leaves [0, 1].
/// Precondition: trials > 0, 0 <= successes <= trials.
Interval wilson_interval(int successes, int trials, double level = 0.95);

/// Two scenarios under common random numbers: differences b - a by replication, where both are defined.
struct PairedDifference {
  Estimate difference;
  /// Variance of the paired difference over that of an unpaired one, Var(b - a) / (Var a + Var b): how much the common
  /// random numbers saved. None where nothing varies.
  std::optional<double> variance_ratio;
};
/// Computes the paired difference. Where one series is shorter, the replications that it lacks count as left out.
PairedDifference paired_difference(std::span<std::optional<double> const> a, std::span<std::optional<double> const> b,
                                   double level = 0.95);

}  // namespace silowalk::inline statistics
