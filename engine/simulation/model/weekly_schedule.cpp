#include "engine/simulation/model/weekly_schedule.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/calendar.h"

namespace silowalk::inline simulation {

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();
/// A moment at most this far (in days, 0.09 ms) before a boundary counts as on it. Boundaries are sums that may round
/// either way; without the tolerance an agent could start in the shift that has just ended.
constexpr double on_the_boundary = 1e-9;
}  // namespace

WeeklySchedule::WeeklySchedule(int agents) : agents_(agents) {
  pieces_.push_back({0, 7, agents, 0, 0});
  agent_time_per_week_ = 7.0 * agents;
}

WeeklySchedule::WeeklySchedule(int agents, std::vector<Shift> const& shifts, int start_weekday) : agents_(agents) {
  if (shifts.empty()) {
    // The offset stays 0: around the clock, weekdays do not matter.
    *this = WeeklySchedule(agents);
    return;
  }
  // By minute, because shifts may overlap and replace each other; equal neighbours are merged into pieces below.
  std::vector<int> by_minute(minutes_per_week, 0);
  for (Shift const& shift : shifts) {
    for (int day = 0; day < 7; ++day) {
      if (((shift.weekdays >> day) & 1) == 0) continue;
      for (int m = shift.from_minute; m < shift.to_minute; ++m) {
        by_minute[static_cast<std::size_t>(day) * minutes_per_day + static_cast<std::size_t>(m)] =
            shift.agents.value_or(agents);
      }
    }
  }
  // Only a week in which everybody is always on duty counts: shifts with fewer agents have queries of their own.
  around_the_clock_ = std::all_of(by_minute.begin(), by_minute.end(), [&](int n) { return n == agents; });
  offset_ = start_weekday;
  double open = 0;
  double agent_time = 0;
  for (int m = 0; m < minutes_per_week;) {
    int end = m;
    while (end < minutes_per_week && by_minute[static_cast<std::size_t>(end)] == by_minute[static_cast<std::size_t>(m)])
      ++end;
    double const from = static_cast<double>(m) / minutes_per_day;
    double const to = static_cast<double>(end) / minutes_per_day;
    int const on_duty = by_minute[static_cast<std::size_t>(m)];
    pieces_.push_back({from, to, on_duty, open, agent_time});
    if (on_duty > 0) open += to - from;
    agent_time += on_duty * (to - from);
    m = end;
  }
  open_per_week_ = open;
  agent_time_per_week_ = agent_time;
}

/// Returns the week, the day and the piece of a moment; a moment within the tolerance before a boundary belongs to the
/// piece after it.
WeeklySchedule::Position WeeklySchedule::locate(double t) const {
  double const shifted = t + offset_;
  double week = std::floor(shifted / 7.0) * 7.0;
  // A moment just before the end of a week belongs to the next one.
  if (shifted - week >= 7.0 - on_the_boundary) week += 7.0;
  double const day = shifted - week;
  Position at{week - offset_, day > 0 ? day : 0.0, 0};
  while (at.piece + 1 < pieces_.size() && at.day >= pieces_[at.piece].to - on_the_boundary) ++at.piece;
  if (at.day < pieces_[at.piece].from) at.day = pieces_[at.piece].from;
  return at;
}

int WeeklySchedule::on_duty(double t) const {
  if (around_the_clock_) return agents_;
  return pieces_[locate(t).piece].agents;
}

double WeeklySchedule::next_on_duty(int agent, double t) const {
  if (around_the_clock_) return agent < agents_ ? t : infinity;
  Position const at = locate(t);
  if (agent < pieces_[at.piece].agents) return t;
  // At most one turn of the week: later weeks are the same.
  for (std::size_t step = 1; step <= pieces_.size(); ++step) {
    std::size_t const piece = (at.piece + step) % pieces_.size();
    if (agent >= pieces_[piece].agents) continue;
    double const week = at.week + (at.piece + step >= pieces_.size() ? 7.0 : 0.0);
    // The tolerance of locate() may put the beginning of a piece before t.
    return std::max(t, week + pieces_[piece].from);
  }
  return infinity;
}

double WeeklySchedule::closing_after(double t) const {
  if (around_the_clock_) return infinity;
  Position const at = locate(t);
  for (std::size_t step = 1; step <= pieces_.size(); ++step) {
    std::size_t const piece = (at.piece + step) % pieces_.size();
    if (pieces_[piece].agents > 0) continue;
    return at.week + (at.piece + step >= pieces_.size() ? 7.0 : 0.0) + pieces_[piece].from;
  }
  return infinity;
}

/// Returns the open time from a fixed origin to t; negative before it.
double WeeklySchedule::open_until(double t) const {
  Position const at = locate(t);
  Piece const& piece = pieces_[at.piece];
  double const inside = piece.agents > 0 ? at.day - piece.from : 0.0;
  return (at.week + offset_) / 7.0 * open_per_week_ + piece.open_before + inside;
}

/// Returns agent-time from the same origin to t.
double WeeklySchedule::agent_time_until(double t) const {
  Position const at = locate(t);
  Piece const& piece = pieces_[at.piece];
  return (at.week + offset_) / 7.0 * agent_time_per_week_ + piece.agent_before + piece.agents * (at.day - piece.from);
}

double WeeklySchedule::open_between(double from, double to) const {
  if (around_the_clock_) return to - from;
  return open_until(to) - open_until(from);
}

double WeeklySchedule::agent_time(double from, double to) const {
  if (around_the_clock_) return agents_ * (to - from);
  return agent_time_until(to) - agent_time_until(from);
}

double WeeklySchedule::after_open(double t, double open) const {
  if (around_the_clock_) return t + open;
  // Whole weeks first: the loop below then runs over the pieces of one week, however long the patience.
  double left = open;
  double now = next_open(t);
  double const weeks = std::floor(left / open_per_week_);
  now += weeks * 7.0;
  left -= weeks * open_per_week_;
  for (;;) {
    double const closing = closing_after(now);
    if (now + left <= closing) return now + left;
    left -= closing - now;
    now = next_open(closing);
  }
}

}  // namespace silowalk::inline simulation
