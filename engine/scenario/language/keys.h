#pragma once

#include <concepts>
#include <type_traits>

#include "engine/scenario/language/schema.h"
#include "engine/scenario/lever_set.h"
#include "engine/scenario/scenario.h"

/// Maps each key of the schema to its member, once for both the reader (mutable values) and the printer (const ones).
/// With two lists, a new key could be read but not printed. The order is that of printing.
/// A visitor has: value, choice, part, parts, named, located, group, shifts, routes, amount, changes.
/// The visitor is called once for each key that is written in the table, in the order of the calls below, and takes the
/// name from the schema: a name without a row there makes find_key() return nullptr. A test compares both.
namespace silowalk::inline scenario {

/// T is U or U const: one template serves the reader and the printer.
template <class T, class U>
concept Like = std::same_as<std::remove_const_t<T>, U>;

/// Visits the keys of Part::horizon.
template <class V, Like<Horizon> T>
void visit_keys(V& v, T& x) {
  v.value("start", x.start);
  v.value("months", x.months);
  v.value("length", x.length);
  v.value("warm_up", x.warm_up);
  v.value("discount", x.discount);
}

/// Visits the keys of Part::tenure.
template <class V, Like<Churn::TenureStep> T>
void visit_keys(V& v, T& x) {
  v.value("from", x.from);
  v.value("times", x.times);
}

/// Visits the keys of Part::churn.
template <class V, Like<Churn> T>
void visit_keys(V& v, T& x) {
  v.value("rate", x.rate);
  v.value("sensitivity", x.sensitivity);
  v.value("frailty_cv", x.frailty_cv);
  v.value("cap", x.cap);
  v.parts("tenure", x.tenure);
}

/// Visits the keys of Part::segment.
template <class V, Like<Segment> T>
void visit_keys(V& v, T& x) {
  v.value("title", x.title);
  v.value("source", x.source);
  v.value("range", x.range);
  v.value("customers", x.customers);
  v.choice("start", x.start);
  v.value("tenure", x.tenure);
  v.value("arrivals", x.arrivals);
  v.value("season", x.season);
  v.value("weekdays", x.weekdays);
  v.value("hours", x.hours);
  v.value("any_hour", x.any_hour);
  v.located("entry", x.entry, x.entry_where);
  v.value("revenue", x.revenue);
  v.value("trust", x.trust);
  v.value("memory", x.memory);
  v.part("churn", x.churn);
  v.value("pace_cv", x.pace_cv);
  v.value("worth", x.worth);
}

/// Visits the keys of Part::attrition.
template <class V, Like<Attrition> T>
void visit_keys(V& v, T& x) {
  v.value("rate", x.rate);
  v.value("sensitivity", x.sensitivity);
  v.value("hiring_lag", x.hiring_lag);
}

/// Visits the keys of Part::silo.
template <class V, Like<Silo> T>
void visit_keys(V& v, T& x) {
  v.value("title", x.title);
  v.value("source", x.source);
  v.value("range", x.range);
  v.value("agents", x.agents);
  v.shifts("shifts", x.shifts);
  v.value("hours_per_week", x.hours_per_week);
  v.choice("closed", x.closed);
  v.value("room", x.room);
  v.value("cost", x.cost);
  v.value("strain", x.strain);
  v.value("fatigue", x.fatigue);
  v.part("attrition", x.attrition);
  v.value("losses", x.losses);
  v.value("budget", x.budget);
  v.choice("rule", x.rule);
}

/// Visits the keys of Part::trust.
template <class V, Like<TrustEffect> T>
void visit_keys(V& v, T& x) {
  v.value("gain", x.gain);
  v.value("loss", x.loss);
  v.value("wait", x.wait);
  v.value("tolerance", x.tolerance);
  v.value("abandon", x.abandon);
  v.value("handoff", x.handoff);
}

/// Visits the keys of Part::survey.
template <class V, Like<Survey> T>
void visit_keys(V& v, T& x) {
  v.value("response", x.response);
  v.value("selection", x.selection);
  v.value("bias", x.bias);
  v.value("noise", x.noise);
}

/// Visits the keys of Part::route.
template <class V, Like<Route> T>
void visit_keys(V& v, T& x) {
  v.located("to", x.to, x.to_where);
  v.value("share", x.share);
  v.value("after", x.after);
  v.value("handoff", x.handoff);
  v.value("elasticity", x.elasticity);
}

/// Visits the keys of Part::touchpoint.
template <class V, Like<Touchpoint> T>
void visit_keys(V& v, T& x) {
  v.value("title", x.title);
  v.value("source", x.source);
  v.value("range", x.range);
  v.located("silo", x.silo, x.silo_where);
  v.value("stage", x.stage);
  v.value("joins", x.joins);
  v.value("any_hour", x.any_hour);
  v.value("handling", x.handling);
  v.value("patience", x.patience);
  v.value("answer_within", x.answer_within);
  v.value("success", x.success);
  v.value("success_spread", x.success_spread);
  v.value("recovery", x.recovery);
  v.part("trust", x.trust);
  v.part("survey", x.survey);
  v.value("rework", x.rework);
  v.value("revenue", x.revenue);
  v.value("cost", x.cost);
  v.routes("next", x.next);
}

/// Visits the keys of Part::exit.
template <class V, Like<Exit> T>
void visit_keys(V& v, T& x) {
  v.choice("kind", x.kind);
}

/// Visits the keys of Part::effect. `amount` stands for its two keys `log_odds` and `times`.
template <class V, Like<Effect> T>
void visit_keys(V& v, T& x) {
  v.value("on", x.on);
  v.amount(x);
  v.value("ramp", x.ramp);
  v.value("side", x.side);
}

/// Visits the keys of Part::initiative. The group holds Part::initiative_cost.
template <class V, Like<Initiative> T>
void visit_keys(V& v, T& x) {
  v.value("title", x.title);
  v.value("source", x.source);
  v.value("range", x.range);
  v.value("owner", x.owner);
  v.value("sponsor", x.sponsor);
  v.value("effort", x.effort);
  v.value("duration", x.duration);
  v.group("cost", [&x](auto& inner) {
    inner.value("once", x.cost_once);
    inner.value("running", x.cost_running);
  });
  v.value("ramp", x.ramp);
  v.value("start", x.start);
  v.parts("effects", x.effects);
}

/// Visits the keys of Part::planning.
template <class V, Like<Planning> T>
void visit_keys(V& v, T& x) {
  v.value("cycle", x.cycle);
  v.value("lag", x.lag);
  v.choice("budget", x.pooled);
  v.value("outlook", x.outlook);
}

/// Visits the keys of Part::coordinator.
template <class V, Like<Coordinator> T>
void visit_keys(V& v, T& x) {
  v.value("authority", x.authority);
  v.value("clarity", x.clarity);
  v.value("cost", x.cost);
  v.value("silos", x.silos);
}

/// Visits the keys of Part::listening.
template <class V, Like<ListeningPath> T>
void visit_keys(V& v, T& x) {
  v.choice("kind", x.kind);
  v.value("coverage", x.coverage);
  v.value("delay", x.delay);
  v.value("cost", x.cost);
  v.value("touchpoints", x.touchpoints);
}

/// Visits the keys of Part::priorities.
template <class V, Like<Priorities> T>
void visit_keys(V& v, T& x) {
  v.value("level", x.level);
  v.value("order", x.order);
}

/// Visits the keys of Part::seam.
template <class V, Like<Seam> T>
void visit_keys(V& v, T& x) {
  v.value("from", x.from);
  v.value("to", x.to);
  v.value("owner", x.owner);
}

/// Visits the keys of Part::organisation.
template <class V, Like<Organisation> T>
void visit_keys(V& v, T& x) {
  v.choice("rule", x.rule);
  v.value("alignment", x.alignment);
  v.choice("intake", x.gated);
  v.value("accountability", x.accountability);
  v.value("communication", x.communication);
  v.part("planning", x.planning);
  v.parts("priorities", x.priorities);
  v.parts("seams", x.seams);
  v.value("attention", x.attention);
  v.value("sponsorship", x.sponsorship);
  v.value("levels", x.levels);
  v.value("fidelity", x.fidelity);
  v.value("earned_budget", x.earned_budget);
  v.value("visible_only", x.visible_only);
  v.part("coordinator", x.coordinator);
}

/// Visits the keys of Part::goal. The group holds Part::target: a Goal is flat.
template <class V, Like<Goal> T>
void visit_keys(V& v, T& x) {
  v.value("title", x.title);
  v.group("target", [&x](auto& inner) {
    inner.value("output", x.output);
    inner.value("below", x.below);
    inner.value("above", x.above);
    inner.value("from", x.from);
    inner.value("to", x.to);
  });
  v.value("owner", x.owner);
  v.value("parent", x.parent);
  v.value("initiatives", x.initiatives);
}

/// Visits the keys of Part::guardrail.
template <class V, Like<Guardrail> T>
void visit_keys(V& v, T& x) {
  v.value("output", x.output);
  v.value("below", x.below);
  v.value("above", x.above);
  v.value("silo", x.silo);
  v.value("spend", x.spend);
  v.value("agents", x.agents);
  v.value("parameter", x.parameter);
  v.value("least", x.least);
  v.value("most", x.most);
}

/// Visits the keys of Part::lever.
template <class V, Like<WrittenLever> T>
void visit_keys(V& v, T& x) {
  v.value("title", x.title);
  v.value("source", x.source);
  v.choice("each", x.each);
  v.value("optional", x.optional);
  v.changes("set", x.set);
}

/// Visits the keys of Part::lever_set.
template <class V, Like<LeverSet> T>
void visit_keys(V& v, T& x) {
  v.value("name", x.name);
  v.value("about", x.about);
  v.named("lever", x.levers);
}

/// Visits the keys of Part::root. `extends` and `routes` are done before the tree is read.
template <class V, Like<Scenario> T>
void visit_keys(V& v, T& x) {
  v.value("name", x.name);
  v.value("about", x.about);
  v.value("currency", x.currency);
  v.value("seed", x.seed);
  v.choice("tolerance_by", x.tolerance_by);
  v.part("horizon", x.horizon);
  v.named("segment", x.segments);
  v.named("silo", x.silos);
  v.named("touchpoint", x.touchpoints);
  v.named("exit", x.exits);
  v.named("initiative", x.initiatives);
  v.part("organisation", x.organisation);
  v.named("listening", x.listening);
  v.named("goal", x.goals);
  v.named("guardrail", x.guardrails);
}

}  // namespace silowalk::inline scenario
