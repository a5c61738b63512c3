#pragma once

#include <vector>

#include "engine/scenario/scenario.h"

namespace silowalk::inline simulation {

/// How many agents of a silo are on duty at each moment of a week that repeats for ever.
///
/// Times are in days relative to month 0. The week is cut into pieces with a constant number on duty; agent i (from 0)
/// is on duty while i < that number. "Open" means that somebody is on duty. Arithmetic is + - * / and floor only.
class WeeklySchedule {
 public:
  /// Around the clock, all agents.
  explicit WeeklySchedule(int agents);
  /// `start_weekday`: the weekday (0 = Monday) of month 0's first day.
  WeeklySchedule(int agents, std::vector<Shift> const& shifts, int start_weekday);

  bool around_the_clock() const { return around_the_clock_; }
  int on_duty(double t) const;
  /// Earliest moment >= t at which agent i is on duty; infinity if never.
  double next_on_duty(int agent, double t) const;
  /// Earliest moment >= t at which somebody is on duty.
  double next_open(double t) const { return next_on_duty(0, t); }
  /// The next closing after `t`, where t is an open moment.
  double closing_after(double t) const;
  /// Open time between two moments, in days.
  double open_between(double from, double to) const;
  /// The moment at which `open` days of open time have passed since t.
  double after_open(double t, double open) const;
  /// Agents on duty x time between two moments, in agent-days.
  double agent_time(double from, double to) const;

 private:
  struct Piece {
    double from = 0;  ///< days into the week
    double to = 0;
    int agents = 0;
    double open_before = 0;   ///< open time of the week before this piece
    double agent_before = 0;  ///< agent-time of the week before this piece
  };
  struct Position {
    double week = 0;  ///< start of the week, in days relative to month 0
    double day = 0;   ///< days into the week
    std::size_t piece = 0;
  };
  Position locate(double t) const;
  double open_until(double t) const;
  double agent_time_until(double t) const;

  std::vector<Piece> pieces_;
  double offset_ = 0;  ///< days from the Monday before month 0 to month 0
  double open_per_week_ = 7;
  double agent_time_per_week_ = 0;
  int agents_ = 0;
  bool around_the_clock_ = true;
};

}  // namespace silowalk::inline simulation
