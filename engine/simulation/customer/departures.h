#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engine/simulation/customer/life_clock.h"
#include "engine/simulation/rules/lane_math.h"

namespace silowalk::inline simulation {

/// Time of the next visit of a customer whose departure is pending: it is not known yet whether there is a next visit.
inline constexpr double undecided = -std::numeric_limits<double>::infinity();

/// A batch of dwelling customers whose life clocks are not updated yet.
///
/// Exposures are requested one by one and computed together in vector lanes, which is faster. A departure affects no
/// other customer. So it may wait as long as its next visit is not due and no other hazard comes into force. Not thread
/// safe: each replication has its own batch.
class Departures {
 public:
  /// One dwell that is not decided yet.
  struct Departure {
    unsigned char* record;     ///< not owned
    std::uint32_t name;        ///< an identifier that the caller sets and reads
    std::uint16_t origin;      ///< touchpoint where a churn would be booked
    double from;               ///< start of the dwell, days since month 0
    double next;               ///< time of the next visit, unless the customer leaves before
    std::size_t first_answer;  ///< index of its first exposure in the answers
  };

  /// Returns whether no departure is pending.
  bool empty() const { return waiting_.empty(); }
  /// True where the batch should be decided. More departures would be correct, but 32 suffice to fill the lanes.
  bool full() const { return waiting_.size() >= 32; }
  /// Returns the departure added last. Precondition: there is one.
  Departure& last() { return waiting_.back(); }

  /// Adds a dwell from `from` to `next`; the caller then sets last().name where it needs one. Precondition: the
  /// customer's trust is settled, and `record` stays valid and unchanged until decide().
  void add(SegmentRow const& s, Customer& c, unsigned char* record, std::uint16_t origin, double from, double next) {
    waiting_.push_back({record, 0, origin, from, next, exposures_.asked()});
    ask_exposures(s, c, from, next - from, exposures_);
  }

  /// Computes all exposures, calls spent(departure, answers) for each departure in the order of add(), then empties the
  /// batch. `answers` are the exposures in the order in which spend_life() uses them. `spent` must not call add().
  template <class Spent>
  void decide(Spent const& spent) {
    exposures_.work_out();
    for (Departure const& each : waiting_) spent(each, exposures_.answers() + each.first_answer);
    waiting_.clear();
    exposures_.clear();
  }

 private:
  std::vector<Departure> waiting_;  ///< in the order of add()
  Exposures exposures_;             ///< requested for all of `waiting_`
};

}  // namespace silowalk::inline simulation
