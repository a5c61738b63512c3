#include "engine/simulation/walk/simulate.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "engine/simulation/customer/arrivals.h"
#include "engine/simulation/customer/departures.h"
#include "engine/simulation/ledger/prices.h"
#include "engine/simulation/rules/lane_math.h"
#include "engine/simulation/walk/plain_walk.h"
#include "engine/simulation/walk/slots.h"
#include "engine/simulation/walk/stopped.h"
#include "engine/simulation/walk/time_wheel.h"
#include "engine/simulation/walk/walker.h"

namespace silowalk::inline simulation {

namespace {

/// Simulates customers one after another, eight side by side. So their random numbers are drawn together, and the
/// processor can overlap their memory latencies. Precondition: customers are independent, so the order does not change
/// the tally.
template <Features F>
class OneAfterAnother {
 public:
  OneAfterAnother(ModelTables const& tables, RandomKey const& key, SimulationOptions const& options)
      : tables_(tables), key_(key), options_(options), walker_(tables, key, options.sink) {}

  Tally run() {
    std::size_t const stride = (tables_.record_bytes + 63) / 64 * 64;
    std::vector<unsigned char> memory(stride * lanes + 64);
    auto const base = (reinterpret_cast<std::uintptr_t>(memory.data()) + 63) / 64 * 64;
    int walking = 0;
    for (; walking < lanes; ++walking) {
      record_[walking] = reinterpret_cast<unsigned char*>(base + static_cast<std::size_t>(walking) * stride);
      next_[walking] = fill(record_[walking]);
      if (next_[walking] == never) break;
    }
    LaneCounters counters{};
    LaneDraws drawn;
    while (walking > 0) {
      for (int lane = 0; lane < walking; ++lane) walker_.name_draws(record_[lane], counters, lane);
      draw_lanes_(key_, counters, F.queues, drawn);
      walking = step(walking, drawn);
    }
    return close_books(walker_.ledger(), tables_);
  }

 private:
  /// Simulates one visit in every lane, and moves the lanes still in use to the front. Returns their number.
  int step(int walking, LaneDraws const& drawn) {
    for (int lane = 0; lane < walking; ++lane) {
      next_[lane] =
          walker_.visit(record_[lane], next_[lane], of_lane(drawn, lane), Ahead{}, F.hazard ? &later_ : nullptr);
      if (F.hazard && next_[lane] == undecided) later_.last().name = static_cast<std::uint32_t>(lane);
    }
    if constexpr (F.hazard) walker_.decide(later_, [this](std::uint32_t lane, double next) { next_[lane] = next; });
    int kept = 0;
    for (int lane = 0; lane < walking; ++lane) {
      unsigned char* const record = record_[lane];
      double next = next_[lane];
      if (next == never) [[unlikely]]
        next = fill(record);
      if (next == never) [[unlikely]]
        continue;
      record_[kept] = record;
      next_[kept] = next;
      ++kept;
    }
    return kept;
  }

  /// Puts the next customer who has a visit within the horizon into `record`. Returns its moment; `never` where no
  /// customer is left.
  double fill(unsigned char* record) {
    end_if_stopped(options_.stop);
    for (; segment_ < tables_.segments.size(); ++segment_, placed_ = 0, stream_.reset()) {
      SegmentRow const& s = tables_.segments[segment_];
      while (placed_ < s.customers) {
        double const at = walker_.place(record, segment_, static_cast<std::uint32_t>(placed_++));
        if (at < tables_.end) return at;
      }
      if (!stream_) stream_.emplace(tables_, s, key_);
      while (stream_->next() < tables_.end) {
        double const at = walker_.arrive(record, segment_, stream_->number(), stream_->next());
        stream_->advance();
        if (at < tables_.end) return at;
      }
    }
    return never;
  }

  ModelTables const& tables_;
  RandomKey const& key_;
  SimulationOptions const& options_;
  Walker<F> walker_;
  Departures later_;
  DrawLanes draw_lanes_ = supported_draw_lanes().front();
  unsigned char* record_[lanes] = {};
  double next_[lanes] = {};
  std::size_t segment_ = 0;
  std::int64_t placed_ = 0;
  std::optional<ArrivalStream> stream_;
};

/// Simulates customers in time order, as queues, loads and decisions require. Visits at one moment are ordered by
/// segment, then by arrival number, placed customers before newcomers.
template <Features F>
class InTimeOrder {
 public:
  InTimeOrder(ModelTables const& tables, RandomKey const& key, SimulationOptions const& options)
      : in_force_(tables.decisions ? std::make_unique<ModelTables>(tables) : nullptr),
        tables_(in_force_ ? *in_force_ : tables),
        key_(key),
        options_(options),
        walker_(tables_, key, options.sink),
        slots_(tables.record_bytes, F.trust || F.hazard ? 0 : offsetof(Customer, arrival), heads(tables)),
        wheel_(-tables.warm_up, first_width(tables), Before{&slots_}) {
    for (SegmentRow const& segment : tables_.segments) streams_.emplace_back(tables_, segment, key);
    if (in_force_) decisions_.emplace(tables, walker_.in_force(*in_force_), key_);
  }

  Tally run() {
    place_all();
    while (true) {
      end_if_stopped(options_.stop);
      wheel_.adapt();  // first: newcomers before the end of the next bucket must be pushed before it opens
      double const upto = wheel_.next_bucket_end();
      for (std::size_t s = 0; s < streams_.size(); ++s) feed(s, upto);
      if (wheel_.empty() && nobody_to_come()) break;
      wheel_.open_next();
      while (!wheel_.open_is_spent()) take();
      decide();
    }
    if (!decisions_) return close_books(walker_.ledger(), tables_);
    DecisionBooks const books = decisions_->close();
    if (options_.sink != nullptr)
      options_.sink->close(Prices(books.price, tables_.segments.size(), tables_.warm_months, tables_.end));
    return close_books(walker_.ledger(), tables_, &books);
  }

 private:
  /// The order of events: time, then segment and arrival number. Newcomers have the top bit set, so they follow placed
  /// customers. Not by slot: slots depend on the history of a run, and ties must not.
  struct Before {
    Slots const* slots;
    bool operator()(Event const& a, Event const& b) const { return a.time != b.time ? a.time < b.time : tie(a, b); }
    [[gnu::noinline]] bool tie(Event const& a, Event const& b) const { return rank(a) < rank(b); }
    std::uint64_t rank(Event const& e) const {
      auto const& c = *reinterpret_cast<Customer const*>(slots->record(e.slot));
      return static_cast<std::uint64_t>(c.segment) << 32 | c.arrival;
    }
  };

  using Wheel = TimeWheel<Before>;

  /// Returns the slots to begin with: one per placed customer, and a margin for newcomers.
  static std::size_t heads(ModelTables const& tables) {
    std::size_t sum = 64;
    for (SegmentRow const& s : tables.segments) sum += static_cast<std::size_t>(s.customers);
    return sum;
  }

  /// Returns the first bucket width, in days; adapt() corrects it.
  static double first_width(ModelTables const& tables) { return (tables.end + tables.warm_up) / 4096; }

  /// Creates all customers placed at the start of warm-up.
  void place_all() {
    for (std::size_t s = 0; s < tables_.segments.size(); ++s) {
      for (std::int64_t i = 0; i < tables_.segments[s].customers; ++i) {
        std::uint32_t const slot = slots_.take();
        schedule(slot, walker_.place(slots_.record(slot), s, static_cast<std::uint32_t>(i)));
      }
    }
  }

  /// Creates the newcomers of a segment before `upto`. Newcomers are created bucket by bucket, so memory does not grow
  /// with the length of the horizon.
  void feed(std::size_t s, double upto) {
    ArrivalStream& stream = streams_[s];
    while (stream.next() < upto && stream.next() < tables_.end) {
      std::uint32_t const slot = slots_.take();
      schedule(slot, walker_.arrive(slots_.record(slot), s, stream.number(), stream.next()));
      stream.advance();
    }
  }

  /// Returns whether no newcomer is left before the end.
  bool nobody_to_come() const {
    for (ArrivalStream const& stream : streams_) {
      if (stream.next() < tables_.end) return false;
    }
    return true;
  }

  /// Schedules a customer's next visit; a customer without one gives the slot back.
  void schedule(std::uint32_t slot, double at) {
    if (at < tables_.end)
      wheel_.push({at, slot});
    else
      slots_.give_back(slot);
  }

  /// Simulates the next visit. An event pushed into the open bucket has no draws computed ahead, so it draws alone.
  void take() {
    std::size_t position = 0;
    Event const event = wheel_.pop(position);
    if constexpr (F.decisions || F.fatigue) {
      if (event.time >= next_month_) meet_month(event.time);
    }
    unsigned char* const record = slots_.record(event.slot);
    if (position == Wheel::was_late) {
      go_on(event, walker_.visit(record, event.time, walker_.draw_next(record), Ahead{}, later()));
      return;
    }
    auto const lane = static_cast<int>(position % lanes);
    if (lane == 0) draw_group(position);
    go_on(event, walker_.visit(record, event.time, of_lane(drawn_, lane), ahead_of(lane), later()));
  }

  /// Continues after a visit. A pending departure whose next visit may fall into the open bucket is decided at once:
  /// later, its event would come out of order.
  void go_on(Event const& event, double next) {
    if (F.hazard && next == undecided) {
      later_.last().name = event.slot;
      if (later_.full() || later_.last().next < wheel_.open_until()) decide();
    } else {
      schedule(event.slot, next);
    }
  }

  Departures* later() { return F.hazard ? &later_ : nullptr; }

  /// Decides all pending departures. Must run before the next visit of any of them is due, and before another hazard
  /// comes into force.
  void decide() {
    if constexpr (F.hazard) {
      if (!later_.empty()) walker_.decide(later_, [this](std::uint32_t slot, double next) { schedule(slot, next); });
    }
  }

  /// Returns the factors computed ahead for a lane, where they are still valid.
  Ahead ahead_of(int lane) const { return ahead_known_ ? Ahead{ahead_[lane], ahead_[lanes + lane]} : Ahead{}; }

  /// Draws for the next eight events of the open bucket. A customer has one event at a time, so no counter changes
  /// before its turn. Meanwhile the group after it is prefetched.
  void draw_group(std::size_t position) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      if (Event const* const event = wheel_.sorted(position + lane)) name_lane(*event, lane);
    }
    draw_lanes_(key_, counters_, true, drawn_);
    if constexpr (F.trust) {
      math_.exponentials(ahead_, 2 * lanes);
      ahead_known_ = true;
    }
    for (std::size_t lane = lanes; lane < 2 * lanes; ++lane) {
      if (Event const* const soon = wheel_.sorted(position + lane)) {
        slots_.prefetch(soon->slot);
      }
    }
  }

  /// Writes the counters and exponents of an event into a lane.
  void name_lane(Event const& event, std::size_t lane) {
    unsigned char const* const record = slots_.record(event.slot);
    walker_.name_draws(record, counters_, static_cast<int>(lane));
    if constexpr (F.trust) walker_.name_ahead(record, event.time, ahead_[lane], ahead_[lanes + lane]);
  }

  /// Puts decisions or fatigue into force before the event at t, which is the first at or after next_month_.
  void meet_month(double t) {
    decide();
    ahead_known_ = false;  // another memory may come into force, so factors computed ahead may be wrong
    if (decisions_) {
      decisions_->meet(t);
      next_month_ = decisions_->next();
      return;
    }
    int const month = walker_.ledger().month_of(t);
    if (tables_.features.fatigue) walker_.begin_month(month);
    next_month_ = walker_.ledger().begin(month + 1);
  }

  std::unique_ptr<ModelTables> in_force_;  ///< of a company that decides: a copy that changes
  ModelTables const& tables_;
  RandomKey const& key_;
  SimulationOptions const& options_;
  Walker<F> walker_;
  std::optional<Decisions> decisions_;
  Slots slots_;
  Wheel wheel_;
  Departures later_;
  DrawLanes draw_lanes_ = supported_draw_lanes().front();
  LaneMath math_ = supported_lane_math().front();
  LaneCounters counters_{};
  LaneDraws drawn_{};
  alignas(64) double ahead_[2 * lanes] = {};  ///< by lane: fades, then discounts
  bool ahead_known_ = false;
  std::vector<ArrivalStream> streams_;
  double next_month_ = -never;
};

/// Returns the features that one replication uses.
Features features_used(ModelTables const& tables, VisitSink const* sink) {
  Features used = tables.features;
  used.prospects = tables.prospects;
  used.decisions = tables.decisions != nullptr;
  used.stories = sink != nullptr;
  return used;
}

/// Simulates one replication with one build of the walker.
template <Features F>
Tally simulate_with(ModelTables const& tables, RandomKey const& key, bool one_after_another,
                    SimulationOptions const& options) {
  if (one_after_another) return OneAfterAnother<F>(tables, key, options).run();
  return InTimeOrder<F>(tables, key, options).run();
}

}  // namespace

Tally simulate(Model const& model, std::uint64_t seed, std::uint32_t replication, SimulationOptions const& options) {
  ModelTables const& tables = model.tables();
  RandomKey const key(seed, replication);
  bool const one_after_another = model.independent() && !options.force_time_order;
  Features const used = features_used(tables, options.sink);
  // Three builds instead of one per set of features: each build adds compile time and code, and these cover the cases
  // where speed matters.
  if (one_after_another && plain_build.contains(used) && only_counts(tables))
    return walk_plainly(tables, key, options.stop);
  if (queueing_build.contains(used)) return simulate_with<queueing_build>(tables, key, one_after_another, options);
  return simulate_with<full_build>(tables, key, one_after_another, options);
}

}  // namespace silowalk::inline simulation
