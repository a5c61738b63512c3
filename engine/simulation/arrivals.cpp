#include "engine/simulation/arrivals.h"

#include <cmath>
#include <limits>

#include "engine/base/date.h"
#include "engine/base/portable_math.h"
#include "engine/simulation/customer.h"
#include "engine/simulation/draws.h"

namespace silowalk {

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
    next_ = std::numeric_limits<double>::infinity();
    return;
  }
  if (++number_ == std::numeric_limits<std::uint32_t>::max())
    throw RuntimeFailure("more than 2^31 newcomers in one segment");
  Words const w = philox(*key_, number_, segment_->hash, draws::arrival, 0);
  double const gap = -portable_log(uniform(w.w[0]));
  next_ = constant_rate_ ? next_ + gap / segment_->arrivals : spend(next_, gap);
}

double ArrivalStream::rate_at(double t, double& until) const {
  double const day = std::floor(t);
  double const hour = std::floor((t - day) * 24);
  until = day + (hour + 1) / 24;
  if (!(until > t)) until = day + (hour + 2) / 24;
  double rate = segment_->arrivals;
  if (!segment_->season.empty()) {
    Date const date{tables_->start.days_since_epoch + static_cast<std::int64_t>(day)};
    rate *= segment_->season[static_cast<std::size_t>(to_civil(date).month - 1)];
  }
  if (!segment_->week.empty()) {
    auto const of_week = ((static_cast<std::int64_t>(day) + start_weekday_) % 7 + 7) % 7;
    rate *= segment_->week[static_cast<std::size_t>(of_week * 24 + static_cast<std::int64_t>(hour < 23 ? hour : 23))];
  }
  return rate;
}

double ArrivalStream::spend(double from, double amount) const {
  double t = from;
  double left = amount;
  while (t < tables_->end) {
    double until = 0;
    double const rate = rate_at(t, until);
    double const here = rate * (until - t);
    if (left < here) return t + left / rate;
    left -= here;
    t = until;
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace silowalk
