#pragma once

#include "engine/scenario/scenario.h"

/// Small companies for the tests of the simulation layer, built without the reader. Times are in days.
namespace silowalk {

inline Route route(std::string to, double share, Distribution after) {
  Route r;
  r.to = std::move(to);
  r.share = share;
  r.after = std::move(after);
  return r;
}

inline Exit exit_of(std::string name, Exit::Kind kind) {
  Exit e;
  e.name = std::move(name);
  e.kind = kind;
  return e;
}

/// Returns three touchpoints and two silos with routes, dwell times and money only: no queue, no trust, no quiet churn.
inline Scenario plain_company() {
  Scenario s;
  s.name = "plain";
  s.horizon.months = 14;
  s.horizon.warm_up = 40;
  s.silos.resize(2);
  s.silos[0].name = "web";
  s.silos[1].name = "shop";
  s.exits = {exit_of("gone", Exit::Kind::churn), exit_of("done", Exit::Kind::end)};
  s.touchpoints.resize(3);
  Touchpoint& look = s.touchpoints[0];
  look.name = "look";
  look.silo = "web";
  look.cost = 0.25;
  look.next[0] = {route("look", 0.3, Distribution::exponential(3)), route("buy", 0.5, Distribution::exponential(10)),
                  route("gone", 0.2, Distribution::constant(0))};
  Touchpoint& buy = s.touchpoints[1];
  buy.name = "buy";
  buy.silo = "shop";
  buy.revenue = 40;
  buy.cost = 3;
  buy.next[0] = {route("use", 1, {Distribution::Kind::lognormal, 12, 0.8, 0, {}, false})};
  Touchpoint& use = s.touchpoints[2];
  use.name = "use";
  use.silo = "web";
  use.next[0] = {route("look", 0.9, {Distribution::Kind::uniform, 5, 30, 0, {}, false}),
                 route("done", 0.1, Distribution::constant(1))};
  s.segments.resize(2);
  s.segments[0].name = "regulars";
  s.segments[0].customers = 900;
  s.segments[0].entry = "look";
  s.segments[0].revenue = 0.5;
  s.segments[1].name = "passers";
  s.segments[1].entry = "look";
  s.segments[1].arrivals = 6;
  s.segments[1].season = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.5, 2};
  return s;
}

/// Returns plain_company() with all features: queues, shifts, patience, trust, handoffs, surveys, quiet churn by
/// tenure, frailty, pace, prospects.
inline Scenario full_company() {
  Scenario s = plain_company();
  s.name = "full";
  s.horizon.discount = 0.08;
  s.organisation.communication = 0.25;
  s.silos[1].agents = 2;
  Shift weekdays;
  weekdays.weekdays = 31;
  weekdays.from_minute = 9 * 60;
  weekdays.to_minute = 17 * 60;
  s.silos[1].shifts = {weekdays};
  s.silos[1].cost = 100;
  s.silos[1].fatigue = 1;
  s.silos[1].strain = 0.5;
  Touchpoint& buy = s.touchpoints[1];
  buy.joins = true;
  buy.handling = Distribution{Distribution::Kind::lognormal, 0.02, 0.9, 0, {}, false};
  buy.patience = Distribution::exponential(0.05);
  buy.success = 0.85;
  buy.recovery = 0.2;
  buy.trust = {0.1, 0.7, 0.3, 0.02, 1.0, 0.2};
  buy.survey = Survey{0.3, 0.2, 0.1, 0.5};
  buy.next[1] = {route("look", 0.7, Distribution::exponential(2)), route("gone", 0.3, Distribution::constant(0))};
  buy.next[1][1].elasticity = -1.2;
  buy.next[2] = {route("look", 1, Distribution::exponential(1))};
  for (Route& r : s.touchpoints[0].next[0]) r.handoff = r.to == "buy" ? 0.4 : 0.0;
  for (Segment& segment : s.segments) {
    segment.trust = 0.65;
    segment.memory = 60;
    segment.pace_cv = 0.5;
    segment.churn = {0.0015, 0.9, 0.5, 4, {{60, 1.5}, {365, 0.5}}};
  }
  return s;
}

/// Returns a company with one customer, in which everything is constant. Times in days since month 0: order (0) -> bill
/// (10, fails) -> call (14, its context lost by billing). `call` has no routes; tests add them.
/// Three silos; one agent handles `call` in half a day, twice as long without context.
inline Scenario order_bill_call() {
  Scenario s;
  s.horizon.months = 3;
  s.silos.resize(3);
  s.silos[0].name = "sales";
  s.silos[1].name = "billing";
  s.silos[2].name = "care";
  s.silos[2].agents = 1;
  s.exits = {exit_of("gone", Exit::Kind::churn)};
  s.touchpoints.resize(3);
  Touchpoint& order = s.touchpoints[0];
  order.name = "order";
  order.silo = "sales";
  order.revenue = 30;
  order.cost = 2;
  order.trust.gain = 0.5;
  order.next[0] = {route("bill", 1, Distribution::constant(10))};
  Touchpoint& bill = s.touchpoints[1];
  bill.name = "bill";
  bill.silo = "billing";
  bill.success = 0;
  bill.trust.loss = 0.4;
  bill.next[1] = {route("call", 1, Distribution::constant(4))};
  bill.next[1][0].handoff = 1;
  Touchpoint& call = s.touchpoints[2];
  call.name = "call";
  call.silo = "care";
  call.handling = Distribution::constant(0.5);
  call.rework = 2;
  call.cost = 7;
  call.trust.gain = 0.1;
  call.trust.handoff = 0.2;
  s.segments.resize(1);
  s.segments[0].name = "all";
  s.segments[0].customers = 1;
  s.segments[0].start = Start::entry;
  s.segments[0].entry = "order";
  s.segments[0].trust = 0.5;
  s.segments[0].memory = 100;
  s.segments[0].revenue = 0.25;
  return s;
}

/// Returns the company with unlimited agents, without shifts and fatigue: no customer waits.
inline Scenario unlimited(Scenario s) {
  for (Silo& silo : s.silos) {
    silo.agents.reset();
    silo.shifts.clear();
    silo.fatigue = 0;
  }
  return s;
}

}  // namespace silowalk
