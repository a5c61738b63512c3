#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace silowalk::inline simulation {

/// The services that a silo has promised and not completed. Kept only where stories are recorded: a queue itself needs
/// only the times at which its agents become free.
class QueueWatch {
 public:
  /// What an arrival finds.
  struct Ahead {
    int waiting = 0;  ///< customers who have not been served yet
    double work = 0;  ///< agent-days
  };

  /// Returns what an arrival at `t` finds ahead. Precondition: calls are in time order. Linear in the promises.
  Ahead ahead(double t) {
    forget(t);
    Ahead seen;
    for (Promise const& each : promises_) {
      seen.waiting += each.begin > t ? 1 : 0;
      seen.work += each.end - std::max(each.begin, t);
    }
    return seen;
  }

  /// Adds a customer who will be served over (begin, end), or who gives up at `begin`; then `end` equals `begin`.
  /// Removes completed promises only when the room is used up, so the cost per call is constant on average.
  void promise(double t, double begin, double end) {
    if (promises_.size() >= room_) {
      forget(t);
      room_ = std::max(first_room, 2 * promises_.size());
    }
    promises_.push_back({begin, end});
  }

 private:
  static constexpr std::size_t first_room = 64;  ///< promises before the first clean-up
  /// One service, or a customer who waits until giving up.
  struct Promise {
    double begin;  ///< days since month 0
    double end;    ///< when it is over
  };

  /// Removes promises that are over at t.
  void forget(double t) {
    std::erase_if(promises_, [t](Promise const& each) { return each.end <= t; });
  }

  std::vector<Promise> promises_;  ///< unordered
  std::size_t room_ = first_room;  ///< size at which the next clean-up is due
};

}  // namespace silowalk::inline simulation
