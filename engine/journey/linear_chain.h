#pragma once

#include <memory>
#include <vector>

namespace silowalk::inline journey {

/// Transient states 0 .. states-1 of a Markov chain and the equations (I - Q) x = b of their expected futures, factored
/// once (sparse LU). Steps between the same states add up; what is missing to one leaves the chain.
class LinearChain {
 public:
  struct Step {
    int from;
    int to;
    double weight;
  };
  /// The chain must be transient: from every state somebody must leave in the end.
  LinearChain(int states, std::vector<Step> const& steps);

  /// By state: expected sum of what each visited state gives, starting there.
  std::vector<double> totals(std::vector<double> const& gives) const;
  /// By state: expected visits, starting at `start`: one row of N = (I - Q)^-1.
  std::vector<double> visits(int start) const;

 private:
  struct Factors;
  int states_;
  std::shared_ptr<Factors const> factors_;
};

}  // namespace silowalk::inline journey
