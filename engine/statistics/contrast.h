#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/estimate.h"

/// One output of two scenarios under common random numbers: the size of the difference, and its uncertainty.
/// A series has one value per replication, and element i of each series is the same replication: values are paired by
/// place. Pairs with an undefined value are left out. Functions are pure and safe from several threads.
namespace silowalk::inline statistics {

/// The level of single intervals, such that all intervals of a report hold together with probability `level`.
///
/// `comparisons` intervals share 1 - level equally (Bonferroni). Rejected: Holm, whose sharper verdicts do not agree
/// with the intervals shown; max-t, whose resampling is anticonservative with few replications.
/// With `first_look`, repeated looks are accounted for: looks at first_look, 2, 4, 8, ... times as many replications.
/// The k-th look spends (1 - level) x 6 / (pi^2 k^2), as in PrecisionRule. A count between two looks spends as the
/// later one.
struct Scrutiny {
  double level = 0.95;                           ///< a probability: of all intervals together
  int comparisons = 1;                           ///< below 1 counts as 1
  std::optional<std::uint32_t> first_look = {};  ///< replications; none: the results are looked at once
};
/// Returns the number of the look at this count of replications, from 1; always 1 without a first look.
int look_of(Scrutiny const& scrutiny, std::uint32_t replications);
/// Returns the level (a probability) of each single interval.
double single_level(Scrutiny const& scrutiny, std::uint32_t replications);

/// The ratio of two means over the same replications, b over a, with Fieller's interval (Fieller 1954, JRSS B
/// 16:175-185). It contains 1 exactly when the paired interval of the difference, at the same level, contains 0.
struct RatioEstimate {
  std::optional<double> ratio;  ///< none where a's mean is zero
  std::optional<double> low;    ///< none where a's mean does not differ from zero: then no finite interval exists
  std::optional<double> high;   ///< none together with `low`
};
/// Computes the ratio and its interval at `level` (a probability). All fields are none without a complete pair.
RatioEstimate ratio_of_means(std::span<std::optional<double> const> a, std::span<std::optional<double> const> b,
                             double level);

/// b - a, by replication, in the output's base unit.
struct Contrast {
  PairedDifference paired;
  RatioEstimate ratio;
  int above = 0;         ///< replications in which b > a
  int below = 0;         ///< replications in which b < a
  int equal = 0;         ///< replications in which they are the same number
  double deviation = 0;  ///< standard deviation of one difference
  double skewness = 0;   ///< of the differences: third central moment over deviation^3; 0 where nothing varies
  double level = 0.95;   ///< of every interval here
};
/// Computes a contrast. With fewer than two complete pairs there is no interval, and deviation and skewness are 0.
Contrast contrast(std::span<std::optional<double> const> a, std::span<std::optional<double> const> b, double level);

/// The conclusion that an interval of a difference supports, where differences of up to `smallest` do not matter.
enum class Finding {
  unknown,          ///< fewer than two replications
  identical,        ///< the same in every replication
  undecided,        ///< the interval contains zero, and values that matter
  negligible,       ///< the interval lies within -smallest to smallest
  higher,           ///< the interval lies above `smallest`
  lower,            ///< the interval lies below -smallest
  higher_a_little,  ///< the interval lies above zero, but contains values of up to `smallest`
  lower_a_little,   ///< the interval lies below zero, but contains values of down to -smallest
};
/// Returns the finding. `smallest` >= 0, in the output's base unit. The order of tests matters: an interval within
/// -smallest to smallest is negligible even where it excludes zero.
Finding finding_of(Contrast const& contrast, double smallest = 0);

/// Returns the total number of replications that would decide with power .8, if the true difference and deviation equal
/// the estimates: the least n with (t + 0.84) deviation / sqrt(n) <= gap, t at the level of n replications.
/// `gap`: distance of the difference from the value that the interval must exclude, in the unit of `deviation`.
/// With a first look, only counts at which the results are looked at are returned. None: gap <= 0, or more than ten
/// million replications.
std::optional<std::uint32_t> replications_to_decide(double gap, double deviation, Scrutiny const& scrutiny);

/// Reasons why an interval may not cover as often as its level promises.
struct Doubts {
  bool few_replications = false;  ///< fewer than 30 differences
  bool skewed = false;            ///< see skewed()
  bool few_differ = false;        ///< fewer than ten replications differ at all, though some do
  bool few_events = false;        ///< fewer than 50 customers lost in all replications; set by the caller
  bool left_out = false;          ///< not defined in some replications
  bool any() const { return few_replications || own(); }
  /// Returns whether there is a doubt about this output alone: all outputs share the number of replications.
  bool own() const { return skewed || few_differ || few_events || left_out; }
};
/// Returns the doubts about a contrast, all but `few_events`. Identical series raise no doubt but `left_out`.
Doubts doubts_of(Contrast const& contrast);

/// Returns whether skewness at least doubles one tail of a t interval. By the first term of Edgeworth's expansion that
/// tail is off by |skewness| (2 z^2 + 1) phi(z) / (6 sqrt(n)) (Hall 1987, Annals of Probability 15:920-931).
/// False where the skewness is within three standard errors, sqrt(6 / n) each, of zero: then it may be noise.
/// Precondition: replications > 0.
bool skewed(double skewness, int replications, double level);

/// Returns the scenario that is better than each other one, every interval beyond `smallest` at the single level; none
/// where there is none. O(scenarios^2 x replications).
///
/// With `comparisons` = outputs x (scenarios - 1), the chance that any output names a scenario that is not truly the
/// best is at most 1 - level. Such a scenario must beat a truly better or equal one, which has at most half the chance
/// of one comparison. There are at most `scenarios` of them, no more than twice (scenarios - 1).
std::optional<std::size_t> winner_of(std::vector<Series> const& by_scenario, bool higher_is_better,
                                     Scrutiny const& scrutiny, double smallest = 0);

/// Returns for each scenario the probability that its true mean is the best: the share of draws from a multivariate t
/// in which it is (ties are split). The t has n - 1 degrees of freedom, the means as its centre, and the covariance of
/// the replications over n. Two scenarios: Student's distribution function, exactly. More: 10 000 draws with a fixed
/// seed, right to .01. Each draw is a sum of the replications' deviations with normal weights over the root of a
/// chi-square, so that no covariance matrix is factored (it is singular with fewer replications than scenarios).
/// Replications in which some scenario has no value are left out. Empty with fewer than two replications.
/// O(draws x replications x scenarios); deterministic.
std::vector<double> probability_best(std::vector<Series> const& by_scenario, bool higher_is_better);

}  // namespace silowalk::inline statistics
