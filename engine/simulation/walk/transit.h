#pragma once

#include <cstdint>
#include <span>

#include "engine/simulation/customer/birth.h"
#include "engine/simulation/customer/departures.h"
#include "engine/simulation/customer/life_clock.h"
#include "engine/simulation/model/customer_record.h"
#include "engine/simulation/model/draws.h"
#include "engine/simulation/rules/attribution.h"
#include "engine/simulation/walk/visit_values.h"
#include "engine/simulation/walk/walk_state.h"

/// From the end of a visit to the next one: dwell, closed hours, quiet churn, exits, context. A loss is posted when the
/// dwell begins, in the month in which it will happen; so a month's counts may already hold later departures. Times
/// are days since month 0.
namespace silowalk::inline simulation {

/// Posts a customer lost inside the horizon: booked at the touchpoint visited last, attributed by its causes.
template <Features F>
void post_churn(WalkState<F>& walk, unsigned char* record, std::uint16_t origin, double when, ChurnCause const& cause) {
  Customer const& c = customer_in(record);
  int const month = walk.ledger.month_of(when);
  walk.ledger.post_loss(month, when, c.segment, origin);
  std::span<double const> accounts;
  if ((c.flags & Customer::has_accounts) != 0) accounts = accounts_in(walk.tables, record);
  share_out_head(cause, accounts, walk.tables.touchpoints[origin].silo, walk.tables.silos.size(),
                 [&](std::size_t silo, std::int64_t part) {
                   walk.ledger.post_attributed(month, silo, part);
                   walk.story.note_attributed(silo, part);
                 });
}

/// Posts a quiet churn. Returns the moment of leaving, or `never`.
template <Features F>
inline double post_leaving(WalkState<F>& walk, unsigned char* record, std::uint16_t origin, double from,
                           LifeEnd const& leaving) {
  if (leaving.after == never) return never;
  double const when = from + leaving.after;
  if (walk.ledger.inside(when)) post_churn(walk, record, origin, when, {leaving.caused, 0});
  return when;
}

/// Updates the life clock over the dwell. Returns whether the customer left before its end.
template <Features F>
inline bool leaves_quietly(WalkState<F>& walk, unsigned char* record, SegmentRow const& s, Onward const& onward,
                           double next) {
  LifeEnd const leaving = spend_life(s, customer_in(record), onward.from, next - onward.from, relative_exposure);
  double const left_at = post_leaving(walk, record, onward.origin, onward.from, leaving);
  if (left_at == never) return false;
  walk.story.note_next(Visit::Then::quiet_churn, onward.origin, left_at);
  return true;
}

/// Returns the causes of a churn by route. A customer placed on the route at the start (no `list`) has no visit before
/// it, so the whole loss goes to the baseline.
inline ChurnCause cause_of_exit(ModelTables const& tables, RouteList const* list, std::uint16_t origin, Outcome outcome,
                                double trust) {
  if (list == nullptr) return {};
  return cause_of_route(tables, tables.touchpoints[origin], *list, outcome, trust);
}

/// Posts an exit at `when`. Not inlined, and with plain arguments: the Onward of the usual case stays in registers.
template <Features F>
[[gnu::noinline]] void take_exit(WalkState<F>& walk, unsigned char* record, RouteRow const& route, std::uint16_t origin,
                                 double when, RouteList const* list, Outcome outcome) {
  Customer const& c = customer_in(record);
  bool const churns = route.kind == TargetKind::churn;
  bool const customer = (c.flags & Customer::is_customer) != 0;
  if (churns && customer && walk.ledger.inside(when))
    post_churn(walk, record, origin, when, cause_of_exit(walk.tables, list, origin, outcome, c.trust));
  else
    walk.ledger.leave_by_exit(route.kind, when, c.segment, origin, customer);
  walk.story.note_next(churns ? Visit::Then::churn_exit : Visit::Then::end_exit, route.target, when);
}

/// Returns `next` where an agent is on duty then; else a uniform instant of the next opening.
template <Features F>
inline double move_into_hours(WalkState<F> const& walk, Customer const& c, SegmentRow const& s, Onward const& onward,
                              double next) {
  WeeklySchedule const& schedule = walk.tables.silos[walk.tables.touchpoints[onward.route.target].silo].schedule;
  if (schedule.next_open(next) == next) return next;
  bool const placed = onward.list == nullptr;
  std::uint32_t const third = placed ? draws::life : walk.tables.touchpoints[onward.origin].hash;
  std::uint32_t const fourth = placed ? 2u : draws::visit(onward.occurrence, draws::third_block);
  Words const w = philox(walk.key, c.arrival, s.hash, third, fourth);
  return in_hours(schedule, next, w.w[draws::opening]);
}

/// Returns the end of a dwell: divided by the customer's pace, and moved into opening hours where required. It may lie
/// beyond the horizon.
template <Features F>
inline double end_of_dwell(WalkState<F> const& walk, Customer const& c, SegmentRow const& s, Onward const& onward) {
  double dwell = onward.dwell;
  if constexpr (F.life) {
    if (c.pace != 1) dwell /= c.pace;
  }
  double const next = onward.from + dwell;
  if constexpr (F.calendars) {
    RouteRow const& route = onward.route;
    if (route.kind == TargetKind::touchpoint && walk.tables.touchpoints[route.target].placed_in_hours)
      return move_into_hours(walk, c, s, onward, next);
  }
  return next;
}

/// Sends the customer to the next touchpoint, and decides whether the context is lost. Returns the moment of the visit;
/// `never` beyond the horizon.
template <Features F>
inline double go_to_next(WalkState<F>& walk, Customer& c, Onward const& onward, double next) {
  c.touchpoint = onward.route.target;
  if constexpr (F.context) {
    if (onward.context_word < onward.route.context_lost)
      c.context_from = static_cast<std::uint16_t>(1 + walk.tables.touchpoints[onward.origin].silo);
  }
  bool const inside = walk.ledger.inside(next);
  walk.story.note_next(inside ? Visit::Then::visit : Visit::Then::beyond_horizon, onward.route.target, next);
  return inside ? next : never;
}

/// Simulates the dwell up to the next visit. Returns its moment, or `never`. With `later`, the departure may be added
/// to that batch; then it returns `undecided`. Recorded customers and exits are always decided at once, because their
/// story needs the result.
template <Features F>
inline double dwell_on(WalkState<F>& walk, unsigned char* record, SegmentRow const& s, Onward const& onward,
                       [[maybe_unused]] Departures* later) {
  Customer& c = customer_in(record);
  RouteRow const& route = onward.route;
  double const next = end_of_dwell(walk, c, s, onward);
  bool put_off = false;
  if constexpr (F.hazard) {
    if (s.hazard > 0 && (c.flags & Customer::is_customer) != 0) {
      // A route to an exit is decided at once: its exit would be posted before the churn that may prevent it.
      put_off = later != nullptr && !walk.story.is_on() && route.kind == TargetKind::touchpoint;
      if (put_off)
        later->add(s, c, record, onward.origin, onward.from, next);
      else if (leaves_quietly(walk, record, s, onward, next))
        return never;
    }
  }
  if (route.kind != TargetKind::touchpoint) {
    take_exit(walk, record, route, onward.origin, next, onward.list, onward.outcome);
    return never;
  }
  double const comes = go_to_next(walk, c, onward, next);
  return put_off ? undecided : comes;
}

/// Decides all pending departures: calls then(name, moment of the next visit or `never`) for each.
template <Features F, class Then>
inline void decide_departures(WalkState<F>& walk, Departures& later, Then const& then) {
  walk.story.pause();  // none of these customers is recorded: dwell_on() decides recorded ones at once
  later.decide([&](Departures::Departure const& each, double const* answer) {
    Customer& c = customer_in(each.record);
    LifeEnd const leaving = spend_life(walk.tables.segments[c.segment], c, each.from, each.next - each.from,
                                       [&answer](HazardDrift const&, double) { return *answer++; });
    bool const left = post_leaving(walk, each.record, each.origin, each.from, leaving) != never;
    then(each.name, !left && walk.ledger.inside(each.next) ? each.next : never);
  });
}

}  // namespace silowalk::inline simulation
