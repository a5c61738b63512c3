#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/base/fixed_point.h"
#include "engine/base/portable_math.h"
#include "engine/simulation/model/decision_books.h"
#include "engine/simulation/model/model_tables.h"

namespace silowalk::inline simulation {

/// Where a replication's postings go: whole numbers by (month, member), so that their order never matters.
///
/// Moments outside [-warm-up, end) are not tallied. An overflow of any cell is remembered and reported at the end.
class Ledger {
 public:
  explicit Ledger(ModelTables const& tables);

  /// The tallied month of a moment; moments lie in [-warm-up, end).
  int month_of(double t) const {
    int const month = static_cast<int>(t * (1 / days_per_month) + warm_months_);
    // The product may round across a boundary; the boundaries themselves are exact.
    double const* const boundary = boundaries_.data() + month;
    return month - (t < boundary[0]) + (t >= boundary[1]);
  }
  bool inside(double t) const { return t < end_; }

  std::int64_t* touchpoint(int month, std::size_t t) {
    return &touchpoint_[(static_cast<std::size_t>(month) * touchpoints_ + t) * touchpoint_fields.size()];
  }
  std::int64_t* segment(int month, std::size_t s) {
    return &segment_[(static_cast<std::size_t>(month) * segments_ + s) * segment_fields.size()];
  }
  std::int64_t& attributed(int month, std::size_t silo) {
    return attributed_[static_cast<std::size_t>(month) * silos_ + silo];
  }
  std::int64_t& waits(std::size_t touchpoint, int bin) {
    return wait_histogram_[touchpoint * wait_bins + static_cast<std::size_t>(bin)];
  }

  static std::int64_t& at(std::int64_t* cell, TouchpointField f) { return cell[static_cast<std::size_t>(f)]; }
  static std::int64_t& at(std::int64_t* cell, SegmentField f) { return cell[static_cast<std::size_t>(f)]; }

  /// Counts of events need no check: nobody lives through 2^63 of them.
  static void count(std::int64_t& cell) { ++cell; }
  void add(std::int64_t& cell, std::int64_t amount) {
    if (__builtin_add_overflow(cell, amount, &cell)) [[unlikely]]
      overflow_ = true;
  }

  /// Money in millionths, due at t, which lies in `month`. All three axes are posted to: touchpoint and segment here,
  /// silos from touchpoints when the books are closed.
  /// `seen`: the discount at t, where it is known already; else negative.
  void post_money(int month, double t, std::size_t touch, std::size_t seg, std::int64_t revenue, std::int64_t cost,
                  double seen = -1) {
    std::int64_t* const by_touchpoint = touchpoint(month, touch);
    std::int64_t* const by_segment = segment(month, seg);
    add(at(by_touchpoint, TouchpointField::revenue), revenue);
    add(at(by_touchpoint, TouchpointField::cost), cost);
    add(at(by_segment, SegmentField::revenue), revenue);
    add(at(by_segment, SegmentField::cost), cost);
    if (discount_rate_ == 0) return;  // closing copies
    post_discounted(seen >= 0 ? seen : discount(t), by_touchpoint, by_segment, revenue, cost);
  }

  /// Somebody is a customer from t on (inside the horizon).
  void post_customer(double t, std::size_t seg);
  /// A prospect arrives at t (inside the horizon).
  void post_prospect(double t, std::size_t seg);
  /// A prospect is a customer from t on (inside the horizon).
  void post_joined_prospect(double t, std::size_t seg);
  /// A customer is lost at t, counted at the touchpoint where they were last. Attribution is the caller's.
  void post_loss(int month, double t, std::size_t seg, std::size_t touch);
  /// A part of a lost customer, millionths of a head, owed to a silo; the company is the number after the last silo.
  void post_attributed(int month, std::size_t silo, std::int64_t part) { add(attributed(month, silo), part); }
  /// A customer or prospect takes an exit at t; beyond the horizon nothing is tallied. A lost customer's whole head
  /// goes to the baseline: callers who know better attribute themselves.
  void leave_by_exit(TargetKind kind, double t, std::size_t seg, std::size_t touch, bool customer);

  /// Visits of which only the number is known, by (month, segment, touchpoint): all succeeded, and money follows from
  /// that.
  void expand_plain_visits(std::vector<std::int64_t> const& counts);

  std::int64_t tallied(int month, std::size_t t, TouchpointField f) const {
    return touchpoint_[(static_cast<std::size_t>(month) * touchpoints_ + t) * touchpoint_fields.size() +
                       static_cast<std::size_t>(f)];
  }
  std::int64_t attributed_so_far(int month, std::size_t silo) const {
    return attributed_[static_cast<std::size_t>(month) * silos_ + silo];
  }
  /// Customers of a segment at this moment of a month.
  double customers(int month, std::size_t segment) const;

  /// The survey scores of a month at a touchpoint.
  struct Scores {
    double count = 0;
    double mean = 0;
    double variance = 0;
  };
  Scores scores(int month, std::size_t touchpoint) const;
  /// Kept only where somebody may look at the spread of scores.
  void note_score(int month, std::size_t touchpoint, double score) {
    if (squares_.empty()) return;
    add(squares_[static_cast<std::size_t>(month) * touchpoints_ + touchpoint], to_millionths(score * score));
  }

  /// Offered handling of a silo in a month so far, microseconds (for load).
  std::int64_t offered(int month, std::size_t silo) const;

  static std::int64_t microseconds(double days) { return to_microseconds(days); }
  static std::int64_t millionths(double x) { return to_millionths(x); }

  double begin(int month) const { return boundaries_[static_cast<std::size_t>(month)]; }
  /// Start of what is simulated of a tallied month: later than its beginning where warm-up starts within it.
  double simulated_from(int month) const { return begin(month) > -warm_up_ ? begin(month) : -warm_up_; }
  /// Whether all of a tallied month is simulated (the last one may still end with the horizon).
  bool complete(int month) const { return begin(month) >= -warm_up_; }
  double discount(double t) const { return portable_exp(discount_exponent(t)); }
  double discount_exponent(double t) const { return -discount_rate_ * t; }
  /// Days between two moments as seen from month 0.
  double discounted_days(double from, double to) const {
    return discount_rate_ == 0 ? to - from : (discount(from) - discount(to)) / discount_rate_;
  }

 private:
  friend class Closing;
  void exposure(double t, std::size_t seg, int sign);
  void post_discounted(double factor, std::int64_t* by_touchpoint, std::int64_t* by_segment, std::int64_t revenue,
                       std::int64_t cost) {
    std::int64_t const revenue_then = revenue == 0 ? 0 : to_whole(static_cast<double>(revenue) * factor);
    std::int64_t const cost_then = cost == 0 ? 0 : to_whole(static_cast<double>(cost) * factor);
    add(at(by_touchpoint, TouchpointField::revenue_discounted), revenue_then);
    add(at(by_touchpoint, TouchpointField::cost_discounted), cost_then);
    add(at(by_segment, SegmentField::revenue_discounted), revenue_then);
    add(at(by_segment, SegmentField::cost_discounted), cost_then);
  }

  ModelTables const* tables_;
  std::size_t touchpoints_, silos_, segments_;
  double warm_months_;
  double warm_up_;                  ///< days
  std::vector<double> boundaries_;  ///< of months, one more than there are, and one beyond for rounding
  double end_;
  double discount_rate_;
  std::vector<std::int64_t> touchpoint_, segment_, attributed_, wait_histogram_;
  std::vector<std::int64_t> squares_;  ///< [month, touchpoint], millionths of squared points, where the company decides
  std::vector<std::int64_t>
      exposure_discounted_;  ///< [month, segment], milliseconds of customer-time as seen from month 0
  bool overflow_ = false;
};

/// Closes the books of a replication: folds touchpoints into silos, posts subscriptions and overhead, carries heads and
/// value from open to close, drops warm-up. Throws RuntimeFailure on an overflow.
/// `books`: of a company that decides; null: it is as written for ever.
Tally close_books(Ledger const& ledger, ModelTables const& tables, DecisionBooks const* books = nullptr);

}  // namespace silowalk::inline simulation
