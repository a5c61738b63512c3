#include "engine/simulation/customer/birth.h"

#include <cstring>
#include <new>

#include "engine/base/portable_math.h"
#include "engine/simulation/customer/life_clock.h"
#include "engine/simulation/customer/placement.h"
#include "engine/simulation/model/draws.h"

namespace silowalk::inline simulation {

namespace {

/// Returns a sampler by its index.
Sampler const& sampler(ModelTables const& tables, std::int32_t which) {
  return tables.samplers[static_cast<std::size_t>(which)];
}

}  // namespace

Customer& born(ModelTables const& tables, RandomKey const& key, unsigned char* record, std::size_t segment,
               std::uint32_t arrival, double t) {
  // The bytes behind the customer are accounts and counters: all 0.
  std::memset(record, 0, tables.record_bytes);
  Customer& c = *new (record) Customer{};
  SegmentRow const& s = tables.segments[segment];
  c.arrival = arrival;
  c.segment = static_cast<std::uint16_t>(segment);
  c.touchpoint = s.entry;
  c.settled = t;
  c.joined = t;
  c.life_left = never;
  if (!tables.features.life) return c;
  // One block of four words for everything drawn once in a life; the fourth word is the tenure of born_before().
  Words const w = philox(key, arrival, s.hash, draws::life, 0);
  c.life_left = -portable_log(uniform(w.w[0]));
  if (s.frailty != no_sampler) c.frailty = sampler(tables, s.frailty).draw(w.w[1]);
  if (s.pace != no_sampler) c.pace = sampler(tables, s.pace).draw(w.w[2]);
  return c;
}

Customer& born_before(ModelTables const& tables, RandomKey const& key, unsigned char* record, std::size_t segment,
                      std::uint32_t arrival) {
  Customer& c = born(tables, key, record, segment, arrival, -tables.warm_up);
  c.flags |= Customer::is_customer;
  SegmentRow const& s = tables.segments[segment];
  if (s.tenure_at_start == no_sampler) return c;
  Words const life = philox(key, arrival, s.hash, draws::life, 0);
  double const tenure = sampler(tables, s.tenure_at_start).draw(life.w[3]);
  c.joined -= tenure;
  c.frailty *= frailty_of_survivors(s, tenure);
  return c;
}

StartPosition standing(ModelTables const& tables, RandomKey const& key, Customer const& c, SegmentRow const& s) {
  Words const w = philox(key, c.arrival, s.hash, draws::life, 1);
  Placement const& at = placement(s, uniform(w.w[0]));
  RouteRow const& route = tables.routes[at.route];
  return {at.touchpoint, &route, sampler(tables, route.dwell).residual(w.w[1], w.w[2]), w.w[3]};
}

double entering(ModelTables const& tables, RandomKey const& key, Customer const& c, SegmentRow const& s, double t) {
  if (!s.entry_in_hours) return t;
  Words const w = philox(key, c.arrival, s.hash, draws::arrival, 0);
  return in_hours(tables.silos[tables.touchpoints[s.entry].silo].schedule, t, w.w[1]);
}

double in_hours(WeeklySchedule const& schedule, double t, std::uint32_t word) {
  double const open = schedule.next_open(t);
  if (open == t) return t;
  // A uniform instant: all who waited outside would otherwise come at the opening minute.
  return open + uniform(word) * (schedule.closing_after(open) - open);
}

Threshold own_success(ModelTables const& tables, RandomKey const& key, Customer const& c, SegmentRow const& s,
                      TouchpointRow const& v, double shift) {
  Words const w = philox(key, c.arrival, s.hash, v.hash, draws::visit(0, draws::lasting_block));
  double const x = v.own_success_shape * sampler(tables, v.own_success).draw(w.w[draws::own_success]);
  // The word of the failure variable is complemented: a high word gives a small Y, hence a high probability of success.
  double const y = v.own_failure_shape * sampler(tables, v.own_failure).draw(~w.w[draws::own_failure]);
  // Without a shift the odds need no logarithm.
  if (shift == 0 || x <= 0 || y <= 0) return threshold(x / (x + y));
  return threshold(logistic(portable_log(x / y) + shift));
}

}  // namespace silowalk::inline simulation
