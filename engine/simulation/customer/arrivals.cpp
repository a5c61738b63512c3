#include "engine/simulation/customer/arrivals.h"

#include <cmath>
#include <limits>

#include "engine/base/date.h"
#include "engine/base/portable_math.h"
#include "engine/simulation/model/customer.h"
#include "engine/simulation/model/draws.h"

namespace silowalk::inline simulation {

ArrivalStream::ArrivalStream(ModelTables const& tables, SegmentRow const& segment, RandomKey const& key)
    : tables_(&tables),
      segment_(&segment),
      key_(&key),
      next_(-tables.warm_up),
      number_(newcomer_bit - 1),
      constant_rate_(segment.season.empty() && segment.week.empty()),
      start_weekday_(weekday(tables.start)) {
  advance();
}

void ArrivalStream::advance() {
  if (segment_->arrivals <= 0) {
    // A segment without arrivals draws nothing.
    next_ = std::numeric_limits<double>::infinity();
    return;
  }
  if (++number_ == std::numeric_limits<std::uint32_t>::max())
    throw RuntimeFailure("more than 2^31 newcomers in one segment");
  Words const w = philox(*key_, number_, segment_->hash, draws::arrival, 0);
  double const gap = -portable_log(uniform(w.w[0]));
  // At a constant rate the gap is one division.
  next_ = constant_rate_ ? next_ + gap / segment_->arrivals : spend(next_, gap);
}

double ArrivalStream::rate_at(double t, double& until) const {
  // Hours are counted in whole numbers, so each boundary is always the same double. Otherwise the hour that begins at t
  // would be taken for the hour before it where rounding puts t x 24 just below a whole number.
  auto hour = static_cast<std::int64_t>(std::floor(t * 24));
  if (static_cast<double>(hour + 1) / 24 <= t) ++hour;
  until = static_cast<double>(hour + 1) / 24;
  std::int64_t const of_day = (hour % 24 + 24) % 24;
  std::int64_t const day = (hour - of_day) / 24;
  double rate = segment_->arrivals;
  if (!segment_->season.empty()) {
    Date const date{tables_->start.days_since_epoch + day};
    rate *= segment_->season[static_cast<std::size_t>(to_civil(date).month - 1)];
  }
  if (!segment_->week.empty()) {
    std::int64_t const of_week = ((day + start_weekday_) % 7 + 7) % 7;
    rate *= segment_->week[static_cast<std::size_t>(of_week * 24 + of_day)];
  }
  return rate;
}

double ArrivalStream::spend(double from, double amount) const {
  // Inversion hour by hour instead of thinning: a thinned process would use a varying number of random words, so the
  // n-th newcomer would no longer depend on its own number alone.
  double t = from;
  double left = amount;
  while (t < tables_->end) {
    double until = 0;
    double const rate = rate_at(t, until);
    // The rate is constant up to `until`, so the integral over the hour is a product.
    double const here = rate * (until - t);
    if (left < here) return t + left / rate;
    left -= here;
    t = until;
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace silowalk::inline simulation
