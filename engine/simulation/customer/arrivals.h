#pragma once

#include <cstdint>

#include "engine/base/random.h"
#include "engine/simulation/model/model_tables.h"

namespace silowalk::inline simulation {

/// Newcomers of one segment: a Poisson process whose rate follows season (calendar month) and rhythm (weekday, hour).
///
/// The n-th gap is keyed by (segment, n), so the process does not depend on anything else. Rates are constant within an
/// hour; the gap is spent hour by hour, which is exact.
class ArrivalStream {
 public:
  ArrivalStream(ModelTables const& tables, SegmentRow const& segment, RandomKey const& key);

  /// Moment of the next newcomer (infinity: no more).
  double next() const { return next_; }
  /// Arrival number of that newcomer.
  std::uint32_t number() const { return number_; }
  void advance();

 private:
  double spend(double from, double amount) const;
  double rate_at(double t, double& until) const;

  ModelTables const* tables_;
  SegmentRow const* segment_;
  RandomKey const* key_;
  double next_;
  std::uint32_t number_;
  bool constant_rate_;
  int start_weekday_;
};

}  // namespace silowalk::inline simulation
