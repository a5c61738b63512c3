#include "engine/simulation/walk/plain_walk.h"

#include <cstring>
#include <optional>

#include "engine/simulation/customer/arrivals.h"
#include "engine/simulation/customer/placement.h"
#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/model/customer.h"
#include "engine/simulation/model/draws.h"
#include "engine/simulation/rules/route.h"
#include "engine/simulation/walk/lanes.h"
#include "engine/simulation/walk/stopped.h"

namespace silowalk::inline simulation {

namespace {

/// Cells of the largest table of counts: 128 MiB.
constexpr std::size_t largest_counts = std::size_t{1} << 24;

/// The values that a plain visit needs of a touchpoint and of a route. Small copies of the rows, which keeps them in
/// the first-level cache.
struct PlainTouchpoint {
  std::uint32_t hash = 0;          ///< of the name
  std::uint32_t first_route = 0;   ///< in routes_
  std::uint32_t first_limit = 0;   ///< in ModelTables::limits
  std::uint32_t limit_groups = 0;  ///< groups of eight limits
};

struct PlainRoute {
  double mean = 0;                    ///< of an exponential dwell
  std::int32_t sampler = no_sampler;  ///< of any other
  std::uint16_t target = 0;           ///< touchpoint or exit
  TargetKind kind = TargetKind::touchpoint;
};

/// One replication of a plain scenario. A lane is one customer under way; lanes in use come first.
class PlainWalk {
 public:
  /// `tables` and `key` must outlive the object.
  PlainWalk(ModelTables const& tables, RandomKey const& key, std::atomic<bool> const* stop)
      : tables_(tables),
        key_(key),
        stop_(stop),
        ledger_(tables),
        members_(tables.touchpoints.size()),
        occurrences_(lanes * members_) {
    counts_.resize(static_cast<std::size_t>(tables.all_months()) * tables.segments.size() * members_);
    for (TouchpointRow const& t : tables.touchpoints) {
      touchpoints_.push_back({t.hash, t.next[0].first, t.next[0].first_limit, t.next[0].limit_groups});
    }
    for (RouteRow const& route : tables.routes) {
      PlainRoute row{0, route.dwell, route.target, route.kind};
      // An exponential dwell is its mean times the unit exponential that is drawn anyway.
      if (route.dwell == no_sampler || sampler(route.dwell).exponential()) {
        row.mean = route.dwell == no_sampler ? 0 : sampler(route.dwell).mean();
        row.sampler = no_sampler;
      }
      routes_.push_back(row);
    }
  }

  /// Returns the tally. Call it once.
  Tally run() {
    while (walking_ < lanes && fill(walking_)) ++walking_;
    LaneDraws drawn;
    while (walking_ > 0) {
      draw_lanes_(key_, counters_, false, drawn);
      for (int lane = 0; lane < walking_;) lane += step(lane, drawn) ? 1 : 0;
    }
    // Money follows from counts: without discount no moment matters.
    ledger_.expand_plain_visits(counts_);
    return close_books(ledger_, tables_);
  }

 private:
  /// Returns a sampler by its index.
  Sampler const& sampler(std::int32_t which) const { return tables_.samplers[static_cast<std::size_t>(which)]; }

  /// Simulates one visit in a lane. Returns false where no customer is left for the lane; then the last lane has taken
  /// its place, draws included.
  bool step(int lane, LaneDraws& drawn) {
    std::size_t const here = at_[lane];
    double const now = next_[lane];
    ++counts_[(static_cast<std::size_t>(ledger_.month_of(now)) * tables_.segments.size() + segment_of_[lane]) *
                  members_ +
              here];
    PlainTouchpoint const& t = touchpoints_[here];
    PlainRoute const& route =
        routes_[t.first_route + count_limits_below(tables_.limits.data() + t.first_limit, t.limit_groups,
                                                   static_cast<std::uint32_t>(drawn.w[draws::route][lane]))];
    double const dwell = route.sampler == no_sampler
                             ? route.mean * drawn.dwell[lane]
                             : sampler(route.sampler).draw(static_cast<std::uint32_t>(drawn.w[draws::dwell][lane]));
    double const next = now + dwell;
    if (route.kind == TargetKind::touchpoint && next < tables_.end) [[likely]] {
      go(lane, route.target, next);
      return true;
    }
    if (route.kind != TargetKind::touchpoint) ledger_.leave_by_exit(route.kind, next, segment_of_[lane], here, true);
    if (fill(lane)) return true;
    retire(lane, drawn);
    return false;
  }

  /// Sets a lane's next visit, and counts its occurrence.
  void go(int lane, std::uint16_t touchpoint, double t) {
    at_[lane] = touchpoint;
    next_[lane] = t;
    std::uint16_t& occurrence = occurrences_[static_cast<std::size_t>(lane) * members_ + touchpoint];
    // Counted ahead: the lane already holds the next visit.
    counters_.c2[lane] = touchpoints_[touchpoint].hash;
    counters_.c3[lane] = draws::visit(occurrence, draws::first_block);
    if (++occurrence == 0) [[unlikely]]
      too_many_visits();
  }

  /// Removes a lane: moves the last one into its place.
  void retire(int lane, LaneDraws& drawn) {
    int const last = --walking_;
    if (lane == last) return;
    at_[lane] = at_[last];
    next_[lane] = next_[last];
    segment_of_[lane] = segment_of_[last];
    std::memcpy(&occurrences_[static_cast<std::size_t>(lane) * members_],
                &occurrences_[static_cast<std::size_t>(last) * members_], members_ * sizeof(std::uint16_t));
    counters_.c0[lane] = counters_.c0[last];
    counters_.c1[lane] = counters_.c1[last];
    counters_.c2[lane] = counters_.c2[last];
    counters_.c3[lane] = counters_.c3[last];
    for (auto& word : drawn.w) word[lane] = word[last];
    drawn.dwell[lane] = drawn.dwell[last];
  }

  /// Puts the next customer who has a visit within the horizon into the lane. Returns false where none is left.
  bool fill(int lane) {
    end_if_stopped(stop_);
    for (; segment_ < tables_.segments.size(); ++segment_, placed_ = 0, stream_.reset()) {
      SegmentRow const& s = tables_.segments[segment_];
      while (placed_ < s.customers) {
        if (place(lane, s, static_cast<std::uint32_t>(placed_++))) return true;
      }
      if (!stream_) stream_.emplace(tables_, s, key_);
      if (stream_->next() >= tables_.end) continue;
      double const t = stream_->next();
      begin(lane, s, stream_->number());
      go(lane, s.entry, t);
      ledger_.post_customer(t, segment_);
      stream_->advance();
      return true;
    }
    return false;
  }

  /// Places a customer at the start of warm-up. Returns false where no visit lies within the horizon. Random words are
  /// those of standing(), so the tally equals the walker's.
  bool place(int lane, SegmentRow const& s, std::uint32_t arrival) {
    begin(lane, s, arrival);
    if (s.placements.empty()) {
      go(lane, s.entry, -tables_.warm_up);
      return true;
    }
    Words const w = philox(key_, arrival, s.hash, draws::life, 1);
    Placement const& at = placement(s, uniform(w.w[0]));
    RouteRow const& route = tables_.routes[at.route];
    double const next = -tables_.warm_up + sampler(route.dwell).residual(w.w[1], w.w[2]);
    if (route.kind != TargetKind::touchpoint) {
      ledger_.leave_by_exit(route.kind, next, segment_, at.touchpoint, true);
      return false;
    }
    if (next >= tables_.end) return false;
    go(lane, route.target, next);
    return true;
  }

  /// Resets a lane for a new customer.
  void begin(int lane, SegmentRow const& s, std::uint32_t arrival) {
    std::memset(&occurrences_[static_cast<std::size_t>(lane) * members_], 0, members_ * sizeof(std::uint16_t));
    segment_of_[lane] = segment_;
    counters_.c0[lane] = arrival;
    counters_.c1[lane] = s.hash;
  }

  ModelTables const& tables_;
  RandomKey const& key_;
  std::atomic<bool> const* stop_;
  Ledger ledger_;
  DrawLanes draw_lanes_ = supported_draw_lanes().front();  ///< the widest that this processor has
  std::size_t members_;                                    ///< number of touchpoints
  std::vector<PlainTouchpoint> touchpoints_;
  std::vector<PlainRoute> routes_;
  std::vector<std::int64_t> counts_;        ///< [month, segment, touchpoint]
  std::vector<std::uint16_t> occurrences_;  ///< [lane, touchpoint]
  LaneCounters counters_{};                 ///< of the next visits
  double next_[lanes] = {};                 ///< moments of the next visits, days since month 0
  std::size_t at_[lanes] = {};              ///< touchpoints of the next visits
  std::size_t segment_of_[lanes] = {};
  int walking_ = 0;                      ///< lanes in use
  std::size_t segment_ = 0;              ///< from which the lanes are filled
  std::int64_t placed_ = 0;              ///< customers of it that were placed
  std::optional<ArrivalStream> stream_;  ///< newcomers of it; none until all are placed
};

}  // namespace

bool only_counts(ModelTables const& tables) {
  for (TouchpointRow const& t : tables.touchpoints) {
    if (t.handling != no_sampler || t.next[0].count == 0) return false;
  }
  return static_cast<std::size_t>(tables.all_months()) * tables.segments.size() * tables.touchpoints.size() <
         largest_counts;
}

Tally walk_plainly(ModelTables const& tables, RandomKey const& key, std::atomic<bool> const* stop) {
  return PlainWalk(tables, key, stop).run();
}

}  // namespace silowalk::inline simulation
