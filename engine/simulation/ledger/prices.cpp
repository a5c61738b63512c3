#include "engine/simulation/ledger/prices.h"

#include <algorithm>
#include <cmath>

#include "engine/base/calendar.h"

namespace silowalk::inline simulation {
namespace {

/// Returns days in whole seconds, rounded as the ledger rounds exposure; else a customer's sum would differ from it.
double whole_seconds(double days) { return std::floor(days * seconds_per_day + 0.5); }

/// Returns the month of a moment, from month 0; months of warm-up are below 0.
int month_of(double t) {
  int const month = static_cast<int>(std::floor(t / days_per_month));
  // The quotient may round across a boundary; the boundaries themselves are exact.
  return month - (t < month * days_per_month) + (t >= (month + 1) * days_per_month);
}

}  // namespace

double horizon_end(Scenario const& scenario) {
  double const whole = scenario.horizon.months * days_per_month;
  return std::min(whole, scenario.horizon.length.value_or(whole));
}

Prices::Prices(Scenario const& scenario) : segments_(scenario.segments.size()), end_(horizon_end(scenario)) {
  for (Segment const& segment : scenario.segments) per_day_.push_back(segment.revenue);
}

Prices::Prices(std::vector<double> per_day, std::size_t segments, int warm_months, double end)
    : per_day_(std::move(per_day)), segments_(segments), warm_months_(warm_months), end_(end) {}

double Prices::in_force(int month, std::uint16_t segment) const {
  int const last = static_cast<int>(per_day_.size() / segments_) - 1;
  return per_day_[static_cast<std::size_t>(std::clamp(month + warm_months_, 0, last)) * segments_ + segment];
}

double Prices::subscription(std::uint16_t segment, double from, double to) const {
  double paid = 0;
  for (int month = month_of(from); month * days_per_month < to; ++month) {
    double const begin = month * days_per_month;
    double const until = std::min((month + 1) * days_per_month, end_);
    // Each part is rounded as its posting is: from the moment on, and back from the end.
    double const there = whole_seconds(until - std::max(begin, from));
    double const gone = to < until ? whole_seconds(until - to) : 0;
    paid += in_force(month, segment) * (there - gone) / seconds_per_day;
  }
  return paid;
}

double Prices::relative(std::uint16_t segment, double t) const {
  double const first = in_force(-warm_months_, segment);
  double const now = in_force(month_of(t), segment);
  return now == first || first == 0 ? 1.0 : now / first;
}

}  // namespace silowalk::inline simulation
