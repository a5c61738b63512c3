#include "engine/simulation/ledger/ledger.h"
#include "engine/base/calendar.h"

namespace silowalk::inline simulation {

Ledger::Ledger(ModelTables const& tables)
    : tables_(&tables),
      touchpoints_(tables.axes.touchpoints.size()),
      silos_(tables.axes.silos.size()),
      segments_(tables.axes.segments.size()),
      warm_months_(tables.warm_months),
      warm_up_(tables.warm_up),
      end_(tables.end),
      discount_rate_(tables.discount_rate) {
  auto const months = static_cast<std::size_t>(tables.all_months());
  // One boundary beyond the last month's end: month_of() reads the one after a month that rounding may have raised.
  for (int m = 0; m <= tables.all_months() + 1; ++m) boundaries_.push_back((m - tables.warm_months) * days_per_month);
  touchpoint_.resize(months * touchpoints_ * touchpoint_fields.size());
  segment_.resize(months * segments_ * segment_fields.size());
  attributed_.resize(months * silos_);
  wait_histogram_.resize(touchpoints_ * wait_bins);
  exposure_discounted_.resize(months * segments_);
  // Squares serve the standard error of quick fixes alone.
  if (tables.decisions) squares_.resize(months * touchpoints_);
}

void Ledger::post_customer(double t, std::size_t seg) {
  count(at(segment(month_of(t), seg), SegmentField::joined));
  exposure(t, seg, 1);
}

void Ledger::post_prospect(double t, std::size_t seg) {
  count(at(segment(month_of(t), seg), SegmentField::prospects_arrived));
}

void Ledger::post_joined_prospect(double t, std::size_t seg) {
  count(at(segment(month_of(t), seg), SegmentField::prospects_joined));
  post_customer(t, seg);
}

void Ledger::post_loss(int month, double t, std::size_t seg, std::size_t touch) {
  count(at(segment(month, seg), SegmentField::lost));
  count(at(touchpoint(month, touch), TouchpointField::churn_booked));
  exposure(t, seg, -1);
}

void Ledger::leave_by_exit(TargetKind kind, double t, std::size_t seg, std::size_t touch, bool customer) {
  if (!inside(t)) return;
  int const month = month_of(t);
  if (customer && kind == TargetKind::churn) {
    post_loss(month, t, seg, touch);
    // Without causes the whole head is the baseline's.
    post_attributed(month, silos_ - 1, millionths_of_one);
    return;
  }
  SegmentField const field = customer                    ? SegmentField::ended
                             : kind == TargetKind::churn ? SegmentField::prospects_lost
                                                         : SegmentField::prospects_ended;
  count(at(segment(month, seg), field));
  if (customer) exposure(t, seg, -1);
}

void Ledger::expand_plain_visits(std::vector<std::int64_t> const& counts) {
  std::size_t next = 0;
  for (int m = 0; m < tables_->all_months(); ++m) {
    for (std::size_t s = 0; s < tables_->segments.size(); ++s) {
      for (std::size_t t = 0; t < tables_->touchpoints.size(); ++t) {
        std::int64_t const visits = counts[next++];
        std::int64_t revenue = 0;
        std::int64_t cost = 0;
        if (__builtin_mul_overflow(visits, tables_->touchpoints[t].revenue, &revenue)) overflow_ = true;
        if (__builtin_mul_overflow(visits, tables_->touchpoints[t].cost, &cost)) overflow_ = true;
        add(at(touchpoint(m, t), TouchpointField::visits), visits);
        add(at(touchpoint(m, t), TouchpointField::success), visits);
        // The moment only matters for the discount, which is 0.
        post_money(m, 0, t, s, revenue, cost);
      }
    }
  }
}

// A customer counts from t to the end of the month. Whole months follow from the heads when the ledger is closed: a
// posting per customer and month would cost more than the visits.
void Ledger::exposure(double t, std::size_t seg, int sign) {
  int const month = month_of(t);
  // The last month may end with the horizon.
  double const until = begin(month + 1) < end_ ? begin(month + 1) : end_;
  add(at(segment(month, seg), SegmentField::exposure), sign * to_whole((until - t) * seconds_per_day));
  if (discount_rate_ == 0) return;
  double const seen = (discount(t) - discount(until)) / discount_rate_;
  add(exposure_discounted_[static_cast<std::size_t>(month) * segments_ + seg],
      sign * to_whole(seen * milliseconds_per_day));
}

// Summed on demand instead of counted: only decisions read it, while joiners and leavers are posted all the time.
double Ledger::customers(int month, std::size_t segment) const {
  std::int64_t heads = tables_->segments[segment].customers;
  for (int m = 0; m <= month; ++m) {
    std::int64_t const* const cell =
        &segment_[(static_cast<std::size_t>(m) * segments_ + segment) * segment_fields.size()];
    heads += cell[static_cast<std::size_t>(SegmentField::joined)] - cell[static_cast<std::size_t>(SegmentField::lost)] -
             cell[static_cast<std::size_t>(SegmentField::ended)];
  }
  return static_cast<double>(heads);
}

Ledger::Scores Ledger::scores(int month, std::size_t touchpoint) const {
  Scores s;
  s.count = static_cast<double>(tallied(month, touchpoint, TouchpointField::survey_count));
  if (s.count == 0) return s;
  s.mean = static_cast<double>(tallied(month, touchpoint, TouchpointField::survey_sum)) / 1e6 / s.count;
  double const squares = static_cast<double>(squares_[static_cast<std::size_t>(month) * touchpoints_ + touchpoint]);
  double const variance = squares / 1e6 / s.count - s.mean * s.mean;
  s.variance = variance > 0 ? variance : 0;  // rounding to millionths may give less than 0
  return s;
}

std::int64_t Ledger::offered(int month, std::size_t silo) const {
  std::int64_t sum = 0;
  for (std::size_t t = 0; t < tables_->touchpoints.size(); ++t) {
    if (tables_->touchpoints[t].silo != silo) continue;
    sum += touchpoint_[(static_cast<std::size_t>(month) * touchpoints_ + t) * touchpoint_fields.size() +
                       static_cast<std::size_t>(TouchpointField::offered)];
  }
  return sum;
}

}  // namespace silowalk::inline simulation
