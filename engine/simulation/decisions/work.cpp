#include "engine/simulation/decisions/work.h"

#include <algorithm>

#include "engine/scenario/scenario.h"
#include "engine/simulation/model/draws.h"

namespace silowalk::inline simulation {

void Work::begin(InitiativeRow const& row, int month) {
  begun_ = month;
  due_ = month + row.months;
  moved_ = 0;
  kept_ = 1;
  state_ = row.months == 0 ? State::live : State::under_way;
  if (live()) delivered_ = month;
}

void Work::pass_month(InitiativeRow const& row, RandomKey const& key, int month, double moves) {
  if (!under_way() && !live()) return;
  // Keyed by the months since the beginning, so a month's word never depends on what happened in other months.
  Words const w = philox(key, static_cast<std::uint32_t>(month - begun_), row.hash, draws::work, 0);
  bool const well = moves >= 1 || uniform(w.w[0]) < moves;
  if (live()) {
    kept_ = well ? 1.0 : kept_ / 2;
    return;
  }
  if (!well || ++moved_ < row.months) return;
  state_ = State::live;
  delivered_ = month;
}

double Work::level(EffectRow const& effect, int month) const {
  if (!live()) return 0;
  double const from = (month - delivered_) * days_per_month;
  double const to = from + days_per_month;
  double const until = std::min(to, effect.ramp);  // the ramp's part of the month
  // The ramp ended before this month.
  if (until <= from) return kept_;
  // The integral of u / ramp over the ramp's part of the month.
  double const rising = (until * until - from * from) / (2 * effect.ramp);
  return kept_ * (rising + (to - until)) / days_per_month;
}

}  // namespace silowalk::inline simulation
