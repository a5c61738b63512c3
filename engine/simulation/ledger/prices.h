#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/scenario/scenario.h"

namespace silowalk::inline simulation {

/// The end of the clock, days since month 0.
double horizon_end(Scenario const& scenario);

/// Subscriptions in force in one replication, per customer and day, by segment and month: what a decision moves is
/// moved from the first of a month on.
class Prices {
 public:
  /// As written, for ever.
  explicit Prices(Scenario const& scenario);
  /// As they were: `per_day` by [month * segments + segment], the first months those of warm-up.
  Prices(std::vector<double> per_day, std::size_t segments, int warm_months, double end);

  double end() const { return end_; }  ///< of the horizon, days since month 0

  /// What a customer paid between two moments, month 0 <= from and to <= end: whole seconds of each month at its price,
  /// as the books take them. In the currency, not discounted.
  double subscription(std::uint16_t segment, double from, double to) const;

  /// The price at a moment against the first one, which a head's worth follows. 1 where nobody paid at first.
  double relative(std::uint16_t segment, double t) const;

  /// Of a month, per customer and day; months of warm-up are below 0.
  double in_force(int month, std::uint16_t segment) const;

 private:
  std::vector<double> per_day_;
  std::size_t segments_;
  int warm_months_ = 0;
  double end_;
};

}  // namespace silowalk::inline simulation
