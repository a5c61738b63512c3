#pragma once

#include <cstdint>
#include <vector>

#include "engine/simulation/model/weekly_schedule.h"

namespace silowalk::inline simulation {

/// What a queue promises a customer on arrival.
struct Service {
  enum class Kind : std::uint8_t { served, abandoned, turned_away };
  Kind kind = Kind::served;
  double wait = 0;   ///< open time waited, days (patience, if abandoned)
  double begin = 0;  ///< moment at which handling begins, or the queue is left
};

/// The agents of one silo: exact first-come-first-served with patience, one event per visit.
///
/// Keeps the times at which agents fall free (Kiefer and Wolfowitz 1955), so a wait is known on arrival. Calls must
/// come in time order. An arrival takes the agent who gives the earliest start; ties go to the longest idle, then to
/// the lowest number. A call begun is finished; its overrun does not count against the next shift.
class SiloQueue {
 public:
  /// `room`: most customers waiting and in handling, 0 = no limit.
  SiloQueue(WeeklySchedule const& schedule, int agents, int room, bool turn_away_when_closed);

  /// So many agents from t on. Those who leave finish what they were promised for; those who come (back) begin at t or
  /// when they are done. The schedule that the queue was made with must say the same number by now.
  void set_agents(std::size_t agents, double t);

  /// `patience` in open days (infinity: endless). `handling` in calendar days.
  Service serve(double t, double handling, double patience);

 private:
  struct Choice {
    double begin;
    std::size_t agent;
  };
  Choice earliest_around_the_clock(double t) const;
  Choice earliest_by_shift(double t) const;
  void note_lowest();
  void occupy(std::size_t agent, double until);
  /// Open time between an arrival at t and `begin` >= t, days. Exactly 0 where only closed hours lie between.
  double open_wait(double t, double begin) const;
  bool has_room(double t);
  void note_departure(double t);

  WeeklySchedule const* schedule_;
  std::size_t agents_;
  std::vector<double> free_;        ///< when each agent falls free, filled up to whole blocks with "never"
  std::vector<double> away_;        ///< when agents who are not employed now would fall free
  std::vector<double> low_;         ///< the lowest of each block, filled up likewise; empty where one block does
  std::vector<double> departures_;  ///< min-heap of departure times, kept only where room is limited
  std::size_t room_;
  bool turn_away_when_closed_;
  bool around_the_clock_;
};

}  // namespace silowalk::inline simulation
