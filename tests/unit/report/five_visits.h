#pragma once

#include "tests/unit/simulation/small_company.h"

namespace silowalk {

/// Two customers, everything constant but one route. The first goes order (0) -> bill (10, fails) -> call (14, behind
/// the second customer, its context lost by billing) -> app (20) -> renewal (30, fails) -> gone (33) or order again.
/// The second stands before them in care's queue from 13.9 to 14.4.
inline Scenario five_visits() {
  Scenario s;
  s.name = "Five visits";
  s.horizon.months = 3;
  s.silos.resize(4);
  s.silos[0].name = "sales";
  s.silos[1].name = "billing";
  s.silos[2].name = "care";
  s.silos[2].agents = 1;
  s.silos[3].name = "digital";
  s.exits = {exit_of("gone", Exit::Kind::churn), exit_of("done", Exit::Kind::end)};
  auto const add = [&s](char const* name, char const* silo) -> Touchpoint& {
    Touchpoint& t = s.touchpoints.emplace_back();
    t.name = name;
    t.silo = silo;
    return t;
  };
  Touchpoint& order = add("order", "sales");
  order.revenue = 30;
  order.cost = 2;
  order.trust.gain = 0.5;
  order.next[0] = {route("bill", 1, Distribution::constant(10))};
  Touchpoint& bill = add("bill", "billing");
  bill.success = 0;
  bill.trust.loss = 0.4;
  bill.survey = Survey{1, 0, 0, 0};
  bill.next[1] = {route("call", 1, Distribution::constant(4))};
  bill.next[1][0].handoff = 1;
  Touchpoint& call = add("call", "care");
  call.handling = Distribution::constant(0.5);
  call.rework = 2;
  call.cost = 7;
  call.trust.gain = 0.1;
  call.trust.wait = 0.4;
  call.trust.tolerance = 0.8;
  call.trust.handoff = 0.2;
  call.next[0] = {route("app", 1, Distribution::constant(4.6))};
  Touchpoint& app = add("app", "digital");
  app.next[0] = {route("renewal", 1, Distribution::constant(10))};
  Touchpoint& renewal = add("renewal", "sales");
  renewal.success = 0;
  renewal.trust.loss = 0.3;
  renewal.next[0] = {route("order", 1, Distribution::constant(1))};
  renewal.next[1] = {route("gone", 0.5, Distribution::constant(3)), route("order", 0.5, Distribution::constant(200))};
  renewal.next[1][0].elasticity = -1;
  Touchpoint& lead = add("lead", "digital");
  lead.next[0] = {route("errand", 1, Distribution::constant(13.9))};
  Touchpoint& errand = add("errand", "care");
  errand.handling = Distribution::constant(0.5);
  errand.next[0] = {route("done", 1, Distribution::constant(1))};
  s.segments.resize(2);
  for (Segment& segment : s.segments) {
    segment.customers = 1;
    segment.start = Start::entry;
    segment.trust = 0.5;
    segment.memory = 100;
  }
  s.segments[0].name = "all";
  s.segments[0].entry = "order";
  s.segments[0].revenue = 0.25;
  s.segments[0].worth = 200;
  s.segments[1].name = "before";
  s.segments[1].entry = "lead";
  return s;
}

}  // namespace silowalk
