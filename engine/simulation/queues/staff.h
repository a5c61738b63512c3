#pragma once

#include <vector>

#include "engine/base/random.h"
#include "engine/simulation/model/decision_tables.h"

namespace silowalk::inline simulation {

/// The agents of one silo who resign and are replaced. Each seat draws a unit exponential when it is filled. The agent
/// resigns when the accumulated hazard, constant within a month, reaches it. The seat is filled again after the hiring
/// lag. The long-run mean of agents present is agents / (1 + rate x lag). Times are days since month 0. Random words
/// are keyed by (seat, silo, number of the agent in the seat), so a seat has the same random numbers in every scenario.
class Staff {
 public:
  /// `row` and `key` must outlive the object.
  Staff(StaffRow const& row, int agents, RandomKey const& key) : row_(&row), key_(&key) { resize(agents); }

  /// Returns the number of agents present.
  int present() const { return present_; }
  /// Sets the number of seats, that is, how many agents the silo wants to employ. New seats are filled at once.
  void resize(int agents);

  /// A change of the number of agents present.
  struct Change {
    double time = 0;
    int by = 0;  ///< -1: an agent resigns, +1: an agent begins
  };
  /// Simulates the resignations and hires in [from, to) at this rate of resignation (per agent and day). Returns them
  /// ascending in time. Precondition: months are passed in order. present() changes only by apply().
  std::vector<Change> month(double from, double to, double rate);
  /// Puts a change of month() into force; the caller does so at its time.
  void apply(Change const& change) { present_ += change.by; }

 private:
  /// One seat, filled or not.
  struct Seat {
    double clock = 0;      ///< what is left of the present agent's unit exponential
    double filled_at = 0;  ///< when the next agent begins, where it is empty
    bool filled = true;
    std::uint32_t turn = 0;  ///< number of agents who have sat in it before
  };
  double draw(std::size_t seat) const;

  StaffRow const* row_;  ///< not owned
  RandomKey const* key_;
  std::vector<Seat> seats_;  ///< by number; the last ones go first
  int present_ = 0;
};

}  // namespace silowalk::inline simulation
