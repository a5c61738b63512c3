#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace silowalk::inline simulation {

/// What a silo has promised and not yet done, kept only where somebody watches: a queue itself needs no more than the
/// times at which its agents fall free.
class QueueWatch {
 public:
  struct Ahead {
    int waiting = 0;  ///< customers who have not been served yet
    double work = 0;  ///< agent-days
  };

  /// Seen by who arrives at `t`. Times never go back.
  Ahead ahead(double t) {
    forget(t);
    Ahead seen;
    for (Promise const& each : promises_) {
      seen.waiting += each.begin > t ? 1 : 0;
      seen.work += each.end - std::max(each.begin, t);
    }
    return seen;
  }

  /// Somebody will be served over (begin, end), or give up at `begin`, which is then also the end.
  void promise(double t, double begin, double end) {
    if (promises_.size() >= room_) {
      forget(t);
      room_ = std::max(first_room, 2 * promises_.size());
    }
    promises_.push_back({begin, end});
  }

 private:
  static constexpr std::size_t first_room = 64;
  struct Promise {
    double begin;
    double end;
  };

  void forget(double t) {
    std::erase_if(promises_, [t](Promise const& each) { return each.end <= t; });
  }

  std::vector<Promise> promises_;
  std::size_t room_ = first_room;
};

}  // namespace silowalk::inline simulation
