#pragma once

#include <vector>

#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "engine/simulation/customer/birth.h"
#include "engine/simulation/customer/departures.h"
#include "engine/simulation/customer/life_clock.h"
#include "engine/simulation/customer/placement.h"
#include "engine/simulation/decisions/decisions.h"
#include "engine/simulation/ledger/ledger.h"
#include "engine/simulation/model/customer.h"
#include "engine/simulation/model/draws.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/model/visit.h"
#include "engine/simulation/queues/queue_watch.h"
#include "engine/simulation/queues/silo_queue.h"
#include "engine/simulation/rules/route_choice.h"
#include "engine/simulation/walk/lanes.h"

namespace silowalk::inline simulation {

/// Walks customers from visit to visit in one replication. `F` says what is compiled in; what a scenario does not use
/// is decided once per touchpoint, not per draw. Holds the queues, the thresholds in force and the ledger.
template <Features F>
class Walker {
 public:
  Walker(ModelTables const& tables, RandomKey const& key, VisitSink* sink)
      : tables_(tables), key_(key), ledger_(tables), sink_(sink) {
    for (SiloRow const& silo : tables.silos) {
      queues_.emplace_back(silo.schedule, silo.limited ? silo.agents : 0, silo.room, silo.turn_away);
      scaled_losses_ = scaled_losses_ || silo.losses != 1;
    }
    for (TouchpointRow const& t : tables.touchpoints) success_.push_back(t.success_threshold);
    shift_.resize(tables.touchpoints.size());
    if (sink != nullptr) watch_.resize(tables.silos.size());
  }

  Ledger& ledger() { return ledger_; }

  /// What a company that decides may change. `tables` must be those that this walker was made with.
  Decisions::InForce in_force(ModelTables& tables) { return {tables, success_, shift_, queues_, ledger_}; }

  /// Makes a customer who stands there at the start of warm-up. Returns the moment of the next visit (never: gone).
  double place(unsigned char* record, std::size_t segment, std::uint32_t arrival) {
    Customer& c = born_before(tables_, key_, record, segment, arrival);
    SegmentRow const& s = tables_.segments[segment];
    begin_life(c);
    if (s.placements.empty()) {
      double const entered = entering(tables_, key_, c, s, -tables_.warm_up);
      tell(Visit::Then::visit, s.entry, entered);
      tell_beginning(c, false, s.entry);
      return entered;
    }
    Standing const at = standing(tables_, key_, c, s);
    c.touchpoint = at.touchpoint;
    double const next =
        dwell_on(record, c, s, *at.route, at.touchpoint, at.dwell, at.context_word, c.settled, nullptr, nullptr);
    tell_beginning(c, true, at.touchpoint);
    return next;
  }

  /// Makes a newcomer who arrives at `t`. Returns the moment of the first visit.
  double arrive(unsigned char* record, std::size_t segment, std::uint32_t arrival, double t) {
    Customer& c = born(tables_, key_, record, segment, arrival, t);
    SegmentRow const& s = tables_.segments[segment];
    double const at = entering(tables_, key_, c, s, t);
    if (!ledger_.inside(at)) return never;
    c.settled = at;
    c.joined = at;
    if (tables_.prospects) {
      Ledger::count(Ledger::at(ledger_.segment(ledger_.month_of(at), segment), SegmentField::prospects_arrived));
    } else {
      c.flags |= Customer::is_customer;
      ledger_.join_as_customer(at, segment);
    }
    begin_life(c);
    tell(Visit::Then::visit, s.entry, at);
    tell_beginning(c, false, s.entry);
    return at;
  }

  /// The counters of a customer's next visit go into one lane.
  void name_draws(unsigned char const* record, LaneCounters& counters, int lane) const {
    Customer const& c = *reinterpret_cast<Customer const*>(record);
    counters.c0[lane] = c.arrival;
    counters.c1[lane] = tables_.segments[c.segment].hash;
    counters.c2[lane] = tables_.touchpoints[c.touchpoint].hash;
    counters.c3[lane] = draws::visit(
        reinterpret_cast<std::uint16_t const*>(record + tables_.counters_offset)[c.touchpoint], draws::first_block);
  }

  /// The draws of a customer's next visit, alone.
  VisitDraws draw_next(unsigned char const* record) const {
    LaneCounters counters;
    name_draws(record, counters, 0);
    return draw_one(key_, counters.c0[0], counters.c1[0], counters.c2[0], counters.c3[0]);
  }

  /// The exponents of Ahead for a customer's next visit, at `t`.
  void name_ahead(unsigned char const* record, double t, double& fade, double& discount) const {
    Customer const& c = *reinterpret_cast<Customer const*>(record);
    fade = fade_exponent(c, tables_.segments[c.segment], t);
    discount = ledger_.discount_exponent(t);
  }

  /// One visit at moment `t` (inside the horizon), with its draws. Returns the moment of the next visit, or `never`.
  /// With `later`, the departure may be put off: it is `undecided` then, and the last of `later`.
  double visit(unsigned char* record, double t, VisitDraws const& drawn, Ahead ahead = {},
               Departures* later = nullptr) {
    Customer& c = *reinterpret_cast<Customer*>(record);
    SegmentRow const& s = tables_.segments[c.segment];
    std::uint16_t const here = c.touchpoint;
    TouchpointRow const& v = tables_.touchpoints[here];
    std::uint16_t& counter = counters(record)[here];
    std::uint32_t const occurrence = counter++;
    if (counter == 0) [[unlikely]]
      too_many_visits();

    Words const& w = drawn.words;
    Words w2{};
    if constexpr (F.outcomes || F.context || F.surveys || F.queues) {
      if (v.second_block) w2 = philox(key_, c.arrival, s.hash, v.hash, draws::visit(occurrence, draws::second_block));
    }
    int const month = ledger_.month_of(t);
    std::int64_t* const cell = ledger_.touchpoint(month, here);
    Ledger::count(Ledger::at(cell, TouchpointField::visits));
    begin_story(c);

    Outcome outcome = Outcome::success;
    double wait = 0;
    double handling = 0;
    double end = t;
    Threshold success = certain;
    if (v.handling != no_sampler) handle(c, v, drawn, w2, t, cell, outcome, wait, handling, end);
    if constexpr (F.outcomes) {
      if (outcome == Outcome::success && v.outcome_drawn) {
        success = success_of(c, s, v, here);
        if (w.w[draws::outcome] >= success)
          outcome = w2.w[draws::recovery] < v.recovery ? Outcome::recovered : Outcome::failure;
      }
    }
    Ledger::count(cell[static_cast<std::size_t>(TouchpointField::success) + static_cast<std::size_t>(outcome)]);

    double const before = c.trust;
    if constexpr (F.trust) {
      if (tables_.features.trust) settle_trust(record, c, s, v, cell, outcome, wait, end, end == t ? ahead.fade : -1);
    }
    // Who only queues has nothing to settle: the record's first line is left alone.
    if constexpr (F.trust || F.hazard) c.settled = end;
    bool const earned = outcome == Outcome::success || outcome == Outcome::recovered;
    if (end == t) {
      ledger_.post_money(month, t, here, c.segment, earned ? v.revenue : 0, v.cost, ahead.discount);
    } else if ((v.revenue != 0 || v.cost != 0) && ledger_.inside(end)) {
      ledger_.post_money(ledger_.month_of(end), end, here, c.segment, earned ? v.revenue : 0, v.cost);
    }
    bool const joins = tables_.prospects && earned && v.joins && (c.flags & Customer::is_customer) == 0;
    if (joins) join(c, end);
    double score = 0;
    bool surveyed = false;
    if constexpr (F.surveys) {
      if (v.has_survey) surveyed = survey(c, s, v, occurrence, w2, month, cell, score);
    }
    RouteList const& list = v.next[route_list(outcome)];
    if (list.count == 0) [[unlikely]]
      no_route(here, outcome);
    RouteRow const& route = tables_.routes[list.first + choose(list, c, w.w[draws::route])];
    double const dwell = route.dwell == no_sampler ? 0.0
                                                   : tables_.samplers[static_cast<std::size_t>(route.dwell)].draw(
                                                         w.w[draws::dwell], drawn.dwell);
    Departure departure{&list, outcome, occurrence};
    if constexpr (F.fatigue) {
      if (told_) [[unlikely]] {
        story_.arrival = c.arrival;
        story_.segment = c.segment;
        story_.touchpoint = here;
        story_.occurrence = static_cast<std::uint16_t>(occurrence);
        story_.outcome = outcome;
        story_.surveyed = surveyed;
        story_.time = t;
        story_.wait = wait;
        story_.handling = handling;
        story_.end = end;
        story_.trust_before = before;
        story_.trust_after = c.trust;
        story_.score = score;
        story_.revenue = earned ? static_cast<double>(v.revenue) / 1e6 : 0.0;
        story_.cost = static_cast<double>(v.cost) / 1e6;
        story_.joined = joins;
        bool const served = outcome != Outcome::abandoned && outcome != Outcome::turned_away;
        story_.chance = served ? probability(success) : 0;
        double const next = dwell_on(record, c, s, route, here, dwell, w2.w[draws::context], end, &departure, nullptr);
        tell_accounts(record, c);
        sink_->record(story_);
        return next;
      }
    }
    return dwell_on(record, c, s, route, here, dwell, w2.w[draws::context], end, &departure, later);
  }

  /// Decides what was put off: calls then(name, moment of the next visit or `never`) for each.
  template <class Then>
  void decide(Departures& later, Then const& then) {
    told_ = false;  // who is told is decided at the visit
    later.decide([&](Departures::Departure const& each, double const* answer) {
      Customer& c = *reinterpret_cast<Customer*>(each.record);
      Leaving const leaving = spend_life(tables_.segments[c.segment], c, each.from, each.next - each.from,
                                         [&answer](HazardDrift const&, double) { return *answer++; });
      bool const left = book_leaving(each.record, c, each.origin, each.from, leaving) != never;
      then(each.name, !left && ledger_.inside(each.next) ? each.next : never);
    });
  }

  /// Called when the first event of a new tallied month is met, in time order only.
  void begin_month(int month) {
    for (std::size_t t = 0; t < tables_.touchpoints.size(); ++t) {
      TouchpointRow const& row = tables_.touchpoints[t];
      SiloRow const& silo = tables_.silos[row.silo];
      if (!silo.limited || silo.fatigue == 0 || !row.outcome_drawn || row.success <= 0) continue;
      bool const known = month > 0 && ledger_.complete(month - 1);
      shift_[t] = known ? 0.0 - tired(silo, load(month - 1, row.silo)) : 0.0;
      success_[t] = success_under(row, shift_[t]);
    }
  }

 private:
  /// What the attribution of a churn route needs to know of the visit before it.
  struct Departure {
    RouteList const* list;
    Outcome outcome;
    std::uint32_t occurrence;
  };

  /// The threshold of success in force, for this customer.
  Threshold success_of(Customer const& c, SegmentRow const& s, TouchpointRow const& v, std::uint16_t here) const {
    return v.own_success == no_sampler ? success_[here] : own_success(tables_, key_, c, s, v, shift_[here]);
  }

  // Kept apart from the visit so that journeys without handling pay one comparison for it.
  void handle(Customer& c, TouchpointRow const& v, VisitDraws const& drawn, Words const& w2, double t,
              std::int64_t* cell, Outcome& outcome, double& wait, double& handling, double& end) {
    double effort =
        tables_.samplers[static_cast<std::size_t>(v.handling)].draw(drawn.words.w[draws::handling], drawn.handling);
    if constexpr (F.context) {
      if (c.context_from != 0) effort *= v.rework;
    }
    handling = effort * v.handling_factor;
    end = t + handling;
    ledger_.add(Ledger::at(cell, TouchpointField::offered), Ledger::microseconds(effort));
    if constexpr (F.queues) {
      if (v.staffed) {
        double const patience =
            v.patience == no_sampler
                ? never
                : tables_.samplers[static_cast<std::size_t>(v.patience)].draw(w2.w[draws::patience]);
        Service const service = queues_[v.silo].serve(t, handling, patience);
        if constexpr (F.fatigue) {
          if (sink_ != nullptr) [[unlikely]]
            watch_queue(v, t, service, handling);
        }
        wait = service.wait;
        if (service.kind == Service::Kind::served) {
          end = service.begin + handling;
        } else {
          outcome = service.kind == Service::Kind::abandoned ? Outcome::abandoned : Outcome::turned_away;
          handling = 0;
          effort = 0;
          end = service.begin;
        }
        if (outcome != Outcome::turned_away && t >= 0) Ledger::count(ledger_.waits(v.tally, wait_bin(wait)));
        if (wait > 0) ledger_.add(Ledger::at(cell, TouchpointField::wait), Ledger::microseconds(wait));
        if (outcome == Outcome::success && wait <= v.answer_within)
          Ledger::count(Ledger::at(cell, TouchpointField::answered_in_time));
      }
    }
    ledger_.add(Ledger::at(cell, TouchpointField::handling), Ledger::microseconds(effort));
  }

  std::uint16_t* counters(unsigned char* record) const {
    return reinterpret_cast<std::uint16_t*>(record + tables_.counters_offset);
  }
  double* accounts(unsigned char* record) { return reinterpret_cast<double*>(record + tables_.accounts_offset); }

  void settle_trust(unsigned char* record, Customer& c, SegmentRow const& s, TouchpointRow const& v, std::int64_t* cell,
                    Outcome outcome, double wait, double end, double faded) {
    if (c.trust != 0 || (c.flags & Customer::has_accounts) != 0) fade(record, c, s, end, faded);
    double own = 0;  // lost by the silo visited
    double gain = 0;
    switch (outcome) {
      case Outcome::success:
        gain = v.trust.gain;
        break;
      case Outcome::failure:
        own = v.trust.loss;
        break;
      case Outcome::recovered:
        break;
      case Outcome::abandoned:
      case Outcome::turned_away:
        own = v.trust.loss * v.trust.abandon;
        break;
    }
    if (wait > 0 && v.inverse_tolerance > 0) {
      double const share = wait * v.inverse_tolerance;
      own += v.trust.wait * (share < 1 ? share : 1.0);
    }
    double handed = 0;  // lost by the silo that handed over badly
    bool const without_context = c.context_from != 0;
    if (without_context) {
      Ledger::count(Ledger::at(cell, TouchpointField::context_lost));
      handed = v.trust.handoff;
    }
    if (scaled_losses_ && end >= 0) [[unlikely]] {
      own *= tables_.silos[v.silo].losses;
      if (without_context) handed *= tables_.silos[c.context_from - 1U].losses;
    }
    double const lost = own + handed;
    c.trust += gain - lost;
    if constexpr (F.fatigue) {
      if (told_) [[unlikely]] {
        story_.context_lost = without_context;
        story_.context_lost_by = static_cast<std::uint16_t>(without_context ? c.context_from - 1 : 0);
        story_.trust_gained = gain;
        story_.trust_lost = lost;
        story_.handoff_lost = handed;
      }
    }
    if (lost != 0) {
      ledger_.add(Ledger::at(cell, TouchpointField::trust_lost), Ledger::millionths(lost));
      if (tables_.features.accounts) {
        c.flags |= Customer::has_accounts;
        accounts(record)[v.silo] += own;
        if (handed != 0) accounts(record)[c.context_from - 1] += handed;
      }
    }
    c.context_from = 0;
  }

  static double fade_exponent(Customer const& c, SegmentRow const& s, double until) {
    return -(until - c.settled) * s.memory_rate;
  }

  /// `faded`: the factor, where it is known already; else negative.
  void fade(unsigned char* record, Customer& c, SegmentRow const& s, double until, double faded) {
    if (s.memory_rate == 0) return;
    double const factor = faded >= 0 ? faded : portable_exp(fade_exponent(c, s, until));
    c.trust *= factor;
    if ((c.flags & Customer::has_accounts) == 0) return;
    double* const a = accounts(record);
    for (std::size_t k = 0; k < tables_.silos.size(); ++k) a[k] *= factor;
  }

  bool survey(Customer const& c, SegmentRow const& s, TouchpointRow const& v, std::uint32_t occurrence, Words const& w2,
              int month, std::int64_t* cell, double& score) {
    if (w2.w[draws::survey] >= v.survey_most) return false;  // most often, and before any score is worked out
    double const felt = 10 * logistic(s.baseline + c.trust);
    Threshold response = v.survey_response;
    if (v.survey.selection != 0) response = threshold(logistic(v.survey_logit + v.survey.selection * (felt - 5)));
    if (w2.w[draws::survey] >= response) return false;
    score = felt + v.survey.bias;
    if (v.survey.noise > 0) {
      Words const w3 = philox(key_, c.arrival, s.hash, v.hash, draws::visit(occurrence, draws::third_block));
      score += v.survey.noise * normal_quantile(uniform(w3.w[draws::noise]));
    }
    Ledger::count(Ledger::at(cell, TouchpointField::survey_count));
    ledger_.add(Ledger::at(cell, TouchpointField::survey_sum), Ledger::millionths(score));
    ledger_.note_score(month, c.touchpoint, score);
    return true;
  }

  void join(Customer& c, double at) {
    c.flags |= Customer::is_customer;
    c.joined = at;
    c.tenure_step = 0;
    if (!ledger_.inside(at)) return;
    Ledger::count(Ledger::at(ledger_.segment(ledger_.month_of(at), c.segment), SegmentField::prospects_joined));
    ledger_.join_as_customer(at, c.segment);
  }

  /// The route taken: by inversion of the shares in the order written, so that near shares give near routes.
  std::uint32_t choose(RouteList const& list, Customer const& c, std::uint32_t word) const {
    if constexpr (F.trust) {
      if (list.elastic && c.trust != 0) return choose_elastic(tables_, list, c.trust, word);
    }
    return count_limits_below(tables_.limits.data() + list.first_limit, list.limit_groups, word);
  }

  /// The way to the next visit: context, dwell, closed hours, quiet churn, exits. `origin`: where churn is booked.
  double dwell_on(unsigned char* record, Customer& c, SegmentRow const& s, RouteRow const& route, std::uint16_t origin,
                  double dwell, std::uint32_t context_word, double from, Departure const* departure,
                  [[maybe_unused]] Departures* later) {
    if constexpr (F.life) {
      if (c.pace != 1) dwell /= c.pace;
    }
    double next = from + dwell;
    if constexpr (F.calendars) {
      if (route.kind == TargetKind::touchpoint && tables_.touchpoints[route.target].placed_in_hours) {
        next = move_into_hours(c, s, tables_.touchpoints[route.target], origin, next, departure);
      }
    }
    bool put_off = false;
    if constexpr (F.hazard) {
      bool const at_risk = s.hazard > 0 && (c.flags & Customer::is_customer) != 0;
      put_off = at_risk && later != nullptr && !told_ && route.kind == TargetKind::touchpoint;
      if (put_off) {
        later->add(s, c, record, origin, from, next);
      } else if (at_risk) {
        double const left_at = leaves_quietly(record, c, s, origin, from, next);
        if (left_at != never) {
          tell(Visit::Then::quiet_churn, origin, left_at);
          return never;
        }
      }
    }
    if (route.kind != TargetKind::touchpoint) {
      take_exit(record, c, route, origin, next, departure);
      tell(route.kind == TargetKind::churn ? Visit::Then::churn_exit : Visit::Then::end_exit, route.target, next);
      return never;
    }
    c.touchpoint = route.target;
    if constexpr (F.context) {
      if (context_word < route.context_lost)
        c.context_from = static_cast<std::uint16_t>(1 + tables_.touchpoints[origin].silo);
    }
    bool const inside = ledger_.inside(next);
    tell(inside ? Visit::Then::visit : Visit::Then::beyond_horizon, route.target, next);
    if (put_off) return undecided;
    return inside ? next : never;
  }

  void begin_life(Customer& c) {
    if (sink_ != nullptr) c.flags |= Customer::told;
    begin_story(c);
  }

  /// Whether what follows is told; if so, on an empty page.
  void begin_story(Customer& c) {
    if constexpr (F.fatigue) {  // the full set only: replays and tests
      told_ = (c.flags & Customer::told) != 0;
      if (!told_) [[likely]]
        return;
      told_ = sink_->wants(c.segment, c.arrival);
      if (told_)
        story_ = {};
      else
        c.flags &= static_cast<std::uint8_t>(~Customer::told);
    }
  }

  void tell(Visit::Then then, std::uint16_t target, double when) {
    if constexpr (F.fatigue) {
      if (!told_) return;
      story_.then = then;
      story_.next = target;
      story_.next_time = when;
    }
  }

  void tell_beginning(Customer const& c, bool dwelling, std::uint16_t touchpoint) {
    if constexpr (F.fatigue) {
      if (!told_) return;
      bool const placed = (c.arrival & newcomer_bit) == 0;
      sink_->begin({c.arrival, c.segment, (c.flags & Customer::is_customer) != 0, dwelling, touchpoint,
                    placed ? -tables_.warm_up : c.settled, c.joined, c.frailty, c.pace, story_.then, story_.next,
                    story_.next_time, story_.attributed});
    }
  }

  /// Whose trust was lost, where the story ends.
  void tell_accounts(unsigned char* record, Customer const& c) {
    if (story_.then == Visit::Then::visit || !tables_.features.accounts) return;
    story_.accounts.assign(accounts(record), accounts(record) + tables_.silos.size());
    if ((c.flags & Customer::has_accounts) == 0) story_.accounts.assign(tables_.silos.size(), 0.0);
  }

  /// What stood before a customer in the queue, and what they add to it.
  void watch_queue(TouchpointRow const& v, double t, Service const& service, double handling) {
    if (told_) {
      QueueWatch::Ahead const ahead = watch_[v.silo].ahead(t);
      story_.waiting_ahead = ahead.waiting;
      story_.work_ahead = ahead.work;
    }
    bool const served = service.kind == Service::Kind::served;
    if (service.kind == Service::Kind::turned_away) return;
    watch_[v.silo].promise(t, service.begin, served ? service.begin + handling : service.begin);
  }

  double move_into_hours(Customer const& c, SegmentRow const& s, TouchpointRow const& target, std::uint16_t origin,
                         double next, Departure const* departure) {
    WeeklySchedule const& schedule = tables_.silos[target.silo].schedule;
    if (schedule.next_open(next) == next) return next;
    std::uint32_t const third = departure != nullptr ? tables_.touchpoints[origin].hash : draws::life;
    std::uint32_t const fourth = departure != nullptr ? draws::visit(departure->occurrence, draws::third_block) : 2u;
    Words const w = philox(key_, c.arrival, s.hash, third, fourth);
    return in_hours(schedule, next, w.w[draws::opening]);
  }

  /// Spends the life clock over (from, next) and books the churn. Returns the moment of leaving, or `never`.
  double leaves_quietly(unsigned char* record, Customer& c, SegmentRow const& s, std::uint16_t origin, double from,
                        double next) {
    return book_leaving(record, c, origin, from, spend_life(s, c, from, next - from, relative_exposure));
  }

  double book_leaving(unsigned char* record, Customer& c, std::uint16_t origin, double from, Leaving const& leaving) {
    if (leaving.after == never) return never;
    double const when = from + leaving.after;
    if (ledger_.inside(when)) book_churn(record, c, origin, when, {leaving.caused, 0});
    return when;
  }

  [[gnu::noinline]] void take_exit(unsigned char* record, Customer& c, RouteRow const& route, std::uint16_t origin,
                                   double when, Departure const* departure) {
    if (!ledger_.inside(when)) return;
    bool const customer = (c.flags & Customer::is_customer) != 0;
    if (route.kind == TargetKind::churn && customer) {
      ChurnCause cause;
      if (departure != nullptr)
        cause = cause_of_route(tables_, tables_.touchpoints[origin], *departure->list, departure->outcome, c.trust);
      book_churn(record, c, origin, when, cause);
      return;
    }
    ledger_.leave_by_exit(route.kind, when, c.segment, origin, customer);
  }

  void book_churn(unsigned char* record, Customer& c, std::uint16_t origin, double when, ChurnCause const& cause) {
    int const month = ledger_.month_of(when);
    ledger_.book_loss(month, when, c.segment, origin);
    std::int64_t rest = 1000000;  // whole millionths of a head: the shares sum to one exactly
    std::size_t const company = tables_.silos.size();
    if (cause.trust > 0 && (c.flags & Customer::has_accounts) != 0)
      rest -= share_by_accounts(record, month, cause.trust);
    auto own = Ledger::millionths(cause.visit);
    if (own > rest) own = rest;
    attribute(month, tables_.touchpoints[origin].silo, own);
    attribute(month, company, rest - own);
  }

  void attribute(int month, std::size_t silo, std::int64_t part) {
    ledger_.add(ledger_.attributed(month, silo), part);
    if constexpr (F.fatigue) {
      if (!told_) return;
      story_.attributed.resize(tables_.silos.size() + 1);
      story_.attributed[silo] += part;
    }
  }

  std::int64_t share_by_accounts(unsigned char* record, int month, double by_trust) {
    double const* const a = accounts(record);
    double total = 0;
    for (std::size_t k = 0; k < tables_.silos.size(); ++k) total += a[k];
    if (total <= 0) return 0;
    std::int64_t given = 0;
    for (std::size_t k = 0; k < tables_.silos.size(); ++k) {
      auto part = Ledger::millionths(by_trust * (a[k] / total));
      if (given + part > 1000000) part = 1000000 - given;
      attribute(month, k, part);
      given += part;
    }
    return given;
  }

  double load(int month, std::size_t silo) const {
    SiloRow const& row = tables_.silos[silo];
    double const capacity = row.schedule.agent_time(ledger_.begin(month), ledger_.begin(month + 1)) * row.speed;
    return capacity > 0 ? static_cast<double>(ledger_.offered(month, silo)) / 86400e6 / capacity : 0;
  }

  [[gnu::noinline, gnu::cold]] void no_route(std::uint16_t touchpoint, Outcome outcome) const {
    static constexpr char const* names[] = {"success", "failure", "recovered", "abandoned", "turned_away"};
    throw RuntimeFailure("touchpoint '" + tables_.axes.touchpoints[touchpoint] + "' has no route for the outcome " +
                         names[static_cast<int>(outcome)]);
  }

  ModelTables const& tables_;
  RandomKey const& key_;
  Ledger ledger_;
  VisitSink* sink_;
  bool scaled_losses_ = false;  ///< some silo's losses of trust are not taken as written
  std::vector<SiloQueue> queues_;
  std::vector<Threshold> success_;  ///< in force, by touchpoint
  std::vector<double> shift_;       ///< log-odds in force beyond the scenario's success, by touchpoint
  Visit story_;                     ///< what is told to the sink
  bool told_ = false;               ///< it is
  std::vector<QueueWatch> watch_;   ///< by silo, where there is a sink
};

}  // namespace silowalk::inline simulation
