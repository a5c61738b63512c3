#include "engine/base/calendar.h"
#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/model/decision_tables.h"

namespace silowalk::inline simulation {

/// Turns a ledger into a tally. One object per replication. In the end all money is on all three axes, so their totals
/// are equal to the last unit. The order in close() matters: subscriptions need the exposure of carry_heads(), and
/// silos are added up before overhead is posted to them.
class LedgerCloser {
 public:
  /// `decisions`: null where the company never changes.
  LedgerCloser(Ledger const& ledger, ModelTables const& tables, DecisionBooks const* decisions)
      : book_(ledger), tables_(tables), decisions_(decisions), months_(tables.all_months()) {
    silo_.resize(static_cast<std::size_t>(months_) * book_.silos_ * silo_fields.size());
  }

  /// Returns the tally. Call it once. Throws RuntimeFailure where a cell overflowed.
  Tally close() {
    carry_heads();
    if (book_.discount_rate_ == 0) copy_undiscounted();
    post_subscriptions();
    fold_touchpoints();
    post_capacity_and_overhead();
    if (decisions_ != nullptr) post_decisions();
    post_attribution();
    value_customers();
    if (book_.overflow_)
      throw RuntimeFailure("a tally overflowed 64 bits: amounts, times or head counts in this scenario are too large");
    return without_warm_up();
  }

 private:
  // Products of two 64-bit numbers do not fit into 64 bits.
  __extension__ using Wide = __int128;

  /// Returns a cell of a silo.
  std::int64_t& silo(int month, std::size_t k, SiloField f) {
    return silo_[(static_cast<std::size_t>(month) * book_.silos_ + k) * silo_fields.size() +
                 static_cast<std::size_t>(f)];
  }
  /// Returns a cell of a touchpoint.
  std::int64_t& touchpoint(int month, std::size_t t, TouchpointField f) {
    return Ledger::at(book_.touchpoint(month, t), f);
  }
  /// Returns a cell of a segment.
  std::int64_t& segment(int month, std::size_t s, SegmentField f) { return Ledger::at(book_.segment(month, s), f); }

  /// Stores a 128-bit value, and remembers where it does not fit.
  void set(std::int64_t& cell, Wide value) {
    cell = static_cast<std::int64_t>(value);
    book_.overflow_ |= static_cast<Wide>(cell) != value;
  }

  /// Returns the end of a tallied month, at most the end of the horizon.
  double end_of(int month) const {
    double const end = book_.begin(month + 1);
    return end < tables_.end ? end : tables_.end;
  }

  /// Carries heads and prospects from month to month, and completes the exposure: each month's opening heads count for
  /// the whole month, and the ledger already holds the corrections for joiners and leavers.
  void carry_heads() {
    for (std::size_t s = 0; s < tables_.segments.size(); ++s) {
      std::int64_t heads = tables_.segments[s].customers;
      std::int64_t prospects = 0;
      for (int m = 0; m < months_; ++m) {
        segment(m, s, SegmentField::customers_open) = heads;
        segment(m, s, SegmentField::prospects_open) = prospects;
        // 128 bits: heads x seconds may overflow before set() can detect it.
        Wide const whole = static_cast<Wide>(heads) * to_whole((end_of(m) - book_.begin(m)) * seconds_per_day);
        set(segment(m, s, SegmentField::exposure), segment(m, s, SegmentField::exposure) + whole);
        heads += segment(m, s, SegmentField::joined) - segment(m, s, SegmentField::lost) -
                 segment(m, s, SegmentField::ended);
        prospects += segment(m, s, SegmentField::prospects_arrived) - segment(m, s, SegmentField::prospects_joined) -
                     segment(m, s, SegmentField::prospects_lost) - segment(m, s, SegmentField::prospects_ended);
        segment(m, s, SegmentField::customers_close) = heads;
        segment(m, s, SegmentField::prospects_close) = prospects;
      }
    }
  }

  /// Copies amounts where the discount is 0: the ledger then posts no discounted amounts, which saves time per visit.
  void copy_undiscounted() {
    for (int m = 0; m < months_; ++m) {
      for (std::size_t t = 0; t < book_.touchpoints_; ++t) {
        touchpoint(m, t, TouchpointField::revenue_discounted) = touchpoint(m, t, TouchpointField::revenue);
        touchpoint(m, t, TouchpointField::cost_discounted) = touchpoint(m, t, TouchpointField::cost);
      }
      for (std::size_t s = 0; s < book_.segments_; ++s) {
        segment(m, s, SegmentField::revenue_discounted) = segment(m, s, SegmentField::revenue);
        segment(m, s, SegmentField::cost_discounted) = segment(m, s, SegmentField::cost);
      }
    }
  }

  /// Posts subscriptions: price in force x exposure, to the segment, touchpoint (subscription) and silo (company).
  void post_subscriptions() {
    // Customers present all month are discounted in closed form; `moving` corrects for those who came or left within
    // it.
    std::size_t const subscription = book_.touchpoints_ - 2;
    for (int m = 0; m < months_; ++m) {
      for (std::size_t s = 0; s < tables_.segments.size(); ++s) {
        double const price = price_of(m, s);
        if (price == 0) continue;
        auto const exposure = static_cast<double>(segment(m, s, SegmentField::exposure));
        std::int64_t const revenue = to_millionths(price * exposure / seconds_per_day);
        std::int64_t seen = revenue;
        if (book_.discount_rate_ != 0) {
          auto const moving =
              static_cast<double>(book_.exposure_discounted_[static_cast<std::size_t>(m) * book_.segments_ + s]) /
              milliseconds_per_day;
          auto const standing = static_cast<double>(segment(m, s, SegmentField::customers_open)) *
                                book_.discounted_days(book_.begin(m), end_of(m));
          seen = to_millionths(price * (moving + standing));
        }
        book_.add(segment(m, s, SegmentField::revenue), revenue);
        book_.add(segment(m, s, SegmentField::revenue_discounted), seen);
        book_.add(touchpoint(m, subscription, TouchpointField::revenue), revenue);
        book_.add(touchpoint(m, subscription, TouchpointField::revenue_discounted), seen);
        book_.add(silo(m, book_.silos_ - 1, SiloField::revenue), revenue);
        book_.add(silo(m, book_.silos_ - 1, SiloField::revenue_discounted), seen);
      }
    }
  }

  /// Adds the touchpoints up by silo. Pseudo touchpoints are left out: their steps post to silos themselves.
  void fold_touchpoints() {
    static constexpr std::pair<TouchpointField, SiloField> folds[] = {
        {TouchpointField::visits, SiloField::visits},
        {TouchpointField::offered, SiloField::offered},
        {TouchpointField::handling, SiloField::handling},
        {TouchpointField::survey_count, SiloField::survey_count},
        {TouchpointField::survey_sum, SiloField::survey_sum},
        {TouchpointField::trust_lost, SiloField::trust_lost},
        {TouchpointField::churn_booked, SiloField::churn_booked},
        {TouchpointField::revenue, SiloField::revenue},
        {TouchpointField::cost, SiloField::cost},
        {TouchpointField::revenue_discounted, SiloField::revenue_discounted},
        {TouchpointField::cost_discounted, SiloField::cost_discounted},
    };
    for (int m = 0; m < months_; ++m) {
      for (std::size_t t = 0; t < tables_.touchpoints.size(); ++t) {
        for (auto const& fold : folds)
          book_.add(silo(m, tables_.touchpoints[t].silo, fold.second), touchpoint(m, t, fold.first));
      }
    }
  }

  /// Posts capacity, agents and their cost. Agents cost on duty or not, so the cost follows agents x time.
  void post_capacity_and_overhead() {
    for (int m = 0; m < months_; ++m) {
      double const from = book_.simulated_from(m);
      double const to = end_of(m);
      for (std::size_t k = 0; k < tables_.silos.size(); ++k) {
        SiloRow const& row = tables_.silos[k];
        if (!row.limited) continue;
        if (decisions_ != nullptr) {
          post_staff(m, k);
          continue;
        }
        silo(m, k, SiloField::capacity) = to_microseconds(row.schedule.agent_time(from, to) * row.speed);
        silo(m, k, SiloField::agents) = to_microseconds(row.agents * (to - from));
        post_overhead(m, k, to_millionths(row.agents * (to - from) * row.cost),
                      to_millionths(row.agents * book_.discounted_days(from, to) * row.cost));
      }
    }
  }

  /// Posts money that no visit caused: to its silo, the touchpoint (overhead) and the segment (unallocated).
  void post_overhead(int m, std::size_t k, std::int64_t cost, std::int64_t seen) {
    std::size_t const overhead = book_.touchpoints_ - 1;
    std::size_t const unallocated = book_.segments_ - 1;
    book_.add(silo(m, k, SiloField::cost), cost);
    book_.add(silo(m, k, SiloField::cost_discounted), seen);
    book_.add(touchpoint(m, overhead, TouchpointField::cost), cost);
    book_.add(touchpoint(m, overhead, TouchpointField::cost_discounted), seen);
    book_.add(segment(m, unallocated, SegmentField::cost), cost);
    book_.add(segment(m, unallocated, SegmentField::cost_discounted), seen);
  }

  /// Posts the same for a company that decides, from its record: staff may change within a month.
  void post_staff(int m, std::size_t k) {
    std::size_t const row = static_cast<std::size_t>(m) * tables_.silos.size() + k;
    silo(m, k, SiloField::capacity) = to_microseconds(decisions_->capacity[row]);
    silo(m, k, SiloField::agents) = to_microseconds(decisions_->employed[row]);
    silo(m, k, SiloField::effort) = to_microseconds(decisions_->effort[row]);
    silo(m, k, SiloField::resignations) = decisions_->resignations[row];
    post_overhead(m, k, to_millionths(decisions_->employed[row] * decisions_->agent_cost[row]),
                  to_millionths(decisions_->employed_discounted[row] * decisions_->agent_cost[row]));
  }

  /// Posts initiatives to their owners, listening and coordination to the company. Both cost from month 0 on.
  void post_decisions() {
    std::size_t const company = book_.silos_ - 1;
    for (int m = tables_.warm_months; m < months_; ++m) {
      double const each_day = decisions_->overhead[static_cast<std::size_t>(m)];
      if (each_day != 0)
        post_overhead(m, company, to_millionths(each_day * (end_of(m) - book_.begin(m))),
                      to_millionths(each_day * book_.discounted_days(book_.begin(m), end_of(m))));
      for (std::size_t i = 0; i < tables_.axes.initiatives.size(); ++i) {
        std::int64_t const spend = initiative(m, i, InitiativeField::spend);
        std::size_t const owner = tables_.decisions->initiatives[i].owner;
        post_overhead(m, owner, spend, initiative(m, i, InitiativeField::spend_discounted));
        book_.add(silo(m, owner, SiloField::spend), spend);
      }
    }
  }

  /// Returns a cell of an initiative, from month 0 on. Precondition: the company decides.
  std::int64_t initiative(int m, std::size_t i, InitiativeField field) const {
    auto const month = static_cast<std::size_t>(m - tables_.warm_months);
    return decisions_->initiatives[(month * tables_.axes.initiatives.size() + i) * initiative_fields.size() +
                                   static_cast<std::size_t>(field)];
  }

  /// Returns the subscription per day in force in a month.
  double price_of(int m, std::size_t s) const {
    if (decisions_ == nullptr) return tables_.segments[s].price;
    return decisions_->price[static_cast<std::size_t>(m) * tables_.segments.size() + s];
  }

  /// Returns the worth per head in millionths: the written worth x the price over the first month's price.
  Wide worth_of(int m, std::size_t s) const {
    double const worth = tables_.segments[s].worth;
    // A first price of 0 gives no ratio: the written worth then stays.
    if (decisions_ == nullptr || price_of(0, s) == 0) return to_millionths(worth);
    double const by_price = price_of(m, s) == price_of(0, s) ? 1.0 : price_of(m, s) / price_of(0, s);
    return to_millionths(worth * by_price);
  }

  /// Posts the churn attributed to each silo and the company.
  void post_attribution() {
    for (int m = 0; m < months_; ++m) {
      for (std::size_t k = 0; k < book_.silos_; ++k) silo(m, k, SiloField::churn_attributed) = book_.attributed(m, k);
    }
  }

  /// Posts the customer asset. The opening value uses the worth of the month before. The revaluation is what is
  /// left, so open + joined - lost - ended + revaluation = close holds exactly in every row.
  void value_customers() {
    for (int m = 0; m < months_; ++m) {
      for (std::size_t s = 0; s < tables_.segments.size(); ++s) {
        Wide const worth = worth_of(m, s);
        Wide const worth_before = worth_of(m > 0 ? m - 1 : 0, s);
        set(segment(m, s, SegmentField::value_open), worth_before * segment(m, s, SegmentField::customers_open));
        set(segment(m, s, SegmentField::value_joined), worth * segment(m, s, SegmentField::joined));
        set(segment(m, s, SegmentField::value_lost), worth * segment(m, s, SegmentField::lost));
        set(segment(m, s, SegmentField::value_ended), worth * segment(m, s, SegmentField::ended));
        set(segment(m, s, SegmentField::value_close), worth * segment(m, s, SegmentField::customers_close));
        set(segment(m, s, SegmentField::value_revaluation),
            Wide{segment(m, s, SegmentField::value_close)} - segment(m, s, SegmentField::value_open) -
                segment(m, s, SegmentField::value_joined) + segment(m, s, SegmentField::value_lost) +
                segment(m, s, SegmentField::value_ended));
      }
    }
  }

  /// Returns the first and the last month of the warm-up. Precondition: silos are complete.
  Drift drift() {
    Drift d;
    for (std::size_t s = 0; s < book_.segments_; ++s)
      d.customers_placed.push_back(s < tables_.segments.size() ? tables_.segments[s].customers : 0);
    int const last = tables_.warm_months - 1;
    for (std::size_t k = 0; k < book_.silos_; ++k) {
      bool const warm = tables_.warm_months > 0;
      d.first_offered.push_back(warm ? silo(0, k, SiloField::offered) : 0);
      d.first_capacity.push_back(warm ? silo(0, k, SiloField::capacity) : 0);
      d.last_offered.push_back(warm ? silo(last, k, SiloField::offered) : 0);
      d.last_capacity.push_back(warm ? silo(last, k, SiloField::capacity) : 0);
      d.first_visits.push_back(warm ? silo(0, k, SiloField::visits) : 0);
      d.first_wait.push_back(warm ? wait_of(0, k) : 0);
      d.last_visits.push_back(warm ? silo(last, k, SiloField::visits) : 0);
      d.last_wait.push_back(warm ? wait_of(last, k) : 0);
    }
    return d;
  }

  /// Returns the wait at a silo's touchpoints in a month, in microseconds.
  std::int64_t wait_of(int month, std::size_t k) {
    std::int64_t sum = 0;
    for (std::size_t t = 0; t < tables_.touchpoints.size(); ++t) {
      if (tables_.touchpoints[t].silo == k) sum += touchpoint(month, t, TouchpointField::wait);
    }
    return sum;
  }

  /// Builds the tally from month 0 on. The warm-up stays only in its drift.
  Tally without_warm_up() {
    Tally tally;
    tally.months = tables_.axes.months;
    tally.touchpoints = static_cast<int>(book_.touchpoints_);
    tally.silos = static_cast<int>(book_.silos_);
    tally.segments = static_cast<int>(book_.segments_);
    tally.initiatives = static_cast<int>(tables_.axes.initiatives.size());
    tally.initiative_cells.resize(static_cast<std::size_t>(tally.months) * tables_.axes.initiatives.size() *
                                  initiative_fields.size());
    if (decisions_ != nullptr) tally.initiative_cells = decisions_->initiatives;
    tally.drift = drift();
    auto const from = [&](std::vector<std::int64_t> const& cells, std::size_t per_month) {
      return std::vector<std::int64_t>(
          cells.begin() + static_cast<std::ptrdiff_t>(per_month * static_cast<std::size_t>(tables_.warm_months)),
          cells.end());
    };
    tally.touchpoint_cells = from(book_.touchpoint_, book_.touchpoints_ * touchpoint_fields.size());
    tally.silo_cells = from(silo_, book_.silos_ * silo_fields.size());
    tally.segment_cells = from(book_.segment_, book_.segments_ * segment_fields.size());
    tally.wait_histogram = std::move(book_.wait_histogram_);
    return tally;
  }

  Ledger book_;  ///< a copy: closing changes it
  ModelTables const& tables_;
  DecisionBooks const* decisions_;
  int months_;                      ///< tallied months, warm-up included
  std::vector<std::int64_t> silo_;  ///< [month, silo, field]
};

Tally close_books(Ledger const& ledger, ModelTables const& tables, DecisionBooks const* books) {
  return LedgerCloser(ledger, tables, books).close();
}

}  // namespace silowalk::inline simulation
