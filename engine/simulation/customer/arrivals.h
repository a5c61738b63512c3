#pragma once

#include <cstdint>

#include "engine/base/random.h"
#include "engine/simulation/model/model_tables.h"

namespace silowalk::inline simulation {

/// Newcomers of one segment: a Poisson process whose rate follows season (calendar month) and rhythm (weekday, hour).
///
/// The random words of the n-th gap are keyed by (segment, n), so the process depends on nothing else. Rates are
/// constant within an hour. The gap is a unit exponential, used up hour by hour, which is exact. Times are days since
/// month 0. The stream starts at the start of warm-up. The tables, segment and key must outlive the stream.
class ArrivalStream {
 public:
  /// Starts before the first newcomer and draws that one's moment.
  ArrivalStream(ModelTables const& tables, SegmentRow const& segment, RandomKey const& key);

  /// Returns the moment of the next newcomer, in days; infinity where no newcomer follows. At a constant rate the
  /// moment may lie beyond the end of the simulation; the caller compares.
  double next() const { return next_; }
  /// Returns the arrival number of that newcomer; its top bit (newcomer_bit) is set.
  std::uint32_t number() const { return number_; }
  /// Moves to the following newcomer. Complexity: constant at a constant rate, else linear in the hours of the gap.
  /// Throws RuntimeFailure after about 2^31 newcomers.
  void advance();

 private:
  /// Returns the moment at which the integral of the rate from `from` on reaches `amount`; infinity at or after the
  /// end of the simulation.
  double spend(double from, double amount) const;
  /// Returns the rate (newcomers per day) at t. Sets `until` to the end of the hour, up to which it is constant.
  double rate_at(double t, double& until) const;

  ModelTables const* tables_;  ///< not owned
  SegmentRow const* segment_;  ///< not owned
  RandomKey const* key_;       ///< not owned
  double next_;                ///< days since month 0; infinity where no newcomer follows
  std::uint32_t number_;       ///< of the newcomer at next_
  bool constant_rate_;         ///< neither season nor rhythm
  int start_weekday_;          ///< 0 = Monday, of month 0
};

}  // namespace silowalk::inline simulation
