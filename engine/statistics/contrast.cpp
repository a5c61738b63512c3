#include "engine/statistics/contrast.h"

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "engine/base/normal_words.h"
#include "engine/base/random.h"
#include "engine/statistics/precision.h"

namespace silowalk::inline statistics {
namespace {

/// The values of replications in which both scenarios have one.
/// Invariant: both have the same length.
struct Pairs {
  std::vector<double> a;
  std::vector<double> b;
  double n() const { return static_cast<double>(a.size()); }
};

/// O(replications).
Pairs pairs_of(std::span<std::optional<double> const> a, std::span<std::optional<double> const> b) {
  Pairs pairs;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (!a[i] || !b[i]) continue;
    pairs.a.push_back(*a[i]);
    pairs.b.push_back(*b[i]);
  }
  return pairs;
}

/// Precondition: at least one value.
double mean_of(std::vector<double> const& values) {
  double sum = 0;
  for (double const value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// Returns the sample covariance (divisor n - 1). Precondition: at least two values.
double covariance_of(std::vector<double> const& x, double mean_x, std::vector<double> const& y, double mean_y) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mean_x) * (y[i] - mean_y);
  return sum / static_cast<double>(x.size() - 1);
}

/// Returns the moment coefficient of skewness (divisor n); 0 where nothing varies. Not corrected for bias: skewed()
/// compares it with a threshold of three standard errors, far above the bias.
double skewness_of(std::vector<double> const& values) {
  double const mean = mean_of(values);
  double squares = 0;
  double cubes = 0;
  for (double const value : values) {
    double const deviation = value - mean;
    squares += deviation * deviation;
    cubes += deviation * deviation * deviation;
  }
  auto const n = static_cast<double>(values.size());
  return squares > 0 ? cubes / n / std::pow(squares / n, 1.5) : 0;
}

/// Returns z with P(|Z| <= z) = level for a standard normal Z.
double normal_quantile_of(double level) {
  return boost::math::quantile(boost::math::complement(boost::math::normal(), (1 - level) / 2));
}

/// Returns whether n replications are enough for replications_to_decide().
bool would_decide(std::uint32_t n, double gap, double deviation, Scrutiny const& scrutiny) {
  constexpr double power = 0.8416212335729143;  // the normal quantile of .8
  double const t = student_t_quantile(static_cast<int>(n) - 1, single_level(scrutiny, n));
  return (t + power) * deviation / std::sqrt(static_cast<double>(n)) <= gap;
}

/// Returns one row per scenario, with only those replications in which all have a value.
std::vector<std::vector<double>> complete_rows(std::vector<Series> const& by_scenario) {
  std::vector<std::vector<double>> rows(by_scenario.size());
  std::size_t length = by_scenario.empty() ? 0 : by_scenario.front().size();
  for (Series const& each : by_scenario) length = std::min(length, each.size());
  for (std::size_t i = 0; i < length; ++i) {
    if (!std::all_of(by_scenario.begin(), by_scenario.end(), [&](Series const& each) { return each[i].has_value(); })) {
      continue;
    }
    for (std::size_t s = 0; s < rows.size(); ++s) rows[s].push_back(*by_scenario[s][i]);
  }
  return rows;
}

/// Adds one draw's vote, shared by those that tie for the best.
void vote(std::vector<double> const& values, std::vector<double>& votes) {
  double const best = *std::max_element(values.begin(), values.end());
  auto const shared = static_cast<double>(std::count(values.begin(), values.end(), best));
  for (std::size_t s = 0; s < values.size(); ++s) votes[s] += values[s] == best ? 1 / shared : 0;
}

/// Returns both probabilities from Student's distribution function. Precondition: at least two replications.
std::vector<double> best_of_two(std::vector<std::vector<double>> const& rows) {
  Series differences;
  for (std::size_t i = 0; i < rows[0].size(); ++i) differences.emplace_back(rows[1][i] - rows[0][i]);
  Estimate const found = estimate(differences);
  if (*found.standard_error == 0)
    return *found.mean == 0  ? std::vector<double>{0.5, 0.5}
           : *found.mean > 0 ? std::vector<double>{0, 1}
                             : std::vector<double>{1, 0};
  boost::math::students_t const t(found.replications - 1);
  double const second = boost::math::cdf(t, *found.mean / *found.standard_error);
  return {1 - second, second};
}

/// Returns the share of draws in which each scenario is the best. The key is fixed: the same values give the same
/// probabilities on any machine.
std::vector<double> best_by_draws(std::vector<std::vector<double>> const& rows) {
  constexpr std::uint32_t draws = 10000;
  RandomKey const key(name_hash("probability of being best"), 0);
  NormalWords const& normal = normal_words();
  std::size_t const n = rows.front().size();
  boost::math::chi_squared const spread(static_cast<double>(n - 1));
  std::vector<double> means;
  for (auto const& row : rows) means.push_back(mean_of(row));
  std::vector<double> votes(rows.size());
  std::vector<double> values(rows.size());
  for (std::uint32_t draw = 0; draw < draws; ++draw) {
    std::fill(values.begin(), values.end(), 0.0);
    // One block of four words serves four replications; the counter is the first of them.
    for (std::size_t i = 0; i < n; i += 4) {
      Words const words = philox(key, draw, static_cast<std::uint32_t>(i), 0, 0);
      for (std::size_t j = i; j < std::min(i + 4, n); ++j) {
        double const weight = normal.at(words.w[j - i]);
        for (std::size_t s = 0; s < rows.size(); ++s) values[s] += weight * (rows[s][j] - means[s]);
      }
    }
    // The sum of weight x deviation has n - 1 times the covariance; over the root of a chi-square it becomes a t.
    double const chi = boost::math::quantile(spread, uniform(philox(key, draw, 0, 1, 0).w[0]));
    double const scale = 1 / std::sqrt(static_cast<double>(n) * chi);
    for (std::size_t s = 0; s < rows.size(); ++s) values[s] = means[s] + values[s] * scale;
    vote(values, votes);
  }
  for (double& each : votes) each /= draws;
  return votes;
}

}  // namespace

int look_of(Scrutiny const& scrutiny, std::uint32_t replications) {
  if (!scrutiny.first_look) return 1;
  int look = 1;
  for (std::uint64_t count = std::max<std::uint32_t>(1, *scrutiny.first_look); count < replications; count *= 2) ++look;
  return look;
}

double single_level(Scrutiny const& scrutiny, std::uint32_t replications) {
  double level = scrutiny.level;
  if (scrutiny.first_look) level = level_at_look(PrecisionRule{.level = level}, look_of(scrutiny, replications));
  return 1 - (1 - level) / std::max(1, scrutiny.comparisons);
}

RatioEstimate ratio_of_means(std::span<std::optional<double> const> a, std::span<std::optional<double> const> b,
                             double level) {
  Pairs const pairs = pairs_of(a, b);
  RatioEstimate result;
  if (pairs.a.empty()) return result;
  double const x = mean_of(pairs.a);
  double const y = mean_of(pairs.b);
  if (x == 0) return result;
  result.ratio = y / x;
  if (pairs.a.size() < 2) return result;
  // Fieller: all ratios r for which the interval of mean(b) - r mean(a) contains 0, the roots of a quadratic in r.
  // Where its leading coefficient is not positive, mean(a) may be zero and the set of ratios is unbounded.
  double const t = student_t_quantile(static_cast<int>(pairs.a.size()) - 1, level);
  double const by = t * t / pairs.n();
  double const top = x * x - by * covariance_of(pairs.a, x, pairs.a, x);
  if (!(top > 0)) return result;
  double const middle = x * y - by * covariance_of(pairs.a, x, pairs.b, y);
  double const last = y * y - by * covariance_of(pairs.b, y, pairs.b, y);
  double const root = std::sqrt(std::max(0.0, middle * middle - top * last));
  result.low = (middle - root) / top;
  result.high = (middle + root) / top;
  return result;
}

Contrast contrast(std::span<std::optional<double> const> a, std::span<std::optional<double> const> b, double level) {
  Contrast result;
  result.level = level;
  result.paired = paired_difference(a, b, level);
  result.ratio = ratio_of_means(a, b, level);
  Pairs const pairs = pairs_of(a, b);
  std::vector<double> differences;
  for (std::size_t i = 0; i < pairs.a.size(); ++i) {
    differences.push_back(pairs.b[i] - pairs.a[i]);
    if (pairs.b[i] > pairs.a[i]) ++result.above;
    if (pairs.b[i] < pairs.a[i]) ++result.below;
    if (pairs.b[i] == pairs.a[i]) ++result.equal;
  }
  if (differences.size() < 2) return result;
  result.deviation = *result.paired.difference.standard_error * std::sqrt(pairs.n());
  result.skewness = skewness_of(differences);
  return result;
}

Finding finding_of(Contrast const& contrast, double smallest) {
  Estimate const& found = contrast.paired.difference;
  if (!found.low) return Finding::unknown;
  if (contrast.above + contrast.below == 0) return Finding::identical;
  if (*found.low > smallest) return Finding::higher;
  if (*found.high < -smallest) return Finding::lower;
  if (*found.low >= -smallest && *found.high <= smallest) return Finding::negligible;
  if (*found.low > 0) return Finding::higher_a_little;
  if (*found.high < 0) return Finding::lower_a_little;
  return Finding::undecided;
}

std::optional<std::uint32_t> replications_to_decide(double gap, double deviation, Scrutiny const& scrutiny) {
  constexpr std::uint32_t most = 10'000'000;
  // Without variation two replications show all there is.
  if (deviation == 0) return 2;
  if (!(gap > 0)) return std::nullopt;
  // Doubling first: without looks the level does not depend on n, so the criterion is monotonic and bisection is valid.
  std::uint32_t high = scrutiny.first_look ? std::max<std::uint32_t>(2, *scrutiny.first_look) : 2;
  std::uint32_t low = high;
  while (high <= most && !would_decide(high, gap, deviation, scrutiny)) {
    low = high;
    high *= 2;
  }
  if (high > most) return std::nullopt;
  if (scrutiny.first_look) return high;  // only counts that are a look
  while (low + 1 < high) {
    std::uint32_t const middle = low + (high - low) / 2;
    (would_decide(middle, gap, deviation, scrutiny) ? high : low) = middle;
  }
  return high;
}

bool skewed(double skewness, int replications, double level) {
  double const z = normal_quantile_of(level);
  double const density = boost::math::pdf(boost::math::normal(), z);
  double const off =
      std::abs(skewness) * (2 * z * z + 1) * density / (6 * std::sqrt(static_cast<double>(replications)));
  double const noise = std::sqrt(6.0 / replications);  // standard error of the skewness of normal values
  return off >= (1 - level) / 2 && std::abs(skewness) > 3 * noise;
}

Doubts doubts_of(Contrast const& contrast) {
  int const n = contrast.paired.difference.replications;
  int const differ = contrast.above + contrast.below;
  Doubts doubts;
  doubts.left_out = contrast.paired.difference.left_out > 0;
  if (n < 2 || differ == 0 || contrast.deviation == 0) return doubts;
  doubts.few_replications = n < 30;
  doubts.few_differ = differ < 10 && contrast.equal > 0;
  doubts.skewed = skewed(contrast.skewness, n, contrast.level);
  return doubts;
}

std::optional<std::size_t> winner_of(std::vector<Series> const& by_scenario, bool higher_is_better,
                                     Scrutiny const& scrutiny, double smallest) {
  Finding const won = higher_is_better ? Finding::higher : Finding::lower;
  for (std::size_t w = 0; w < by_scenario.size(); ++w) {
    double const level = single_level(scrutiny, static_cast<std::uint32_t>(by_scenario[w].size()));
    bool beats_all = by_scenario.size() > 1;
    for (std::size_t s = 0; s < by_scenario.size() && beats_all; ++s) {
      beats_all = s == w || finding_of(contrast(by_scenario[s], by_scenario[w], level), smallest) == won;
    }
    if (beats_all) return w;
  }
  return std::nullopt;
}

std::vector<double> probability_best(std::vector<Series> const& by_scenario, bool higher_is_better) {
  std::vector<std::vector<double>> rows = complete_rows(by_scenario);
  if (rows.empty() || rows.front().size() < 2) return {};
  // The rest looks for the largest mean.
  if (!higher_is_better) {
    for (auto& row : rows) {
      for (double& value : row) value = -value;
    }
  }
  if (rows.size() == 1) return {1.0};
  return rows.size() == 2 ? best_of_two(rows) : best_by_draws(rows);
}

}  // namespace silowalk::inline statistics
