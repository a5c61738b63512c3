#include "engine/simulation/decisions/forecast.h"

#include <algorithm>
#include <cmath>

#include "engine/base/portable_math.h"
#include "engine/simulation/decisions/parameters.h"

namespace silowalk::inline simulation {
namespace {

using Kind = Parameter::Kind;

/// The part of an initiative that a forecast includes.
struct Lens {
  InitiativeRow const* initiative = nullptr;  ///< whose effects or effort are added; null: the company in force
  bool effects = false;                       ///< its effects, as if they were whole
  bool side_effects = true;
  bool effort = false;  ///< its effort, as while it is built
};

/// The expected values of one visit.
struct Expected {
  double trust = 0;    ///< change of log-odds
  double felt = 0;     ///< probability of a failure that is felt
  double earned = 0;   ///< probability of earning
  double success = 1;  ///< probability
  double wait = 0;     ///< days by `tolerance_by`
  double revenue = 0;  ///< of a visit that earns, currency
  double cost = 0;     ///< in any case, currency
};

/// The company in force with one part of an initiative added: expected visits and loads. First order: shares of routes,
/// dwells and patience stay as they are, because their change would need a simulation.
class World {
 public:
  /// `effort_under_way`: by silo, beyond that in the loads; may be null. The outlook must outlive the object.
  World(Outlook const& outlook, Lens const& lens, std::vector<double> const* effort_under_way)
      : o_(outlook), t_(*outlook.tables), lens_(lens) {
    for (std::size_t k = 0; k < t_.silos.size(); ++k) load_.push_back(load(k, effort_under_way));
  }

  /// Returns the load of a silo.
  double silo_load(std::size_t k) const { return load_[k]; }

  /// Returns the expected values of a visit to touchpoint v.
  Expected visit(std::size_t v) const {
    TouchpointRow const& row = t_.touchpoints[v];
    Expected e;
    e.success = success(v, row);
    double const recovery = odds(v, Kind::recovery, probability(row.recovery));
    e.felt = (1 - e.success) * (1 - recovery);
    e.earned = 1 - e.felt;
    e.wait = wait(v, row);
    double const tolerance = row.inverse_tolerance > 0 ? factor(v, Kind::tolerance) / row.inverse_tolerance : 0;
    double const impatience = tolerance > 0 ? std::min(1.0, e.wait / tolerance) : 0;
    e.trust = e.success * row.trust.gain * factor(v, Kind::gain) - e.felt * row.trust.loss * factor(v, Kind::loss) -
              row.trust.wait * factor(v, Kind::wait) * impatience -
              context(v) * row.trust.handoff * factor(v, Kind::handoff);
    e.revenue = static_cast<double>(row.revenue) / 1e6 * factor(v, Kind::revenue);
    e.cost = static_cast<double>(row.cost) / 1e6 * factor(v, Kind::cost);
    return e;
  }

 private:
  /// Returns the log-odds, or the logarithm of a factor, that the initiative adds to a parameter of this kind and
  /// place.
  double added(Kind kind, std::uint32_t index) const {
    if (!lens_.effects) return 0;
    double sum = 0;
    for (EffectRow const& effect : lens_.initiative->effects) {
      if (effect.side && !lens_.side_effects) continue;
      Parameter const& p = o_.decisions->parameters[effect.parameter];
      if (p.kind == kind && p.index == index) sum += effect.amount;
    }
    return sum;
  }
  /// Returns the factor that the initiative puts on a parameter; exactly 1 without effect.
  double factor(std::size_t v, Kind kind) const {
    double const sum = added(kind, static_cast<std::uint32_t>(v));
    return sum == 0 ? 1.0 : portable_exp(sum);
  }
  /// Returns a probability under the initiative; 0 and 1 stay as they are.
  double odds(std::size_t v, Kind kind, double p) const {
    double const sum = added(kind, static_cast<std::uint32_t>(v));
    return sum == 0 || p <= 0 || p >= 1 ? p : logistic(logit(p) + sum);
  }

  /// Returns the success in force, from effects delivered before, those of this initiative, and fatigue.
  double success(std::size_t v, TouchpointRow const& row) const {
    if (row.success <= 0 || row.success >= 1) return row.success;
    double shift = added(Kind::success, static_cast<std::uint32_t>(v));
    for (std::size_t i = 0; i < o_.decisions->parameters.size(); ++i) {
      Parameter const& p = o_.decisions->parameters[i];
      if (p.kind == Kind::success && p.index == v) shift += (*o_.change)[i];
    }
    SiloRow const& silo = t_.silos[row.silo];
    if (silo.limited) shift -= silo.fatigue * strained(load_[row.silo], silo.strain);
    return shift == 0 ? row.success : logistic(logit(row.success) + shift);
  }

  /// Returns the mean handling of a visit, agent-days.
  double handling(std::size_t v) const {
    TouchpointRow const& row = t_.touchpoints[v];
    return row.handling == no_sampler ? 0 : t_.samplers[static_cast<std::size_t>(row.handling)].mean();
  }

  /// Returns the load of a silo: last month's, scaled by the change of handling and agents, plus effort. Scaled,
  /// because findings may miss visits while the load itself is measured.
  double load(std::size_t k, std::vector<double> const* effort_under_way) const {
    if (!t_.silos[k].limited || o_.agents[k] <= 0) return 0;
    double offered = 0;
    double now = 0;
    for (std::size_t v = 0; v < t_.touchpoints.size(); ++v) {
      if (t_.touchpoints[v].silo != k || !t_.touchpoints[v].staffed) continue;
      double const work = o_.findings->touchpoints[v].visits * handling(v);
      now += work;
      offered += work * factor(v, Kind::handling);
    }
    double const by_handling = now > 0 ? offered / now : 1.0;
    double const hired = portable_exp(added(Kind::agents, static_cast<std::uint32_t>(k)));
    double effort = effort_under_way != nullptr ? (*effort_under_way)[k] : 0;
    if (lens_.effort) effort += lens_.initiative->effort[k];
    return o_.load[k] * by_handling / hired + effort / o_.agents[k];
  }

  /// Returns the wait found plus the change that the formula gives for the change of load. Only the difference uses the
  /// formula, so its error at the present load cancels.
  double wait(std::size_t v, TouchpointRow const& row) const {
    double const known = o_.findings->touchpoints[v].wait;
    if (!row.staffed) return 0;
    double const before = wait_at_load(o_.load[row.silo], o_.agents[row.silo]);
    double const after = wait_at_load(load_[row.silo], o_.agents[row.silo]);
    return std::max(0.0, known + (after - before) * handling(v) * row.handling_factor);
  }

  /// Returns the share of the visits here that arrive without context, over the routes that lead here.
  double context(std::size_t v) const {
    double flow = 0;
    double lost = 0;
    for (std::size_t u = 0; u < t_.touchpoints.size(); ++u) {
      double const visits = o_.findings->touchpoints[u].visits;
      for (RouteList const& list : t_.touchpoints[u].next) {
        for (std::uint32_t r = list.first; r < list.first + list.count; ++r) {
          RouteRow const& route = t_.routes[r];
          if (route.kind != TargetKind::touchpoint || route.target != v) continue;
          double const p = probability(route.context_lost);
          double const sum = added(Kind::context, r);
          flow += visits * route.share;
          lost += visits * route.share * (sum == 0 || p <= 0 ? p : logistic(logit(p) + sum));
        }
      }
    }
    return flow > 0 ? lost / flow : 0;
  }

  Outlook const& o_;  ///< must outlive the object
  ModelTables const& t_;
  Lens lens_;
  std::vector<double> load_;  ///< by silo, under the lens
};

/// Returns the mean worth per customer over all segments, weighted by heads.
double mean_worth(Outlook const& o) {
  double heads = 0;
  double worth = 0;
  for (std::size_t s = 0; s < o.tables->segments.size(); ++s) {
    heads += o.heads[s];
    worth += o.heads[s] * o.tables->segments[s].worth;
  }
  return heads > 0 ? worth / heads : 0;
}

/// Returns the sum of the forecast's value formula, in the currency per day.
double value_per_day(Outlook const& o, World const& world) {
  double const worth = mean_worth(o);
  double sum = 0;
  for (std::size_t v = 0; v < o.tables->touchpoints.size(); ++v) {
    double const visits = o.findings->touchpoints[v].visits;
    // Where the findings know of no visits, nothing can be gained.
    if (visits <= 0) continue;
    TouchpointRow const& row = o.tables->touchpoints[v];
    Expected const e = world.visit(v);
    // Churn by routes after a failure, less that after a success.
    double const churn = e.felt * (row.next[1].churn_share - row.next[0].churn_share);
    sum += visits * (o.findings->heads_per_trust * worth * e.trust - worth * churn + e.earned * e.revenue - e.cost);
  }
  return sum;
}

/// Returns the own score of a silo, in points relative to the present: only differences of two worlds have a meaning.
double own_score(Outlook const& o, World const& world, std::size_t owner) {
  double answers = 0;
  double sum = 0;
  for (std::size_t v = 0; v < o.tables->touchpoints.size(); ++v) {
    // Touchpoints whose scores reach the company only.
    Heard const& heard = o.findings->touchpoints[v];
    if (o.tables->touchpoints[v].silo != owner || heard.surveys <= 0) continue;
    double const y = std::clamp(heard.score, 0.0, 10.0);
    answers += heard.surveys;
    sum += heard.surveys * (y * (10 - y) / 10) * world.visit(v).trust;
  }
  return answers > 0 ? sum / answers : 0;
}

/// Returns the value per day of effects on segments: on churn, price and arrivals.
double segment_value_per_day(Outlook const& o, InitiativeRow const& initiative) {
  double sum = 0;
  for (EffectRow const& effect : initiative.effects) {
    Parameter const& p = o.decisions->parameters[effect.parameter];
    if (!p.of_segment()) continue;
    SegmentRow const& s = o.tables->segments[p.index];
    // The factor less one: the relative change.
    double const more = portable_exp(effect.amount) - 1;
    if (p.kind == Kind::price) sum += more * s.price * o.heads[p.index];
    if (p.kind == Kind::churn) sum -= more * s.hazard * o.heads[p.index] * s.worth;
    if (p.kind == Kind::arrivals) sum += more * s.arrivals * s.worth;
  }
  return sum;
}

}  // namespace

double wait_at_load(double rho, double agents) {
  double const busy = std::clamp(rho, 0.0, 0.98);
  // A queue of less than one agent has no meaning.
  double const c = std::max(1.0, agents);
  if (busy <= 0) return 0;
  return portable_exp((std::sqrt(2 * (c + 1)) - 1) * portable_log(busy)) / (c * (1 - busy));
}

Forecast forecast(Outlook const& o, InitiativeRow const& initiative) {
  // Four worlds: as it is; with intended effects; with all effects; with the effort while the work is built.
  World const now(o, {}, nullptr);
  World const hoped(o, {&initiative, true, false, false}, nullptr);
  World const after(o, {&initiative, true, true, false}, nullptr);
  World const meanwhile(o, {&initiative, false, false, true}, nullptr);
  double const outlook = o.decisions->organisation.planning.outlook;
  double const built = initiative.months * days_per_month;
  double const before = value_per_day(o, now);
  Forecast f;
  f.own = own_score(o, hoped, initiative.owner) - own_score(o, now, initiative.owner);
  f.value = outlook * (value_per_day(o, after) - before + segment_value_per_day(o, initiative)) +
            built * (value_per_day(o, meanwhile) - before) - initiative.once - initiative.running * outlook;
  f.price = initiative.once + initiative.running * std::max(0.0, o.cycle - built);
  return f;
}

double forecast_outcome(Outlook const& o, GuardrailRow const& guardrail, InitiativeRow const* initiative,
                        std::vector<double> const& effort_under_way) {
  using G = GuardrailRow::Kind;
  auto const in = [&](World const& world) {
    auto const at = static_cast<std::size_t>(guardrail.index);
    if (guardrail.kind == G::load) return world.silo_load(at);
    Expected const e = world.visit(at);
    return guardrail.kind == G::wait ? e.wait : guardrail.kind == G::success_rate ? e.success : e.felt;
  };
  if (initiative == nullptr) return in(World(o, {}, &effort_under_way));
  // Both states must keep the limit: while it is built, and when its effects are whole.
  double const meanwhile = in(World(o, {initiative, false, false, true}, &effort_under_way));
  double const after = in(World(o, {initiative, true, true, false}, &effort_under_way));
  return guardrail.low ? std::min(meanwhile, after) : std::max(meanwhile, after);
}

}  // namespace silowalk::inline simulation
