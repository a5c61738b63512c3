#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "engine/simulation/customer/birth.h"
#include "engine/simulation/customer/departures.h"
#include "engine/simulation/customer/life_clock.h"
#include "engine/simulation/customer/placement.h"
#include "engine/simulation/decisions/decisions.h"
#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/ledger/postings.h"
#include "engine/simulation/model/customer_record.h"
#include "engine/simulation/model/draws.h"
#include "engine/simulation/model/features.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/queues/silo_queue.h"
#include "engine/simulation/rules/outcome.h"
#include "engine/simulation/rules/route.h"
#include "engine/simulation/rules/survey.h"
#include "engine/simulation/rules/trust.h"
#include "engine/simulation/walk/fatigue.h"
#include "engine/simulation/walk/lanes.h"
#include "engine/simulation/walk/transit.h"
#include "engine/simulation/walk/visit_values.h"
#include "engine/simulation/walk/walk_state.h"

namespace silowalk::inline simulation {

/// Simulates customers from visit to visit in one replication. `F` is the build: features that it lacks are not
/// compiled. What a scenario does not use is decided once per touchpoint, not per draw. Holds the queues and the
/// thresholds in force. Each step of a visit computes values by the rules, posts them to the ledger, and leaves them
/// for the story. Where customers are coupled, visits must be in time order. Not thread safe.
template <Features F>
class Walker {
 public:
  /// `tables` and `key` must outlive the walker. `sink`: may be null.
  Walker(ModelTables const& tables, RandomKey const& key, VisitSink* sink) : walk_(tables, key, sink) {
    for (SiloRow const& silo : tables.silos) {
      queues_.emplace_back(silo.schedule, silo.limited ? silo.agents : 0, silo.room, silo.turn_away,
                           tables.tolerance_by);
      scaled_losses_ = scaled_losses_ || silo.losses != 1;
    }
    for (TouchpointRow const& t : tables.touchpoints) success_.push_back(t.success_threshold);
    shift_.resize(tables.touchpoints.size());
  }

  /// Returns the ledger, for reading loads and for closing.
  Ledger& ledger() { return walk_.ledger; }

  /// Returns references to what a company that decides may change. Precondition: `tables` are those of this walker.
  Decisions::InForce in_force(ModelTables& tables) { return {tables, success_, shift_, queues_, walk_.ledger}; }

  /// Creates a customer placed at the start of warm-up. Returns the moment of the next visit; `never` where the
  /// customer leaves first or the visit lies beyond the horizon. `record` holds ModelTables::record_bytes.
  double place(unsigned char* record, std::size_t segment, std::uint32_t arrival) {
    Customer& c = born_before(walk_.tables, walk_.key, record, segment, arrival);
    SegmentRow const& s = walk_.tables.segments[segment];
    walk_.story.begin_life(c);
    if (s.placements.empty()) return enter(c, s, entering(walk_.tables, walk_.key, c, s, -walk_.tables.warm_up));
    StartPosition const at = standing(walk_.tables, walk_.key, c, s);
    c.touchpoint = at.touchpoint;
    double const next =
        dwell_on(walk_, record, s, {*at.route, at.touchpoint, c.settled, at.dwell, at.context_word, nullptr}, nullptr);
    walk_.story.record_beginning(c, true, at.touchpoint);
    return next;
  }

  /// Creates a newcomer who arrives at `t`. Returns the moment of the first visit; `never` beyond the horizon, and then
  /// nothing is posted.
  double arrive(unsigned char* record, std::size_t segment, std::uint32_t arrival, double t) {
    Customer& c = born(walk_.tables, walk_.key, record, segment, arrival, t);
    SegmentRow const& s = walk_.tables.segments[segment];
    double const at = entering(walk_.tables, walk_.key, c, s, t);
    if (!walk_.ledger.inside(at)) return never;
    c.settled = at;
    c.joined = at;
    if (walk_.tables.prospects) {
      walk_.ledger.post_prospect(at, segment);
    } else {
      c.flags |= Customer::is_customer;
      walk_.ledger.post_customer(at, segment);
    }
    walk_.story.begin_life(c);
    return enter(c, s, at);
  }

  /// Writes the counters of a customer's next visit into one lane.
  void name_draws(unsigned char const* record, LaneCounters& counters, int lane) const {
    Customer const& c = customer_in(record);
    counters.c0[lane] = c.arrival;
    counters.c1[lane] = walk_.tables.segments[c.segment].hash;
    counters.c2[lane] = walk_.tables.touchpoints[c.touchpoint].hash;
    counters.c3[lane] = draws::visit(occurrence_in(walk_.tables, record, c.touchpoint), draws::first_block);
  }

  /// Draws the first block of a customer's next visit; the same bits as in a lane.
  VisitDraws draw_next(unsigned char const* record) const {
    LaneCounters counters;
    name_draws(record, counters, 0);
    return draw_one(walk_.key, counters.c0[0], counters.c1[0], counters.c2[0], counters.c3[0]);
  }

  /// Computes the exponents of Ahead for a customer's next visit, at `t`.
  void name_ahead(unsigned char const* record, double t, double& fade, double& discount) const {
    Customer const& c = customer_in(record);
    fade = fade_exponent(t - c.settled, walk_.tables.segments[c.segment].memory_rate);
    discount = walk_.ledger.discount_exponent(t);
  }

  /// Simulates one visit at moment `t`, with its draws. Returns the moment of the next visit, or `never`. With `later`,
  /// the departure may be pending: then it returns `undecided`, and the departure is the last of `later`.
  /// Preconditions: `t` is inside the horizon and is the moment that was returned for this customer. Throws
  /// RuntimeFailure where a touchpoint has no route for the outcome, or is visited too often.
  double visit(unsigned char* record, double t, VisitDraws const& drawn, Ahead ahead = {},
               Departures* later = nullptr) {
    VisitContext const at = begin_visit(record, t, drawn);
    VisitPostings const post(walk_.ledger, t, at.here);
    VisitResult result{.end = t};
    post.post_arrival();
    if (at.touchpoint.handling != no_sampler) serve(at, post, result);
    draw_outcome(at, result);
    post.post_outcome(result.outcome);
    settle(at, post, ahead, result);
    post.post_money(at.touchpoint, at.customer.segment, is_earned(result.outcome), t, result.end, ahead.discount);
    join(at, result);
    answer_survey(at, post, result);
    Onward const onward = choose_onward(at, result);
    if (walk_.story.is_on()) [[unlikely]]
      return record_and_dwell(at, result, onward);
    return dwell_on(walk_, record, at.segment, onward, later);
  }

  /// Decides all pending departures: calls then(name, moment of the next visit or `never`) for each.
  template <class Then>
  void decide(Departures& later, Then const& then) {
    decide_departures(walk_, later, then);
  }

  /// Puts fatigue into force. Precondition: called at the first event of a tallied month, in time order.
  void begin_month(int month) { apply_fatigue(walk_.tables, walk_.ledger, month, success_, shift_); }

 private:
  // The steps of a visit are inlined, so that the values passed between them stay in registers.

  /// Returns a sampler by its index.
  Sampler const& sampler(std::int32_t which) const { return walk_.tables.samplers[static_cast<std::size_t>(which)]; }

  /// Records that the first visit is at the segment's entry.
  double enter(Customer const& c, SegmentRow const& s, double at) {
    walk_.story.note_next(Visit::Then::visit, s.entry, at);
    walk_.story.record_beginning(c, false, s.entry);
    return at;
  }

  /// Counts the visit and draws its second block of words where the touchpoint needs it.
  [[gnu::always_inline]] VisitContext begin_visit(unsigned char* record, double t, VisitDraws const& drawn) {
    Customer& c = customer_in(record);
    SegmentRow const& s = walk_.tables.segments[c.segment];
    TouchpointRow const& v = walk_.tables.touchpoints[c.touchpoint];
    std::uint16_t& counter = occurrence_in(walk_.tables, record, c.touchpoint);
    std::uint32_t const occurrence = counter++;
    if (counter == 0) [[unlikely]]
      too_many_visits();
    Words second{};
    if constexpr (F.outcomes || F.context || F.surveys || F.queues) {
      if (v.second_block)
        second = philox(walk_.key, c.arrival, s.hash, v.hash, draws::visit(occurrence, draws::second_block));
    }
    walk_.story.begin_visit(c);
    return {record, c, s, v, c.touchpoint, occurrence, t, drawn, second};
  }

  /// Handles the customer, with a queue where the silo has agents.
  [[gnu::always_inline]] void serve(VisitContext const& at, VisitPostings const& post, VisitResult& result) {
    TouchpointRow const& v = at.touchpoint;
    double effort = sampler(v.handling).draw(at.first.words.w[draws::handling], at.first.handling);
    if constexpr (F.context) {
      if (at.customer.context_from != 0) effort *= v.rework;
    }
    result.handling = effort * v.handling_factor;
    result.end = at.time + result.handling;
    if constexpr (F.queues) {
      if (v.staffed) {
        queue(at, result);
        post.post_wait(v, at.time, result.wait, result.open_wait, result.outcome);
      }
    }
    post.post_handling(effort, is_served(result.outcome));
  }

  /// Passes the customer through the silo's queue.
  [[gnu::always_inline]] void queue(VisitContext const& at, VisitResult& result) {
    TouchpointRow const& v = at.touchpoint;
    double const patience = v.patience == no_sampler ? never : sampler(v.patience).draw(at.second.w[draws::patience]);
    Service const service = queues_[v.silo].serve(at.time, result.handling, patience);
    if (walk_.story.is_watching()) [[unlikely]]
      walk_.story.note_queue(v.silo, at.time, service, result.handling);
    result.wait = service.wait;
    result.open_wait = service.open_wait;
    if (service.kind == Service::Kind::served) {
      result.end = service.begin + result.handling;
    } else {
      result.outcome = service.kind == Service::Kind::abandoned ? Outcome::abandoned : Outcome::turned_away;
      result.handling = 0;
      result.end = service.begin;
    }
  }

  /// Draws the outcome of a visit that was served.
  [[gnu::always_inline]] void draw_outcome(VisitContext const& at, VisitResult& result) const {
    if constexpr (F.outcomes) {
      TouchpointRow const& v = at.touchpoint;
      if (result.outcome != Outcome::success || !v.outcome_drawn) return;
      result.success = v.own_success == no_sampler
                           ? success_[at.here]
                           : own_success(walk_.tables, walk_.key, at.customer, at.segment, v, shift_[at.here]);
      result.outcome =
          served_outcome(result.success, at.first.words.w[draws::outcome], v.recovery, at.second.w[draws::recovery]);
    }
  }

  /// Updates trust and accounts to the end of the visit.
  [[gnu::always_inline]] void settle(VisitContext const& at, VisitPostings const& post, Ahead const& ahead,
                                     VisitResult& result) {
    result.trust_before = at.customer.trust;
    if constexpr (F.trust) {
      if (walk_.tables.features.trust) {
        fade(at, result.end, result.end == at.time ? ahead.fade : -1);
        change_trust(at, post, result);
      }
    }
    // Without trust and hazard nothing needs settling: the first cache line of the record is not touched.
    if constexpr (F.trust || F.hazard) at.customer.settled = result.end;
  }

  /// Fades trust and accounts since trust was settled. `faded`: the factor, where it is known already; else negative.
  void fade(VisitContext const& at, double until, double faded) const {
    Customer& c = at.customer;
    bool const has_accounts = (c.flags & Customer::has_accounts) != 0;
    if ((c.trust == 0 && !has_accounts) || at.segment.memory_rate == 0) return;
    double const factor = faded >= 0 ? faded : portable_exp(fade_exponent(until - c.settled, at.segment.memory_rate));
    c.trust *= factor;
    if (!has_accounts) return;
    for (double& account : accounts_in(walk_.tables, at.record)) account *= factor;
  }

  /// Changes trust by the visit, and posts what was lost.
  [[gnu::always_inline]] void change_trust(VisitContext const& at, VisitPostings const& post,
                                           VisitResult& result) const {
    Customer& c = at.customer;
    TouchpointRow const& v = at.touchpoint;
    result.context_lost_by = c.context_from;
    bool const context_lost = c.context_from != 0;
    result.trust = trust_change(v.trust, v.inverse_tolerance, result.outcome, result.wait, context_lost);
    // The factor applies from month 0 on, like every other part of a counterfactual.
    if (scaled_losses_ && result.end >= 0) [[unlikely]] {
      double const of_other = context_lost ? walk_.tables.silos[c.context_from - 1U].losses : 1;
      result.trust = scale_losses(result.trust, walk_.tables.silos[v.silo].losses, of_other);
    }
    double const lost = result.trust.loss();
    c.trust += result.trust.gain - lost;
    c.context_from = 0;
    if (context_lost) post.post_lost_context();
    post.post_trust_loss(lost);
    if (lost != 0 && walk_.tables.features.accounts) charge_accounts(at, result);
  }

  /// Adds the losses to the accounts of the silos that caused them.
  void charge_accounts(VisitContext const& at, VisitResult const& result) const {
    at.customer.flags |= Customer::has_accounts;
    std::span<double> const accounts = accounts_in(walk_.tables, at.record);
    accounts[at.touchpoint.silo] += result.trust.own_loss;
    if (result.trust.handed_loss != 0) accounts[result.context_lost_by - 1U] += result.trust.handed_loss;
  }

  /// Makes a prospect a customer after a success at a touchpoint with `joins`. The life clock starts there.
  void join(VisitContext const& at, VisitResult& result) {
    Customer& c = at.customer;
    if (!walk_.tables.prospects || !at.touchpoint.joins || !is_earned(result.outcome)) return;
    if ((c.flags & Customer::is_customer) != 0) return;
    result.joined = true;
    c.flags |= Customer::is_customer;
    c.joined = result.end;
    c.tenure_step = 0;
    if (walk_.ledger.inside(result.end)) walk_.ledger.post_joined_prospect(result.end, c.segment);
  }

  /// Draws the answer to the survey and posts it. The score felt is that after the visit.
  [[gnu::always_inline]] void answer_survey(VisitContext const& at, VisitPostings const& post,
                                            VisitResult& result) const {
    if constexpr (F.surveys) {
      TouchpointRow const& v = at.touchpoint;
      if (!v.has_survey) return;
      std::optional<double> const felt =
          answered_score(v, at.segment.baseline + at.customer.trust, at.second.w[draws::survey]);
      if (!felt) return;
      std::uint32_t const noise = v.survey.noise > 0 ? third_block(at).w[draws::noise] : 0;
      result.surveyed = true;
      result.score = recorded_score(v.survey, *felt, noise);
      post.post_survey(result.score);
    }
  }

  /// Returns the third block of words, which few visits need.
  Words third_block(VisitContext const& at) const {
    return philox(walk_.key, at.customer.arrival, at.segment.hash, at.touchpoint.hash,
                  draws::visit(at.occurrence, draws::third_block));
  }

  /// Returns the route taken and its dwell. Throws RuntimeFailure where the outcome has no route.
  [[gnu::always_inline]] Onward choose_onward(VisitContext const& at, VisitResult const& result) const {
    RouteList const& list = at.touchpoint.next[route_list_of[static_cast<std::size_t>(result.outcome)]];
    if (list.count == 0) [[unlikely]]
      no_route(at.here, result.outcome);
    Words const& w = at.first.words;
    std::uint32_t const taken = choose_route(walk_.tables, list, F.trust ? at.customer.trust : 0.0, w.w[draws::route]);
    RouteRow const& route = walk_.tables.routes[list.first + taken];
    return {route,
            at.here,
            result.end,
            draw_dwell(walk_.tables, route, w.w[draws::dwell], at.first.dwell),
            at.second.w[draws::context],
            &list,
            result.outcome,
            at.occurrence};
  }

  // Records the visit and the dwell after it. By value, so that the arguments stay in registers where no story is
  // recorded.
  [[gnu::noinline]] double record_and_dwell(VisitContext at, VisitResult result, Onward onward) {
    walk_.story.note_visit(at, result);
    double const next = dwell_on(walk_, at.record, at.segment, onward, nullptr);
    walk_.story.record_visit(walk_.tables.features.accounts ? accounts_in(walk_.tables, at.record)
                                                            : std::span<double>());
    return next;
  }

  /// Throws RuntimeFailure: the outcome has no route.
  [[gnu::noinline, gnu::cold]] void no_route(std::uint16_t touchpoint, Outcome outcome) const {
    static constexpr char const* names[] = {"success", "failure", "recovered", "abandoned", "turned_away"};
    throw RuntimeFailure("touchpoint '" + walk_.tables.axes.touchpoints[touchpoint] +
                         "' has no route for the outcome " + names[static_cast<int>(outcome)]);
  }

  WalkState<F> walk_;               ///< shared by all steps
  bool scaled_losses_ = false;      ///< the losses of trust of a silo are multiplied by a factor other than 1
  std::vector<SiloQueue> queues_;   ///< by silo; those without agents are never asked
  std::vector<Threshold> success_;  ///< in force, by touchpoint
  std::vector<double> shift_;       ///< log-odds in force beyond the scenario's success, by touchpoint
};

}  // namespace silowalk::inline simulation
