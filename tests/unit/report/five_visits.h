#pragma once

#include "tests/unit/simulation/small_company.h"

namespace silowalk {

/// Returns a company with two customers, in which everything but one route is constant. Times in days since month 0:
/// the first goes order (0) -> bill (10, fails) -> call (14, behind the second customer, its context lost by billing)
/// -> app (20) -> renewal (30, fails) -> gone (33) or order again.
/// The second is handled by care from 13.9 to 14.4, so that the first has to wait.
inline Scenario five_visits() {
  Scenario s = order_bill_call();
  s.name = "Five visits";
  s.silos.emplace_back().name = "digital";
  s.exits.push_back(exit_of("done", Exit::Kind::end));
  s.touchpoints[1].survey = Survey{1, 0, 0, 0};
  Touchpoint& call = s.touchpoints[2];
  call.trust.wait = 0.4;
  call.trust.tolerance = 0.8;
  call.next[0] = {route("app", 1, Distribution::constant(4.6))};
  auto const add = [&s](char const* name, char const* silo) -> Touchpoint& {
    Touchpoint& t = s.touchpoints.emplace_back();
    t.name = name;
    t.silo = silo;
    return t;
  };
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
  s.segments[0].worth = 200;
  Segment before = s.segments[0];
  before.name = "before";
  before.entry = "lead";
  before.revenue = 0;
  before.worth.reset();
  s.segments.push_back(before);
  return s;
}

}  // namespace silowalk
