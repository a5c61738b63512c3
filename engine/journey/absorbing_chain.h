#pragma once

#include <limits>
#include <vector>

namespace silowalk::inline journey {

/// Transient states 0 .. states-1 of an absorbing Markov chain, and the equations (I - Q) of its expected totals
/// (Kemeny and Snell, Finite Markov Chains, 1960): the one solver for `check`, the closed forms and the steady start.
///
/// Method: Gaussian elimination of I - Q^T by sparse rows, once; each question then costs one substitution forwards and
/// one backwards. I - Q is an M-matrix, so every pivot on the diagonal is positive in any order, and none is searched.
/// Chains of at most `states_in_order` states are eliminated in the order of their numbers; larger ones by the smallest
/// (predecessors x successors) first (Markowitz, Management Science 3, 1957), which keeps journeys sparse. Once the
/// next state would connect more than 1 in 64 of the pairs left, those left are the core and are eliminated by number.
/// Arithmetic: + - x / in an order that the chain alone fixes: the same bits on every machine.
/// Complexity: linear in states + steps for lines and trees; cubic in the core; states^2 / 64 to look for fill-in.
/// Thread-safe once built.
class AbsorbingChain {
 public:
  /// One transition of the chain.
  struct Step {
    int from;
    int to;
    double probability;  ///< less than that of the step in the journey where quiet churn thins it
  };
  static constexpr int states_in_order = 256;

  /// Probabilities of steps between the same states add up. What those from a state lack to one leaves the chain.
  /// Precondition: states numbered from 0; a path leaves the chain from every state. Throws std::invalid_argument where
  /// a pivot is not positive; rounding may hide that no path leaves. A chain whose core has more than `largest_core`
  /// states is not eliminated: its flow is summed step by step, at most 20 000 steps, until less than 1e-9 of it moves.
  /// What leaves later is cut off.
  AbsorbingChain(int states, std::vector<Step> const& steps, int largest_core = std::numeric_limits<int>::max());

  /// Returns by state the expected visits, (I - Q^T)^-1 arrivals; `arrivals` are those from outside, by state. One
  /// entry of 1 gives a row of the fundamental matrix. Precondition, here and below: one number a state.
  std::vector<double> visits(std::vector<double> const& arrivals) const;
  /// Returns by state the expected sum of `gives` over all visited states, starting there: (I - Q)^-1 gives. With
  /// the probabilities of leaving for one exit as `gives`: the probabilities of being absorbed there.
  std::vector<double> totals(std::vector<double> const& gives) const;
  /// Returns whether the chain is eliminated; false: summed, see the constructor.
  bool eliminated() const { return !diagonal_.empty() || states_ == 0; }

 private:
  /// The entries of a matrix by rows, by ascending column in each.
  struct Rows {
    std::vector<std::size_t> begin{0};
    std::vector<int> column;
    std::vector<double> value;
    void add(int at, double what);
    void close() { begin.push_back(column.size()); }
  };
  class Row;

  void eliminate(std::vector<int> order);
  void keep(Row const& row, int number);
  std::vector<double> by_position(std::vector<double> const& values) const;
  std::vector<double> by_state(std::vector<double> const& values) const;

  int states_;
  Rows out_;                      ///< steps by their origin, in the order given
  std::vector<int> state_at_;     ///< by position in the order of elimination
  Rows lower_;                    ///< factors, by position
  Rows upper_;                    ///< right of the diagonal, by position
  std::vector<double> diagonal_;  ///< pivots, by position; empty: summed
};

}  // namespace silowalk::inline journey
