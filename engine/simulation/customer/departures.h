#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engine/simulation/customer/life_clock.h"
#include "engine/simulation/rules/lane_math.h"

namespace silowalk::inline simulation {

/// Said of the next visit of a customer whose departure is put off: it is not known yet whether there is one.
inline constexpr double undecided = -std::numeric_limits<double>::infinity();

/// Customers on their way whose life clocks have not been spent yet. What the hazard takes is asked for one by one and
/// worked out for all of them at once, which is what makes it worth while. Nobody else is touched by it, so it may be
/// put off as long as the next visit is not due and no hazard comes into force.
class Departures {
 public:
  struct Departure {
    unsigned char* record;
    std::uint32_t name;    ///< the caller's
    std::uint16_t origin;  ///< touchpoint where a churn would be booked
    double from;
    double next;
    std::size_t first_answer;
  };

  bool empty() const { return waiting_.empty(); }
  bool full() const { return waiting_.size() >= 32; }
  Departure& last() { return waiting_.back(); }

  void add(SegmentRow const& s, Customer& c, unsigned char* record, std::uint16_t origin, double from, double next) {
    waiting_.push_back({record, 0, origin, from, next, exposures_.asked()});
    ask_exposures(s, c, from, next - from, exposures_);
  }

  /// Calls spent(departure, answers) for each; the answers are the exposures in the order in which spend_life() asks.
  template <class Spent>
  void decide(Spent const& spent) {
    exposures_.work_out();
    for (Departure const& each : waiting_) spent(each, exposures_.answers() + each.first_answer);
    waiting_.clear();
    exposures_.clear();
  }

 private:
  std::vector<Departure> waiting_;
  Exposures exposures_;
};

}  // namespace silowalk::inline simulation
