#pragma once

#include <vector>

#include "engine/base/random.h"
#include "engine/simulation/model/decision_tables.h"

namespace silowalk::inline simulation {

/// The agents of one silo who resign and are replaced. Each seat draws a unit exponential when it is filled and is left
/// when its hazard, constant within a month, has used it up; it is filled again after the hiring lag. In the long run
/// agents / (1 + rate x lag) are there.
class Staff {
 public:
  Staff(StaffRow const& row, int agents, RandomKey const& key) : row_(&row), key_(&key) { resize(agents); }

  int present() const { return present_; }
  /// Seats there are to fill: what the silo wants to employ.
  void resize(int agents);

  struct Change {
    double time = 0;
    int by = 0;  ///< -1: somebody resigns, +1: somebody begins
  };
  /// What happens in [from, to) at this rate of resignation (per agent and day): ascending in time.
  std::vector<Change> month(double from, double to, double rate);
  void apply(Change const& change) { present_ += change.by; }

 private:
  struct Seat {
    double clock = 0;
    double filled_at = 0;  ///< when somebody begins, where it is empty
    bool filled = true;
    std::uint32_t turn = 0;
  };
  double draw(std::size_t seat) const;

  StaffRow const* row_;
  RandomKey const* key_;
  std::vector<Seat> seats_;
  int present_ = 0;
};

}  // namespace silowalk::inline simulation
