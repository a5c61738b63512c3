#include "engine/simulation/walk/fatigue.h"
#include "engine/base/calendar.h"

namespace silowalk::inline simulation {

namespace {

/// Returns the load of a silo in a month: handling offered by all arrivals over capacity, no unit.
double load_of(ModelTables const& tables, Ledger const& ledger, int month, std::size_t silo) {
  SiloRow const& row = tables.silos[silo];
  double const capacity = row.schedule.agent_time(ledger.begin(month), ledger.begin(month + 1)) * row.speed;
  // Without capacity nobody works, so that nobody tires.
  return capacity > 0 ? static_cast<double>(ledger.offered(month, silo)) / microseconds_per_day / capacity : 0;
}

/// Returns whether load changes the success of a touchpoint.
bool can_tire(SiloRow const& silo, TouchpointRow const& row) {
  return silo.limited && silo.fatigue != 0 && row.outcome_drawn && row.success > 0;
}

}  // namespace

void apply_fatigue(ModelTables const& tables, Ledger const& ledger, int month, std::vector<Threshold>& success,
                   std::vector<double>& shift) {
  bool const known = month > 0 && ledger.complete(month - 1);
  for (std::size_t t = 0; t < tables.touchpoints.size(); ++t) {
    TouchpointRow const& row = tables.touchpoints[t];
    SiloRow const& silo = tables.silos[row.silo];
    // A load of 0 and an unknown one give the same bits: no shift.
    if (!can_tire(silo, row)) continue;
    shift[t] = known ? 0.0 - tired(silo, load_of(tables, ledger, month - 1, row.silo)) : 0.0;
    success[t] = success_under(row, shift[t]);
  }
}

}  // namespace silowalk::inline simulation
