#include "engine/statistics/stored_value.h"

#include <cmath>
#include <cstdlib>

#include "engine/base/complaint.h"
#include "engine/statistics/output_table.h"

namespace silowalk::inline statistics {
namespace {

/// Scaled cells below this survive division and multiplication unchanged; skipping them saves the arithmetic.
constexpr std::int64_t exact_below = std::int64_t{1} << 52;

/// Rounds the large scaled cells of a table; cells cycle through `count` fields.
void round_cells(std::vector<std::int64_t>& cells, FieldInfo const* fields, std::size_t count) {
  std::size_t field = 0;
  for (std::int64_t& cell : cells) {
    bool const large = cell >= exact_below || cell <= -exact_below;
    if (large && fields[field].scale != Scale::count) {
      cell = from_stored_value(stored_value(cell, fields[field].scale), fields[field].scale);
    }
    if (++field == count) field = 0;
  }
}

/// All scaled arrays of the drift are durations.
void round_durations(std::vector<std::int64_t>& cells) {
  for (std::int64_t& cell : cells) cell = from_stored_value(stored_value(cell, Scale::duration), Scale::duration);
}

}  // namespace

double stored_value(std::int64_t cell, Scale scale) {
  return scale == Scale::count ? static_cast<double>(cell) : static_cast<double>(cell) / divisor(scale);
}

// value x by is exact as product + error, so the nearest whole number of it is too.
std::int64_t from_stored_value(double value, Scale scale) {
  double const by = divisor(scale);
  double const product = value * by;
  if (!(std::abs(product) < 0x1p63)) throw RuntimeFailure("a stored number is out of range");
  double const error = std::fma(value, by, -product);  // exact: value * by = product + error
  double const whole = std::floor(product);
  std::int64_t const nearest = static_cast<std::int64_t>(whole) + std::llround(product - whole + error);
  // From 2^52 on, stored_value(nearest) may be a neighbour of `value`; then an adjacent whole number gives `value`.
  for (std::int64_t const each : {nearest, nearest - 1, nearest + 1}) {
    if (static_cast<double>(each) / by == value) return each;
  }
  return nearest;
}

void round_to_storable(Tally& tally) {
  round_cells(tally.touchpoint_cells, touchpoint_fields.data(), touchpoint_fields.size());
  round_cells(tally.silo_cells, silo_fields.data(), silo_fields.size());
  round_cells(tally.segment_cells, segment_fields.data(), segment_fields.size());
  round_cells(tally.initiative_cells, initiative_fields.data(), initiative_fields.size());
  for (auto* const cells : {&tally.drift.first_offered, &tally.drift.first_capacity, &tally.drift.last_offered,
                            &tally.drift.last_capacity, &tally.drift.first_wait, &tally.drift.last_wait}) {
    round_durations(*cells);
  }
}

}  // namespace silowalk::inline statistics
