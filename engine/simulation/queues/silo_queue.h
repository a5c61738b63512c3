#pragma once

#include <cstdint>
#include <vector>

#include "engine/simulation/model/weekly_schedule.h"

namespace silowalk::inline simulation {

/// The result that a queue computes for a customer on arrival.
struct Service {
  enum class Kind : std::uint8_t { served, abandoned, turned_away };
  Kind kind = Kind::served;  ///< what becomes of the customer
  double wait = 0;           ///< time waited by the queue's clock, days (patience, if abandoned)
  double begin = 0;          ///< moment at which handling begins, or the queue is left
  double open_wait = 0;      ///< open time waited, days
};

/// The agents of one silo: exact first-come-first-served with patience, one event per visit.
///
/// Keeps the times at which agents become free (Kiefer and Wolfowitz 1955), so a wait is known on arrival.
/// Precondition: calls are in time order. An arrival takes the agent who gives the earliest start. With shifts, ties go
/// to the longest idle agent, then to the lowest number. A service begun is completed; its overrun does not count
/// against the next shift. Times are days since month 0. Not thread safe: each replication has its own queues.
class SiloQueue {
 public:
  /// `room`: most customers waiting and in handling, 0 = no limit. `schedule` must outlive the queue. `clock`: of waits
  /// and patience. By WaitClock::clock they also pass while the silo is closed, and a customer may leave then.
  SiloQueue(WeeklySchedule const& schedule, int agents, int room, bool turn_away_when_closed,
            WaitClock clock = WaitClock::open);

  /// Sets the number of agents from time t on. Agents who leave complete what was promised; agents who come (back)
  /// start at t, or when that is done. Starts already promised to customers do not move. Precondition: the schedule of
  /// the queue is already updated to the same number.
  void set_agents(std::size_t agents, double t);

  /// Serves a customer who arrives at t, and returns the wait at once. A customer whose wait would exceed `patience`
  /// leaves when it runs out and uses no agent. `patience` in days of the queue's clock (infinity: endless),
  /// `handling` in calendar days. Complexity: about agents / 8 around the clock, linear in agents x shifts otherwise.
  Service serve(double t, double handling, double patience);

 private:
  /// A start and who gives it.
  struct Choice {
    double begin;
    std::size_t agent;
  };
  /// Returns the earliest start at or after t where all agents are on duty around the clock.
  Choice earliest_around_the_clock(double t) const;
  /// Returns the earliest start at or after t by shifts; infinity where nobody is ever on duty.
  Choice earliest_by_shift(double t) const;
  /// Recomputes low_.
  void note_lowest();
  /// Sets when an agent becomes free, and the lowest time of the agent's block.
  void occupy(std::size_t agent, double until);
  /// Returns the open time between an arrival at t and `begin` >= t, days. Exactly 0 where only closed hours lie
  /// between.
  double open_wait(double t, double begin) const;
  /// Returns whether another customer may enter at t; removes those who have left. Precondition: room_ > 0.
  bool has_room(double t);
  /// Records when a customer will leave.
  void note_departure(double t);

  WeeklySchedule const* schedule_;  ///< not owned
  std::size_t agents_;              ///< employed now
  std::vector<double> free_;        ///< when each agent becomes free, padded to whole blocks with infinity
  std::vector<double> away_;        ///< when agents who are not employed now would become free
  std::vector<double> low_;         ///< the lowest of each block, filled up likewise; empty where one block does
  std::vector<double> departures_;  ///< min-heap of departure times, kept only where room is limited
  std::size_t room_;                ///< most customers inside; 0: no limit
  bool turn_away_when_closed_;
  bool around_the_clock_;
  bool by_clock_;  ///< closed hours count as waiting
};

}  // namespace silowalk::inline simulation
