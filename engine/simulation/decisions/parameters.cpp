#include "engine/simulation/decisions/parameters.h"

#include <array>

#include "engine/base/distributions/family.h"
#include "engine/base/enum_names.h"
#include "engine/base/fixed_point.h"
#include "engine/base/portable_math.h"

namespace silowalk::inline simulation {
namespace {

using Kind = Parameter::Kind;
using enum Parameter::Of;
using enum ParameterRow::Worse;
using At = WrittenPlace const&;
using To = PlaceInForce const&;

// Readable values of ParameterRow::log_odds.
constexpr bool odds = true;
constexpr bool factor = false;

/// The base of distributions, which have no single number; effects scale their sampler.
double no_number(At) { return 0; }

/// One row per kind, in the order of Parameter::Kind. Rows without a writer are read elsewhere: success by
/// Decisions::set_success(), agents by put_effects_in_force(), resignation by draw_resignations().
constexpr std::array rows{
    ParameterRow{Kind::success, touchpoint, "success", odds, lower, [](At at) { return at.touchpoint->success; }},
    ParameterRow{Kind::recovery, touchpoint, "recovery", odds, lower, [](At at) { return at.touchpoint->recovery; },
                 [](To to) { to.touchpoint().recovery = threshold(to.value); }},
    ParameterRow{Kind::response, touchpoint, "survey.response", odds, lower,
                 [](At at) { return at.touchpoint->survey ? at.touchpoint->survey->response : 0; },
                 [](To to) { set_response(to.touchpoint(), to.value); }},
    ParameterRow{Kind::context, route, "handoff", odds, higher, [](At at) { return at.route->handoff; },
                 [](To to) { to.route().context_lost = threshold(to.value * to.parameter.scale); }},
    ParameterRow{Kind::rework, touchpoint, "rework", factor, higher, [](At at) { return at.touchpoint->rework; },
                 [](To to) { to.touchpoint().rework = to.value; }},
    ParameterRow{Kind::handling, touchpoint, "handling", factor, higher, no_number, nullptr,
                 [](At at) { return at.touchpoint->handling ? &*at.touchpoint->handling : nullptr; },
                 [](ModelTables const& tables, std::uint32_t i) { return tables.touchpoints[i].handling; }},
    ParameterRow{Kind::patience, touchpoint, "patience", factor, lower, no_number, nullptr,
                 [](At at) { return at.touchpoint->patience ? &*at.touchpoint->patience : nullptr; },
                 [](ModelTables const& tables, std::uint32_t i) { return tables.touchpoints[i].patience; }},
    ParameterRow{Kind::gain, touchpoint, "trust.gain", factor, lower, [](At at) { return at.touchpoint->trust.gain; },
                 [](To to) { to.touchpoint().trust.gain = to.value; }},
    ParameterRow{Kind::loss, touchpoint, "trust.loss", factor, higher, [](At at) { return at.touchpoint->trust.loss; },
                 [](To to) { to.touchpoint().trust.loss = to.value; }},
    ParameterRow{Kind::wait, touchpoint, "trust.wait", factor, higher, [](At at) { return at.touchpoint->trust.wait; },
                 [](To to) { to.touchpoint().trust.wait = to.value; }},
    ParameterRow{Kind::tolerance, touchpoint, "trust.tolerance", factor, lower,
                 [](At at) { return at.touchpoint->trust.tolerance.value_or(0); },
                 [](To to) {
                   // 1 / (1 / x) may differ from x in the last bit, so no change copies the written value.
                   double const unchanged = to.written.touchpoints[to.parameter.index].inverse_tolerance;
                   to.touchpoint().inverse_tolerance = to.changed && to.value > 0 ? 1 / to.value : unchanged;
                 }},
    ParameterRow{Kind::abandon, touchpoint, "trust.abandon", factor, higher,
                 [](At at) { return at.touchpoint->trust.abandon; },
                 [](To to) { to.touchpoint().trust.abandon = to.value; }},
    ParameterRow{Kind::handoff, touchpoint, "trust.handoff", factor, higher,
                 [](At at) { return at.touchpoint->trust.handoff; },
                 [](To to) { to.touchpoint().trust.handoff = to.value; }},
    ParameterRow{Kind::revenue, touchpoint, "revenue", factor, lower, [](At at) { return at.touchpoint->revenue; },
                 [](To to) { to.touchpoint().revenue = to_millionths(to.value); }},
    ParameterRow{Kind::cost, touchpoint, "cost", factor, higher, [](At at) { return at.touchpoint->cost; },
                 [](To to) { to.touchpoint().cost = to_millionths(to.value); }},
    ParameterRow{Kind::share, route, "share", factor, depends, [](At at) { return at.route->share; },
                 [](To to) {
                   to.route().share = to.value;
                   cut_shares(to.tables, to.tables.touchpoints[to.parameter.touchpoint].next[to.parameter.list]);
                 }},
    ParameterRow{Kind::after, route, "after", factor, higher, no_number, nullptr,
                 [](At at) { return &at.route->after; },
                 [](ModelTables const& tables, std::uint32_t i) { return tables.routes[i].dwell; }},
    ParameterRow{Kind::elasticity, route, "elasticity", factor, depends, [](At at) { return at.route->elasticity; },
                 [](To to) { to.route().elasticity = to.value; }},
    ParameterRow{Kind::agents, silo, "agents", factor, lower,
                 [](At at) { return static_cast<double>(at.silo->agents.value_or(0)); }},
    ParameterRow{Kind::agent_cost, silo, "cost", factor, higher, [](At at) { return at.silo->cost; },
                 [](To to) { to.silo().cost = to.value; }},
    ParameterRow{Kind::strain, silo, "strain", factor, lower, [](At at) { return at.silo->strain; },
                 [](To to) { to.silo().strain = to.value; }},
    ParameterRow{Kind::fatigue, silo, "fatigue", factor, higher, [](At at) { return at.silo->fatigue; },
                 [](To to) { to.silo().fatigue = to.value; }},
    ParameterRow{Kind::resignation, silo, "attrition.rate", factor, higher,
                 [](At at) { return at.silo->attrition.rate; }},
    ParameterRow{Kind::price, segment, "revenue", factor, higher, [](At at) { return at.segment->revenue; },
                 [](To to) { to.segment().price = to.value; }},
    ParameterRow{Kind::churn, segment, "churn.rate", factor, higher, [](At at) { return at.segment->churn.rate; },
                 [](To to) { to.segment().hazard = to.value; }},
    ParameterRow{Kind::sensitivity, segment, "churn.sensitivity", factor, depends,
                 [](At at) { return at.segment->churn.sensitivity; },
                 [](To to) { to.segment().sensitivity = to.value; }},
    ParameterRow{Kind::memory, segment, "memory", factor, lower, [](At at) { return at.segment->memory.value_or(0); },
                 [](To to) {
                   double const unchanged = to.written.segments[to.parameter.index].memory_rate;
                   to.segment().memory_rate = to.changed && to.value > 0 ? 1 / to.value : unchanged;
                 }},
    ParameterRow{Kind::arrivals, segment, "arrivals", factor, lower, [](At at) { return at.segment->arrivals; },
                 [](To to) { to.segment().arrivals = to.value; }},
};

/// Returns whether the rows can be indexed by Kind.
constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].kind != static_cast<Kind>(i)) return false;
  }
  return true;
}
static_assert(rows.size() == enum_count<Kind>() && in_order(), "each kind has a row, in the order of Kind");

}  // namespace

ParameterRow const& row_of(Kind kind) { return rows[static_cast<std::size_t>(kind)]; }

ParameterRow const* find_parameter(Parameter::Of of, std::string_view key) {
  for (ParameterRow const& row : rows) {
    if (row.of == of && row.key == key) return &row;
  }
  return nullptr;
}

double under(Parameter const& p, double change) {
  if (change == 0) return p.base;
  return row_of(p.kind).log_odds ? logistic(logit(p.base) + change) : p.base * portable_exp(change);
}

Reach reach_of(DecisionTables const& tables, std::uint32_t parameter, std::vector<bool> const& begun) {
  double down = 0;
  double up = 0;
  for (std::size_t i = 0; i < begun.size(); ++i) {
    if (!begun[i]) continue;
    for (EffectRow const& effect : tables.initiatives[i].effects) {
      // Lowering and raising effects apart: either may be in force without the other.
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
  ParameterRow const& row = row_of(p.kind);
  bool const changed = change != 0;
  if (row.drawn != nullptr) {
    // Drawn by inversion, so a scaled sampler gives scaled draws from the same words.
    auto const at = static_cast<std::size_t>(p.sampler);
    tables.samplers[at] =
        changed ? Sampler(scaled(p.drawn, portable_exp(change)), written.samplers[at]) : written.samplers[at];
  } else if (row.put != nullptr) {
    row.put({tables, written, p, under(p, change), changed});
  }
}

}  // namespace silowalk::inline simulation
