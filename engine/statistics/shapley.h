#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "engine/statistics/estimate.h"
#include "engine/statistics/output_table.h"

/// Attribution of a difference to the levers that make it together: Shapley's shares, exact or from sampled orders.
///
/// Lever i's share of v(all) - v(none) is the mean, over the k! orders in which levers may be switched on, of what i
/// adds at its turn (Shapley 1953): sum over S without i of |S|! (k - |S| - 1)! / k! x (v(S + i) - v(S)).
/// The interaction of a pair is the Shapley interaction index (Grabisch and Roubens 1999, Int. J. Game Theory
/// 28:547-565): sum over S without i and j of |S|! (k - |S| - 2)! / (k - 1)! x (v(S + ij) - v(S + i) - v(S + j) +
/// v(S)). It is below zero where the levers substitute each other, above zero where they complement each other.
///
/// Sums are of whole numbers. Hence shares times k! add up to the total times k! without rounding, a lever without any
/// effect has a share of exactly 0, and levers with equal effects have equal shares. Functions are pure.
namespace silowalk::inline statistics {

__extension__ using WholeSum = __int128;

/// The largest number of levers for exact shares: 2^12 coalitions.
inline constexpr int most_exact_levers = 12;

/// Returns n!. Precondition: 0 <= n <= 20 (21! exceeds 64 bits).
std::int64_t factorial(int n);

/// Returns k! x each share of a game. `worth[S]`: worth of the coalition of the levers whose bits are set in S, in
/// ticks (Grain). Precondition: worth.size() is 2^k, k <= most_exact_levers. O(k 2^k).
std::vector<WholeSum> shares_times_factorial(std::span<std::int64_t const> worth);
/// Returns (k - 1)! x the interaction index of levers i and j. Precondition: k >= 2, i != j. O(2^k).
WholeSum interaction_times_factorial(std::span<std::int64_t const> worth, int i, int j);

/// The resolution of an output (ticks per base unit), and the number of decimals of its base unit that are reported.
struct Grain {
  double ticks = 1e6;  ///< per base unit; a share is computed in whole ticks
  int decimals = 2;    ///< of the base unit
};
/// Returns the resolution of a kind of output.
Grain grain_of(OutputKind kind);

/// Returns numerators[i] / denominator, rounded to whole units so that they add up to `total` / denominator rounded
/// half up (method of largest remainders). A numerator of exactly 0 gives 0.
/// Preconditions: the numerators add up to `total`; denominator > 0.
std::vector<std::int64_t> apportion(std::span<WholeSum const> numerators, WholeSum total, WholeSum denominator);

/// The share of one lever, in the output's base unit.
struct LeverShare {
  Estimate share;            ///< over replications: the share is linear in them
  std::int64_t rounded = 0;  ///< its mean in units of the last decimal; these add up to Attribution::rounded_total
  Estimate alone;            ///< its effect with all others off; exact shares only
  Estimate last;             ///< its effect with all others on; exact shares only
  std::optional<double> sampling_error;  ///< standard error from sampling orders; none with exact shares
  std::optional<Interval> both;          ///< interval for both errors together; sampled orders only
};

/// The interaction of two levers, given by their numbers.
struct LeverPair {
  int first = 0;
  int second = 0;
  Estimate interaction;
};

/// The shares of all levers in the difference of one output. All estimates are over the same replications.
struct Attribution {
  int replications = 0;
  int left_out = 0;  ///< replications in which the output was not defined in some coalition
  int orders = 0;    ///< sampled; 0: all were counted
  Grain grain;
  Estimate none;                   ///< with all levers off
  Estimate all;                    ///< with all levers on
  Estimate total;                  ///< the difference
  std::int64_t rounded_total = 0;  ///< in units of the last decimal
  std::vector<LeverShare> shares;
  std::vector<LeverPair> pairs;  ///< exact shares only
};

/// Computes exact shares and interactions. `worth[S]`: the output in each replication with the levers of S on.
/// Preconditions: worth.size() is 2^k, k <= most_exact_levers; all series have the same replications; |value| x ticks
/// fits 63 bits. O(replications x k^2 2^k).
Attribution attribute(std::span<Series const> worth, OutputKind kind, double level = 0.95);

/// One order in which levers are switched on: a permutation of 0 to k - 1.
using Order = std::vector<int>;

/// Returns `pairs` orders drawn at random, each followed by its reverse (antithetic sampling; Mitchell et al. 2022,
/// JMLR 23(43)). The reverse removes the part of the sampling error that is linear in a lever's turn. A function of the
/// arguments alone (Philox, keyed by the seed).
std::vector<Order> random_orders(int levers, int pairs, std::uint64_t seed);

/// Returns the coalitions that the orders pass through, each once, ascending; the empty and the full one included.
/// Precondition: levers <= 63.
std::vector<std::uint64_t> coalitions_of(std::span<Order const> orders, int levers);

/// Computes shares from sampled orders. `worth` has the series of every coalition of coalitions_of(orders, levers).
/// Precondition: orders as random_orders() returns them, each followed by its reverse.
///
/// The sampling error is that of the mean over pairs of orders, given the replications. The error of replications is
/// that over replications, given the orders. `both` adds the two variances. It counts their common part twice, so the
/// interval is conservative. O(orders x levers x replications).
Attribution attribute_sampled(std::map<std::uint64_t, Series> const& worth, std::span<Order const> orders, int levers,
                              OutputKind kind, double level = 0.95);

}  // namespace silowalk::inline statistics
