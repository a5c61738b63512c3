#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/scenario/scenario.h"

/// What a customer pays over time. Replays use it; the ledger posts the same sums by month.
namespace silowalk::inline simulation {

/// Returns the end of the simulation, in days since month 0: `length`, or the end of the last month.
double horizon_end(Scenario const& scenario);

/// The subscription prices in force in one replication, in the currency per customer and day, by segment and month. A
/// decision changes a price from the first instant of a month on. Immutable.
class Prices {
 public:
  /// Makes prices that never change, as the scenario has them.
  explicit Prices(Scenario const& scenario);
  /// Makes prices from a run: `per_day` by [month * segments + segment], the first months those of warm-up.
  Prices(std::vector<double> per_day, std::size_t segments, int warm_months, double end);

  /// Returns the end of the horizon.
  double end() const { return end_; }  ///< of the horizon, days since month 0

  /// Returns what a customer paid between two moments, in the currency, not discounted. Counts whole seconds of each
  /// month at its price, as the ledger does. Preconditions: 0 <= from, to <= end.
  double subscription(std::uint16_t segment, double from, double to) const;

  /// Returns the price at a moment over the first price; a customer's worth follows it. 1 where the first price is 0.
  double relative(std::uint16_t segment, double t) const;

  /// Returns the price of a month, per customer and day; months of warm-up are below 0. Months outside the record get
  /// the nearest price.
  double in_force(int month, std::uint16_t segment) const;

 private:
  std::vector<double> per_day_;  ///< currency per customer and day, [month * segments + segment]
  std::size_t segments_;
  int warm_months_ = 0;  ///< months of `per_day_` before month 0
  double end_;
};

}  // namespace silowalk::inline simulation
