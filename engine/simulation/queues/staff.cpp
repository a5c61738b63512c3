#include "engine/simulation/queues/staff.h"

#include <algorithm>

#include "engine/base/portable_math.h"
#include "engine/simulation/model/draws.h"

namespace silowalk::inline simulation {

/// Draws the unit exponential of the agent who now sits in a seat.
double Staff::draw(std::size_t seat) const {
  Words const w = philox(*key_, static_cast<std::uint32_t>(seat), row_->hash, draws::staff, seats_[seat].turn);
  return -portable_log(uniform(w.w[0]));
}

void Staff::resize(int agents) {
  // Effects may ask for fewer than no agents.
  auto const wanted = static_cast<std::size_t>(std::max(agents, 0));
  // The last seats go first, so the seats that stay keep their random numbers.
  while (seats_.size() > wanted) {
    present_ -= seats_.back().filled ? 1 : 0;
    seats_.pop_back();
  }
  while (seats_.size() < wanted) {
    seats_.emplace_back();
    seats_.back().clock = draw(seats_.size() - 1);
    ++present_;
  }
}

std::vector<Staff::Change> Staff::month(double from, double to, double rate) {
  std::vector<Change> changes;
  for (std::size_t i = 0; i < seats_.size(); ++i) {
    Seat& seat = seats_[i];
    // An agent hired within the month may resign within it, so each seat is followed to the end of the month.
    double now = from;
    while (true) {
      if (!seat.filled) {
        if (seat.filled_at >= to) break;
        now = std::max(now, seat.filled_at);
        changes.push_back({now, 1});
        // Hired at this moment: another agent, with another clock.
        seat.filled = true;
        ++seat.turn;
        seat.clock = draw(i);
      }
      double const spent = rate * (to - now);
      if (spent < seat.clock || rate <= 0) {
        seat.clock -= spent;
        break;
      }
      now += seat.clock / rate;
      // Rounding must not move a resignation into the next month.
      if (now >= to) now = to;
      changes.push_back({now, -1});
      seat.filled = false;
      seat.filled_at = now + row_->attrition.hiring_lag;
    }
  }
  // Stable, so that ties keep the order of seats on every machine.
  std::stable_sort(changes.begin(), changes.end(), [](Change const& a, Change const& b) { return a.time < b.time; });
  return changes;
}

}  // namespace silowalk::inline simulation
