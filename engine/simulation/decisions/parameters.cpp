#include "engine/simulation/decisions/parameters.h"

#include "engine/base/distributions/family.h"
#include "engine/base/portable_math.h"
#include "engine/simulation/ledger/ledger.h"

namespace silowalk::inline simulation {
namespace {

using Kind = Parameter::Kind;

void put_in_touchpoint(TouchpointRow& row, TouchpointRow const& written, Parameter const& p, double value,
                       bool changed) {
  switch (p.kind) {
    case Kind::recovery:
      row.recovery = threshold(value);
      break;
    case Kind::response:
      set_response(row, value);
      break;
    case Kind::rework:
      row.rework = value;
      break;
    case Kind::gain:
      row.trust.gain = value;
      break;
    case Kind::loss:
      row.trust.loss = value;
      break;
    case Kind::wait:
      row.trust.wait = value;
      break;
    case Kind::tolerance:
      row.inverse_tolerance = changed && value > 0 ? 1 / value : written.inverse_tolerance;
      break;
    case Kind::abandon:
      row.trust.abandon = value;
      break;
    case Kind::handoff:
      row.trust.handoff = value;
      break;
    case Kind::revenue:
      row.revenue = Ledger::millionths(value);
      break;
    case Kind::cost:
      row.cost = Ledger::millionths(value);
      break;
    default:
      break;
  }
}

void put_in_segment(SegmentRow& row, SegmentRow const& written, Parameter const& p, double value, bool changed) {
  switch (p.kind) {
    case Kind::price:
      row.price = value;
      break;
    case Kind::churn:
      row.hazard = value;
      break;
    case Kind::sensitivity:
      row.sensitivity = value;
      break;
    case Kind::memory:
      row.memory_rate = changed && value > 0 ? 1 / value : written.memory_rate;
      break;
    case Kind::arrivals:
      row.arrivals = value;
      break;
    default:
      break;
  }
}

}  // namespace

double under(Parameter const& p, double change) {
  if (change == 0) return p.base;
  return p.log_odds() ? logistic(logit(p.base) + change) : p.base * portable_exp(change);
}

Reach reach_of(DecisionTables const& tables, std::uint32_t parameter, std::vector<bool> const& begun) {
  double down = 0;
  double up = 0;
  for (std::size_t i = 0; i < begun.size(); ++i) {
    if (!begun[i]) continue;
    for (EffectRow const& effect : tables.initiatives[i].effects) {
      if (effect.parameter == parameter) (effect.amount < 0 ? down : up) += effect.amount;
    }
  }
  Parameter const& p = tables.parameters[parameter];
  return {p.base, under(p, down), under(p, up)};
}

std::optional<Reach> reach_of(Model const& model, std::string const& path, std::vector<bool> const& begun) {
  DecisionTables const* const tables = model.tables().decisions.get();
  if (tables == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < tables->parameters.size(); ++i) {
    if (tables->parameters[i].path == path) return reach_of(*tables, static_cast<std::uint32_t>(i), begun);
  }
  return std::nullopt;
}

void put_in_force(ModelTables& tables, ModelTables const& written, Parameter const& p, double change) {
  bool const changed = change != 0;
  double const value = under(p, change);
  switch (p.kind) {
    case Kind::success:
    case Kind::agents:
      return;
    case Kind::handling:
    case Kind::patience:
    case Kind::after: {
      auto const at = static_cast<std::size_t>(p.sampler);
      tables.samplers[at] =
          changed ? Sampler(scaled(p.drawn, portable_exp(change)), written.samplers[at]) : written.samplers[at];
      return;
    }
    case Kind::context:
      tables.routes[p.index].context_lost = threshold(value * p.scale);
      return;
    case Kind::elasticity:
      tables.routes[p.index].elasticity = value;
      return;
    case Kind::share:
      tables.routes[p.index].share = value;
      cut_shares(tables, tables.touchpoints[p.touchpoint].next[p.list]);
      return;
    case Kind::agent_cost:
      tables.silos[p.index].cost = value;
      return;
    case Kind::strain:
      tables.silos[p.index].strain = value;
      return;
    case Kind::fatigue:
      tables.silos[p.index].fatigue = value;
      return;
    case Kind::resignation:
      return;  // asked for where resignations are drawn
    default:
      break;
  }
  if (p.of_segment())
    put_in_segment(tables.segments[p.index], written.segments[p.index], p, value, changed);
  else
    put_in_touchpoint(tables.touchpoints[p.index], written.touchpoints[p.index], p, value, changed);
}

}  // namespace silowalk::inline simulation
