#pragma once

#include <vector>

namespace silowalk::inline journey {

/// The order in which the states of a chain are eliminated.
struct EliminationOrder {
  std::vector<int> states;  ///< all, each once
  int core = 0;             ///< of these, the last by number: the next would connect over 1 in 64 of their pairs
};

/// Orders by the smallest (predecessors x successors) among the states left, ties by number (Markowitz, Management
/// Science 3, 1957). `successors` by state, repetitions and the state itself allowed. Deterministic. The time is that
/// of merging the lists of successors; it ends early, with a larger core, after 2e8 merged entries.
EliminationOrder order_of_elimination(std::vector<std::vector<int>> successors);

}  // namespace silowalk::inline journey
