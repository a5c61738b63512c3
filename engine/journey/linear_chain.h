#pragma once

#include <memory>
#include <vector>

namespace silowalk::inline journey {

/// Transient states 0 .. states-1 of a Markov chain and the equations (I - Q) x = b of expected totals
/// (Kemeny and Snell 1960), factored once by sparse LU. Weights of steps between the same states add up. What the
/// weights from a state lack to one leaves the chain. Copies share the factors.
class LinearChain {
 public:
  /// One transition of the chain. `weight` is the probability, or less where the step may also leave the chain.
  struct Step {
    int from;
    int to;
    double weight;
  };
  /// Factors the equations. Precondition: the chain is transient, so a path leaves it from every state. Throws
  /// std::invalid_argument where (I - Q) is singular. Factors two matrices; the time depends on how many zeros fill in,
  /// O(states^3) at worst.
  LinearChain(int states, std::vector<Step> const& steps);

  /// Returns by state the expected sum of `gives` over all visited states, starting there. One sparse solve.
  /// Precondition: one number a state.
  std::vector<double> totals(std::vector<double> const& gives) const;
  /// Returns by state the expected visits, starting at `start`: one row of N = (I - Q)^-1.
  /// Precondition: 0 <= start < states. One sparse solve.
  std::vector<double> visits(int start) const;

 private:
  struct Factors;
  int states_;
  std::shared_ptr<Factors const> factors_;
};

}  // namespace silowalk::inline journey
