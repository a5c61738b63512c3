#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/estimate.h"

/// One output of two scenarios that met the same luck: how far apart they are, and how sure that is.
namespace silowalk::inline statistics {

/// At which level intervals are formed, so that everything looked at holds together.
///
/// `comparisons` of them share 1 - level equally (Bonferroni). Chosen before Holm, whose verdicts are sharper but do
/// not agree with the intervals shown, and before max-t, whose resampling is too bold with few replications.
/// With `first_look`, the price of having looked before is paid, too: looks at first_look, 2, 4, 8, ... times as many
/// replications; the k-th spends (1 - level) x 6 / (pi^2 k^2), as PrecisionRule does. A count between two looks pays as
/// the later one.
struct Scrutiny {
  double level = 0.95;
  int comparisons = 1;
  std::optional<std::uint32_t> first_look = {};
};
/// From 1; always 1 without a first look.
int look_of(Scrutiny const& scrutiny, std::uint32_t replications);
/// The level of each single interval.
double single_level(Scrutiny const& scrutiny, std::uint32_t replications);

/// The ratio of two means over the same replications, b over a, with Fieller's interval (Fieller 1954, JRSS B
/// 16:175-185). It contains 1 exactly when the paired interval of the difference, at the same level, contains 0.
struct RatioEstimate {
  std::optional<double> ratio;  ///< none where a's mean is zero
  std::optional<double> low;    ///< none where a's mean cannot be told from zero: then no finite interval exists
  std::optional<double> high;
};
RatioEstimate ratio_of_means(std::span<std::optional<double> const> a, std::span<std::optional<double> const> b,
                             double level);

/// b - a, by replication.
struct Contrast {
  PairedDifference paired;
  RatioEstimate ratio;
  int above = 0;  ///< replications in which b > a
  int below = 0;
  int equal = 0;
  double deviation = 0;  ///< standard deviation of one difference
  double skewness = 0;   ///< of the differences: third central moment over deviation^3; 0 where nothing varies
  double level = 0.95;   ///< of every interval here
};
Contrast contrast(std::span<std::optional<double> const> a, std::span<std::optional<double> const> b, double level);

/// What an interval of a difference allows to be said, when differences of up to `smallest` (>= 0) do not matter.
enum class Finding {
  unknown,          ///< fewer than two replications
  identical,        ///< the same in every replication
  undecided,        ///< the interval contains zero, and what matters
  negligible,       ///< the interval lies within what does not matter
  higher,           ///< clear of zero, and of what does not matter
  lower,            ///<
  higher_a_little,  ///< clear of zero, but perhaps by less than matters
  lower_a_little,   ///<
};
Finding finding_of(Contrast const& contrast, double smallest = 0);

/// How many replications in all would decide, with four chances in five, if the difference is as large as it seems and
/// varies as it does: the least n with (t + 0.84) deviation / sqrt(n) <= gap, t at the level of n replications. `gap`:
/// how far the difference lies from what it has to be told from. None: more than ten million.
std::optional<std::uint32_t> replications_to_decide(double gap, double deviation, Scrutiny const& scrutiny);

/// Why an interval should not be taken at its word.
struct Doubts {
  bool few_replications = false;  ///< fewer than 30 differences
  bool skewed = false;            ///< see skewed()
  bool few_differ = false;        ///< fewer than ten replications differ at all, though some do
  bool few_events = false;        ///< fewer than 50 customers lost in all replications; set by who knows them
  bool left_out = false;          ///< not defined in some replications
  bool any() const { return few_replications || own(); }
  /// Those that are this output's own: all outputs share the number of replications.
  bool own() const { return skewed || few_differ || few_events || left_out; }
};
Doubts doubts_of(Contrast const& contrast);

/// Whether skewness at least doubles one tail of a t interval: by the first term of Edgeworth's expansion that tail is
/// off by |skewness| (2 z^2 + 1) phi(z) / (6 sqrt(n)) (Hall 1987, Annals of Probability 15:920-931). Not where the
/// skewness is within three standard errors, sqrt(6 / n) each, of that of normal values: then it may be noise.
bool skewed(double skewness, int replications, double level);

/// The scenario that is better than each other one, every interval clear of zero (and of `smallest`) at the single
/// level; none where there is none. With `comparisons` = outputs x (scenarios - 1) the chance that any output names a
/// scenario that is not truly the best is at most 1 - level: such a scenario must beat a truly better or equal one,
/// which has at most half the chance of one comparison, and there are at most `scenarios` of them, no more than twice
/// (scenarios - 1).
std::optional<std::size_t> winner_of(std::vector<Series> const& by_scenario, bool higher_is_better,
                                     Scrutiny const& scrutiny, double smallest = 0);

/// For each scenario, how probable it is that its true mean is the best: the share of draws from a multivariate t with
/// n - 1 degrees of freedom around the means, with the covariance of the replications over n, in which it is (ties are
/// split). Two scenarios: Student's distribution function, exactly. More: 10 000 draws with a fixed seed, each a sum of
/// the replications' deviations with normal weights over the root of a chi-square, so that nothing is factored; a
/// probability is then right to .01. Replications in which some scenario has no value are left out. Empty with fewer
/// than two replications.
std::vector<double> probability_best(std::vector<Series> const& by_scenario, bool higher_is_better);

}  // namespace silowalk::inline statistics
