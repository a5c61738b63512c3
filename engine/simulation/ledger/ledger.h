#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/complaint.h"
#include "engine/base/fixed_point.h"
#include "engine/base/portable_math.h"
#include "engine/simulation/model/decision_books.h"
#include "engine/simulation/model/model_tables.h"

/// Where all postings of a replication go, and how they become a tally.
namespace silowalk::inline simulation {

/// The ledger of one replication: whole numbers by (month, member), so the order of postings never matters.
///
/// Moments outside [-warm-up, end) are not tallied. An overflow of any cell is remembered and reported at the end.
/// Months are tallied months: month 0 of the ledger is `warm_months` before month 0. Times are days since month 0.
/// Indices are not checked. Not thread safe: each replication has its own ledger.
class Ledger {
 public:
  /// Makes a ledger of zeros. `tables` must outlive it; effects may change their rows, not their number.
  explicit Ledger(ModelTables const& tables);

  /// Returns the tallied month of a moment. Precondition: -warm-up <= t < end.
  int month_of(double t) const {
    int const month = static_cast<int>(t * (1 / days_per_month) + warm_months_);
    // The product may round across a boundary; the boundaries themselves are exact.
    double const* const boundary = boundaries_.data() + month;
    return month - (t < boundary[0]) + (t >= boundary[1]);
  }
  /// Returns whether a moment lies before the end of the horizon.
  bool inside(double t) const { return t < end_; }

  /// Returns the cells of a touchpoint in a month, one for each TouchpointField.
  std::int64_t* touchpoint(int month, std::size_t t) {
    return &touchpoint_[(static_cast<std::size_t>(month) * touchpoints_ + t) * touchpoint_fields.size()];
  }
  /// Returns the cells of a segment in a month, one for each SegmentField.
  std::int64_t* segment(int month, std::size_t s) {
    return &segment_[(static_cast<std::size_t>(month) * segments_ + s) * segment_fields.size()];
  }
  /// Returns the cell of churn attributed to a silo in a month, millionths of a head. The company is last.
  std::int64_t& attributed(int month, std::size_t silo) {
    return attributed_[static_cast<std::size_t>(month) * silos_ + silo];
  }
  /// Returns the cell of a bin of the histogram of waits.
  std::int64_t& waits(std::size_t touchpoint, int bin) {
    return wait_histogram_[touchpoint * wait_bins + static_cast<std::size_t>(bin)];
  }

  /// Returns the cell of a field. `cell`: the first of the member's.
  static std::int64_t& at(std::int64_t* cell, TouchpointField f) { return cell[static_cast<std::size_t>(f)]; }
  /// The same of a segment.
  static std::int64_t& at(std::int64_t* cell, SegmentField f) { return cell[static_cast<std::size_t>(f)]; }

  /// Adds 1. Counts of events need no check: no run reaches 2^63 events.
  static void count(std::int64_t& cell) { ++cell; }
  /// Adds an amount; an overflow is remembered, and close_books() reports it.
  void add(std::int64_t& cell, std::int64_t amount) {
    if (__builtin_add_overflow(cell, amount, &cell)) [[unlikely]]
      overflow_ = true;
  }

  /// Posts money in millionths, due at t, which lies in `month`. Touchpoint and segment are posted here; silos follow
  /// from touchpoints when the ledger is closed. `seen`: the discount factor at t, where it is known already; else
  /// negative.
  void post_money(int month, double t, std::size_t touch, std::size_t seg, std::int64_t revenue, std::int64_t cost,
                  double seen = -1) {
    std::int64_t* const by_touchpoint = touchpoint(month, touch);
    std::int64_t* const by_segment = segment(month, seg);
    add(at(by_touchpoint, TouchpointField::revenue), revenue);
    add(at(by_touchpoint, TouchpointField::cost), cost);
    add(at(by_segment, SegmentField::revenue), revenue);
    add(at(by_segment, SegmentField::cost), cost);
    if (discount_rate_ == 0) return;  // close_books() copies the undiscounted amounts
    post_discounted(seen >= 0 ? seen : discount(t), by_touchpoint, by_segment, revenue, cost);
  }

  /// Posts a customer from t on. Precondition: inside(t).
  void post_customer(double t, std::size_t seg);
  /// Posts a prospect who arrives at t. Precondition: inside(t).
  void post_prospect(double t, std::size_t seg);
  /// Posts a prospect who is a customer from t on. Precondition: inside(t).
  void post_joined_prospect(double t, std::size_t seg);
  /// Posts a customer lost at t, booked at the touchpoint visited last. The caller must post the attribution.
  void post_loss(int month, double t, std::size_t seg, std::size_t touch);
  /// Posts a part of a lost customer, millionths of a head, attributed to a silo. The company has the index after the
  /// last silo.
  void post_attributed(int month, std::size_t silo, std::int64_t part) { add(attributed(month, silo), part); }
  /// Posts a customer or prospect who takes an exit at t; beyond the horizon nothing is tallied. A lost customer is
  /// attributed to the baseline as a whole. Callers who know the causes use post_loss() and post_attributed().
  void leave_by_exit(TargetKind kind, double t, std::size_t seg, std::size_t touch, bool customer);

  /// Posts visits by number, in the order (month, segment, touchpoint). All succeeded, and money follows from the
  /// counts. Precondition: no discount, because the moments are not known.
  void expand_plain_visits(std::vector<std::int64_t> const& counts);

  /// Returns a cell in the units of the tally.
  std::int64_t tallied(int month, std::size_t t, TouchpointField f) const {
    return touchpoint_[(static_cast<std::size_t>(month) * touchpoints_ + t) * touchpoint_fields.size() +
                       static_cast<std::size_t>(f)];
  }
  /// Returns what is attributed to a silo in a month so far, millionths of a head.
  std::int64_t attributed_so_far(int month, std::size_t silo) const {
    return attributed_[static_cast<std::size_t>(month) * silos_ + silo];
  }
  /// Returns the customers of a segment at the end of what is posted so far for a month. Departures posted ahead are
  /// already subtracted. Complexity: linear in the months before it.
  double customers(int month, std::size_t segment) const;

  /// The survey scores of a month at a touchpoint, in points. Precondition of scores(): the company decides, because
  /// squares are kept only then.
  struct Scores {
    double count = 0;     ///< answers
    double mean = 0;      ///< points
    double variance = 0;  ///< of one score, points squared
  };
  Scores scores(int month, std::size_t touchpoint) const;
  /// Notes a score for the variance. Kept only where the company decides.
  void note_score(int month, std::size_t touchpoint, double score) {
    if (squares_.empty()) return;
    add(squares_[static_cast<std::size_t>(month) * touchpoints_ + touchpoint], to_millionths(score * score));
  }

  /// Returns the handling offered to a silo in a month so far, in microseconds (for loads). Linear in the touchpoints.
  std::int64_t offered(int month, std::size_t silo) const;

  /// Returns the first moment of a tallied month, up to one month after the last.
  double begin(int month) const { return boundaries_[static_cast<std::size_t>(month)]; }
  /// Returns the start of the simulated part of a tallied month: later than its beginning where warm-up starts within
  /// it.
  double simulated_from(int month) const { return begin(month) > -warm_up_ ? begin(month) : -warm_up_; }
  /// Returns whether a tallied month is simulated from its beginning (the last one may still end with the horizon).
  bool complete(int month) const { return begin(month) >= -warm_up_; }
  /// Returns the discount factor of a moment, (1 + discount)^(-t / 365.25).
  double discount(double t) const { return portable_exp(discount_exponent(t)); }
  /// Returns the exponent of discount(), so that callers compute several exponentials at once.
  double discount_exponent(double t) const { return -discount_rate_ * t; }
  /// Returns the days between two moments, discounted to month 0.
  double discounted_days(double from, double to) const {
    return discount_rate_ == 0 ? to - from : (discount(from) - discount(to)) / discount_rate_;
  }

 private:
  friend class LedgerCloser;
  /// Posts customer-time from t to the end of its month. `sign`: 1 for a customer who comes, -1 for one who leaves.
  void exposure(double t, std::size_t seg, int sign);
  /// Posts the discounted amounts, rounded to millionths. `factor`: the discount factor of their moment.
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
  std::size_t touchpoints_, silos_, segments_;  ///< numbers of members, pseudo members included
  double warm_months_;                          ///< as a double, for month_of()
  double warm_up_;                              ///< days
  std::vector<double> boundaries_;              ///< of months, one more than there are, and one beyond for rounding
  double end_;                                  ///< of the simulation, days since month 0
  double discount_rate_;                        ///< continuous, per day
  /// Flat, in the layouts of the functions above.
  std::vector<std::int64_t> touchpoint_, segment_, attributed_, wait_histogram_;
  std::vector<std::int64_t> squares_;  ///< [month, touchpoint], millionths of squared points, where the company decides
  std::vector<std::int64_t>
      exposure_discounted_;  ///< [month, segment], milliseconds of customer-time as seen from month 0
  bool overflow_ = false;    ///< some cell has overflowed
};

/// Closes the ledger of a replication and returns its tally: adds touchpoints up by silo, posts subscriptions and
/// overhead, carries heads and value from open to close, drops the warm-up. The ledger is copied and stays as it is.
/// `books`: the record of a company that decides; null: the company never changes. Throws RuntimeFailure on an
/// overflow.
Tally close_books(Ledger const& ledger, ModelTables const& tables, DecisionBooks const* books = nullptr);

}  // namespace silowalk::inline simulation
