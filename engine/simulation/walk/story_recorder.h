#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/simulation/model/customer.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/model/visit.h"
#include "engine/simulation/queues/queue_watch.h"
#include "engine/simulation/queues/silo_queue.h"
#include "engine/simulation/rules/outcome.h"
#include "engine/simulation/walk/visit_values.h"

namespace silowalk::inline simulation {

/// Records stories for a sink: fills one Visit from the values of the walker's steps. It never changes the simulation.
/// `possible`: the build records stories; without it is_on() is false at compile time.
template <bool possible>
class StoryRecorder {
 public:
  /// `sink`: may be null.
  StoryRecorder(ModelTables const& tables, VisitSink* sink) : tables_(tables), sink_(sink) {
    if (possible && sink != nullptr) watch_.resize(tables.silos.size());
  }

  /// Returns whether the present customer's story is recorded.
  bool is_on() const { return possible && on_; }
  /// Returns whether there is a sink, so that a customer's story may be recorded.
  bool is_watching() const { return possible && sink_ != nullptr; }

  /// Starts a customer's story.
  void begin_life(Customer& c) {
    if (is_watching()) c.flags |= Customer::told;
    begin_visit(c);
  }

  /// Decides whether the visit is recorded, and resets the record for it.
  void begin_visit(Customer& c) {
    if constexpr (possible) {
      on_ = (c.flags & Customer::told) != 0;
      if (!on_) [[likely]]
        return;
      on_ = sink_->wants(c.segment, c.arrival);
      if (on_)
        story_ = {};
      else
        c.flags &= static_cast<std::uint8_t>(~Customer::told);
    }
  }

  /// Records nothing until the next visit begins.
  void pause() { on_ = false; }

  /// Records what was ahead of a customer in the queue, and adds this customer to it. Must be called for every arrival
  /// at a queue, recorded or not. `handling` in days.
  void note_queue(std::size_t silo, double t, Service const& service, double handling) {
    if (on_) {
      QueueWatch::Ahead const ahead = watch_[silo].ahead(t);
      story_.waiting_ahead = ahead.waiting;
      story_.work_ahead = ahead.work;
    }
    if (service.kind == Service::Kind::turned_away) return;
    bool const served = service.kind == Service::Kind::served;
    watch_[silo].promise(t, service.begin, served ? service.begin + handling : service.begin);
  }

  /// Records the values of a visit. Precondition: is_on().
  void note_visit(VisitContext const& at, VisitResult const& result) {
    story_.arrival = at.customer.arrival;
    story_.segment = at.customer.segment;
    story_.touchpoint = at.here;
    story_.occurrence = static_cast<std::uint16_t>(at.occurrence);
    story_.time = at.time;
    story_.outcome = result.outcome;
    story_.chance = is_served(result.outcome) ? probability(result.success) : 0;
    story_.wait = result.wait;
    story_.open_wait = result.open_wait;
    story_.handling = result.handling;
    story_.end = result.end;
    note_trust(result, at.customer.trust);
    story_.surveyed = result.surveyed;
    story_.score = result.score;
    story_.revenue = is_earned(result.outcome) ? static_cast<double>(at.touchpoint.revenue) / 1e6 : 0.0;
    story_.cost = static_cast<double>(at.touchpoint.cost) / 1e6;
    story_.joined = result.joined;
  }

  /// Records how the story continues: the next visit, an exit, or a departure.
  void note_next(Visit::Then then, std::uint16_t target, double when) {
    if (!is_on()) return;
    story_.then = then;
    story_.next = target;
    story_.next_time = when;
  }

  /// Adds a part of a lost customer, in millionths of a head, to a silo (the company last).
  void note_attributed(std::size_t silo, std::int64_t part) {
    if (!is_on()) return;
    story_.attributed.resize(tables_.silos.size() + 1);
    story_.attributed[silo] += part;
  }

  /// Passes the beginning of a life to the sink, where the customer is recorded.
  void record_beginning(Customer const& c, bool dwelling, std::uint16_t touchpoint) {
    if (!is_on()) return;
    bool const placed = (c.arrival & newcomer_bit) == 0;
    sink_->begin({c.arrival, c.segment, (c.flags & Customer::is_customer) != 0, dwelling, touchpoint,
                  placed ? -tables_.warm_up : c.settled, c.joined, c.frailty, c.pace, story_.then, story_.next,
                  story_.next_time, story_.attributed});
  }

  /// Passes the visit to the sink. `accounts`: trust lost and not faded by silo, where accounts are kept; else empty.
  void record_visit(std::span<double const> accounts) {
    if (story_.then != Visit::Then::visit) story_.accounts.assign(accounts.begin(), accounts.end());
    sink_->record(story_);
  }

 private:
  /// Records what a visit did to trust. `after`: trust when the visit is over, log-odds.
  void note_trust(VisitResult const& result, double after) {
    bool const context_lost = result.context_lost_by != 0;
    story_.context_lost = context_lost;
    story_.context_lost_by = static_cast<std::uint16_t>(context_lost ? result.context_lost_by - 1 : 0);
    story_.trust_before = result.trust_before;
    story_.trust_after = after;
    story_.trust_gained = result.trust.gain;
    story_.trust_lost = result.trust.loss();
    story_.handoff_lost = result.trust.handed_loss;
  }

  ModelTables const& tables_;      ///< must outlive the recorder
  VisitSink* sink_;                ///< null: nothing is recorded
  bool on_ = false;                ///< of the present customer
  Visit story_;                    ///< the visit that is being recorded
  std::vector<QueueWatch> watch_;  ///< by silo
};

}  // namespace silowalk::inline simulation
