#pragma once

/// Closed forms of queues with one class of customers, Poisson arrivals, first come first served. `check` shows
/// them, and tests compare the simulation with them. Rates are per any unit of time, times in the same unit.
/// Preconditions: rates and times are positive, agents >= 1, and what each function states. All functions are pure;
/// they throw std::invalid_argument where a precondition fails.
namespace silowalk::inline journey {

/// Computes the probability that all of `agents` are busy in a loss system (M/G/c/c) offered `load` erlangs.
/// Erlang (1917); computed by the recursion B(c) = a B(c-1) / (c + a B(c-1)), which loses no digits. O(agents); 0
/// agents are allowed.
/// The loss depends on handling by its mean only (insensitivity).
double erlang_b(int agents, double load);

/// A queue in its steady state.
struct QueueAnswer {
  double load = 0;          ///< offered work over capacity: arrival rate x mean handling / agents
  double waits_at_all = 0;  ///< probability that an arrival waits (those turned away not counted)
  double wait = 0;          ///< mean wait in the queue, over all who are let in, abandoners included
  double in_system = 0;     ///< mean time from arrival to departure, over all who are let in
  double abandoned = 0;     ///< share of those let in who leave before they are served
  double turned_away = 0;   ///< share of all arrivals who are not let in
  double heads = 0;         ///< mean number waiting or in handling
};

/// Computes M/M/c (Erlang C). Needs load < 1.
QueueAnswer erlang_c(int agents, double arrival_rate, double mean_handling);

/// Computes, for M/M/c, the probability that a wait is longer than `time` (1 where time < 0). Needs load < 1.
/// The wait of those who wait is exponential with rate agents / mean_handling - arrival_rate.
double erlang_c_wait_exceeds(int agents, double arrival_rate, double mean_handling, double time);

/// Computes, for M/M/c, the wait that a share `probability` of arrivals does not exceed; 0 where that share does not
/// wait at all. Needs load < 1 and probability in [0, 1).
double erlang_c_wait_percentile(int agents, double arrival_rate, double mean_handling, double probability);

/// Computes M/M/c+M (Palm 1957; Erlang A): exponential patience of mean `mean_patience`. Stable at any load. The sum
/// over states is cut where the rest is below 1e-15 of what has been summed.
QueueAnswer erlang_a(int agents, double arrival_rate, double mean_handling, double mean_patience);

/// Computes M/M/c/K: at most `room` customers waiting or in handling (room >= agents); the next is turned away.
/// O(room).
QueueAnswer bounded_queue(int agents, double arrival_rate, double mean_handling, int room);

/// Computes M/G/1 (Pollaczek-Khinchine): handling of any distribution with this mean and coefficient of variation (>=
/// 0). Needs load < 1.
QueueAnswer pollaczek_khinchine(double arrival_rate, double mean_handling, double handling_cv);

}  // namespace silowalk::inline journey
