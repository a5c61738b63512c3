#pragma once

#include <vector>

#include "engine/scenario/scenario.h"

namespace silowalk::inline simulation {

/// The number of agents of a silo on duty at each moment of a week that repeats without end.
///
/// Times are days since month 0. The week consists of pieces with a constant number on duty; agent i (from 0) is on
/// duty while i < that number. "Open" means that at least one agent is on duty. Arithmetic is + - * / and floor only,
/// so results have the same bits on every machine. Every query is linear in the pieces of a week, or constant around
/// the clock. Immutable, so safe to read from several threads.
class WeeklySchedule {
 public:
  /// Makes a schedule with all agents on duty around the clock.
  explicit WeeklySchedule(int agents);
  /// Makes a schedule from shifts; no shifts mean around the clock. A later shift replaces an earlier one where they
  /// overlap. `start_weekday`: the weekday (0 = Monday) of month 0's first day.
  WeeklySchedule(int agents, std::vector<Shift> const& shifts, int start_weekday);

  /// Returns whether all agents are on duty at all times; queries are then constant.
  bool around_the_clock() const { return around_the_clock_; }
  /// Returns the number of agents on duty at t.
  int on_duty(double t) const;
  /// Returns the earliest moment >= t at which agent i is on duty; infinity if never.
  double next_on_duty(int agent, double t) const;
  /// Returns the earliest moment >= t at which an agent is on duty; infinity if never.
  double next_open(double t) const { return next_on_duty(0, t); }
  /// Returns the next closing after `t`; infinity if never. Precondition: t is an open moment.
  double closing_after(double t) const;
  /// Returns the open time between two moments, in days. Precondition: from <= to.
  double open_between(double from, double to) const;
  /// Returns the moment at which `open` days of open time have passed since t. Preconditions: `open` is finite and not
  /// negative; the week has open time.
  double after_open(double t, double open) const;
  /// Returns agents on duty x time between two moments, in agent-days. Precondition: from <= to.
  double agent_time(double from, double to) const;

 private:
  /// A stretch of the week with a constant number on duty; the pieces cover the week in order.
  struct Piece {
    double from = 0;          ///< days into the week
    double to = 0;            ///< days into the week, not included
    int agents = 0;           ///< on duty
    double open_before = 0;   ///< open time of the week before this piece
    double agent_before = 0;  ///< agent-time of the week before this piece
  };
  /// A moment as week, day and piece.
  struct Position {
    double week = 0;        ///< start of the week, in days relative to month 0
    double day = 0;         ///< days into the week
    std::size_t piece = 0;  ///< index in pieces_
  };
  /// Returns the position of a moment.
  Position locate(double t) const;
  /// Returns the open time from a fixed origin to t, in days.
  double open_until(double t) const;
  /// Returns agents on duty x time from the same origin to t, in agent-days.
  double agent_time_until(double t) const;

  std::vector<Piece> pieces_;       ///< in order; never empty
  double offset_ = 0;               ///< days from the Monday before month 0 to month 0
  double open_per_week_ = 7;        ///< days
  double agent_time_per_week_ = 0;  ///< agent-days
  int agents_ = 0;                  ///< where the clock never stops
  bool around_the_clock_ = true;
};

}  // namespace silowalk::inline simulation
