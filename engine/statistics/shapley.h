#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "engine/statistics/estimate.h"
#include "engine/statistics/output_table.h"

/// Who owes what of a difference that several levers make together: Shapley's shares, exactly.
///
/// Lever i's share of v(all) - v(none) is the mean, over the k! orders in which levers may be switched on, of what i
/// adds when its turn comes (Shapley 1953): sum over S without i of |S|! (k - |S| - 1)! / k! x (v(S + i) - v(S)).
/// The interaction of a pair is the Shapley interaction index (Grabisch and Roubens 1999, Int. J. Game Theory
/// 28:547-565): sum over S without i and j of |S|! (k - |S| - 2)! / (k - 1)! x (v(S + ij) - v(S + i) - v(S + j) +
/// v(S)); below zero where each does part of what the other does, above where they need each other.
///
/// Sums are made of whole numbers, so that shares times k! add up to the total times k! without any rounding, a lever
/// that never matters has a share of exactly 0, and levers that are alike have the same.
namespace silowalk::inline statistics {

__extension__ using WholeSum = __int128;

inline constexpr int most_exact_levers = 12;

std::int64_t factorial(int n);  ///< n <= 20

/// k! x each share of a game; `worth` of the coalition whose bits are set, 2^k of them, k <= 12.
std::vector<WholeSum> shares_times_factorial(std::span<std::int64_t const> worth);
/// (k - 1)! x the interaction index of levers i and j (k >= 2).
WholeSum interaction_times_factorial(std::span<std::int64_t const> worth, int i, int j);

/// How finely an output is counted (ticks per base unit), and how many decimals of its base unit are told.
struct Grain {
  double ticks = 1e6;
  int decimals = 2;
};
Grain grain_of(OutputKind kind);

/// numerators[i] / denominator, rounded to whole units so that they add up to `total` / denominator rounded (largest
/// remainders first). The numerators add up to `total`; what is exactly 0 stays 0.
std::vector<std::int64_t> apportion(std::span<WholeSum const> numerators, WholeSum total, WholeSum denominator);

struct LeverShare {
  Estimate share;            ///< over replications: the share is linear in them
  std::int64_t rounded = 0;  ///< its mean in units of the last decimal told: these add up to Attribution::rounded_total
  Estimate alone;            ///< what it does when all others are off; exact shares only
  Estimate last;             ///< what it does when all others are on; exact shares only
  std::optional<double> sampling_error;  ///< of the sampled orders; none where all orders were counted
  std::optional<Interval> both;          ///< interval for both errors together; sampled orders only
};

struct LeverPair {
  int first = 0;
  int second = 0;
  Estimate interaction;
};

struct Attribution {
  int replications = 0;
  int left_out = 0;  ///< replications in which the output was not defined in some coalition
  int orders = 0;    ///< sampled; 0: all were counted
  Grain grain;
  Estimate none;   ///< with all levers off
  Estimate all;    ///< with all levers on
  Estimate total;  ///< the difference
  std::int64_t rounded_total = 0;
  std::vector<LeverShare> shares;
  std::vector<LeverPair> pairs;  ///< exact shares only
};

/// `worth[S]`: the output in each replication with the levers of S on; 2^k of them, the same replications each.
Attribution attribute(std::span<Series const> worth, OutputKind kind, double level = 0.95);

/// One order in which levers are switched on.
using Order = std::vector<int>;

/// `pairs` orders drawn at random (Philox, keyed by the seed) and each of them backwards, which takes most of the
/// chance of the draw away where a lever's turn matters evenly (Mitchell et al. 2022, JMLR 23(43)).
std::vector<Order> random_orders(int levers, int pairs, std::uint64_t seed);

/// The coalitions that the orders pass through, each once, ascending; with none and all.
std::vector<std::uint64_t> coalitions_of(std::span<Order const> orders, int levers);

/// The same from sampled orders. The error of sampling is that of the mean over pairs of orders, taken with the
/// replications at hand; the error of replications is that over replications, taken with the orders at hand. `both`
/// adds the two variances, which counts what they have in common twice: it errs on the wide side.
Attribution attribute_sampled(std::map<std::uint64_t, Series> const& worth, std::span<Order const> orders, int levers,
                              OutputKind kind, double level = 0.95);

}  // namespace silowalk::inline statistics
