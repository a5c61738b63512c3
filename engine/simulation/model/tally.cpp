#include "engine/simulation/model/tally.h"

#include <bit>
#include <cmath>
#include <limits>

#include "engine/base/calendar.h"

namespace silowalk::inline simulation {

double wait_bin_upper_edge(int bin) {
  if (bin >= wait_bins - 1) return std::numeric_limits<double>::infinity();
  if (bin == 0) return 1.0 / milliseconds_per_day;
  int const octave = (bin - 1) / wait_bins_per_octave;
  int const part = (bin - 1) % wait_bins_per_octave;
  return std::ldexp(1.0 + (part + 1.0) / wait_bins_per_octave, octave) / milliseconds_per_day;
}

int wait_bin(double days) {
  double const ms = days * milliseconds_per_day;
  if (!(ms >= 1.0)) return 0;
  // The exponent is the octave, the top five bits of the fraction are the part. A logarithm would round near the edges,
  // and differently on each machine.
  auto const bits = std::bit_cast<std::uint64_t>(ms);
  auto const octave = static_cast<int>(bits >> 52) - 1023;
  auto const part = static_cast<int>((bits >> 47) & 31);
  int const bin = 1 + octave * wait_bins_per_octave + part;
  return bin < wait_bins - 1 ? bin : wait_bins - 1;
}

// Zeros everywhere: a member without events has a row, too.
Tally empty_tally(TallyAxes const& axes) {
  Tally tally;
  tally.months = axes.months;
  tally.touchpoints = static_cast<int>(axes.touchpoints.size());
  tally.silos = static_cast<int>(axes.silos.size());
  tally.segments = static_cast<int>(axes.segments.size());
  auto const months = static_cast<std::size_t>(axes.months);
  tally.touchpoint_cells.resize(months * axes.touchpoints.size() * touchpoint_fields.size());
  tally.silo_cells.resize(months * axes.silos.size() * silo_fields.size());
  tally.segment_cells.resize(months * axes.segments.size() * segment_fields.size());
  tally.initiatives = static_cast<int>(axes.initiatives.size());
  tally.initiative_cells.resize(months * axes.initiatives.size() * initiative_fields.size());
  tally.wait_histogram.resize(axes.touchpoints.size() * wait_bins);
  Drift& drift = tally.drift;
  drift.customers_placed.resize(axes.segments.size());
  for (auto* const cells : {&drift.first_offered, &drift.first_capacity, &drift.last_offered, &drift.last_capacity,
                            &drift.first_visits, &drift.first_wait, &drift.last_visits, &drift.last_wait}) {
    cells->resize(axes.silos.size());
  }
  return tally;
}

}  // namespace silowalk::inline simulation
