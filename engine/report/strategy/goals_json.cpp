#include "engine/report/strategy/goals_json.h"

#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// Returns {"name", "output", "below", "above"}: limits in base units.
Json limit_json(std::string const& name, std::string const& output, std::optional<double> const& below,
                std::optional<double> const& above) {
  return Json::object().set("name", name).set("output", output).set("below", Json(below)).set("above", Json(above));
}

/// Returns the word of JSON for a kind of sum: never rename one.
char const* word(GoalSum::Kind kind) {
  switch (kind) {
    case GoalSum::Kind::adds_up:
      return "adds up";
    case GoalSum::Kind::targets_fall_short:
      return "targets fall short";
    case GoalSum::Kind::outputs_differ:
      return "outputs differ";
    case GoalSum::Kind::no_sum:
      return "no sum";
  }
  return "";
}

/// Returns one goal. Months from month 0; "to" is null for the horizon.
Json goal_json(GoalAnswer const& each) {
  Json goal = limit_json(each.goal.name, each.goal.output, each.goal.below, each.goal.above);
  goal.set("from", each.goal.from).set("to", Json(each.goal.to)).set("parent", each.goal.parent);
  goal.set("met", to_json(each.met)).set("value", to_json(each.value));
  if (!each.why_not.empty()) goal.set("why_not", each.why_not);
  return goal;
}

/// Returns whether children add up. "target_gap" is null where a child has no limit.
Json sum_json(GoalSum const& each) {
  return Json::object()
      .set("parent", each.parent)
      .set("children", Json(each.children))
      .set("finding", word(each.kind))
      .set("gap", to_json(each.gap))
      .set("target_gap", each.target_gap)
      .set("children_met", each.children_met)
      .set("parent_missed", each.parent_missed);
}

/// Returns one guardrail on outcomes. "months_breached" is null for percentiles of waits.
Json guardrail_json(GuardrailAnswer const& each) {
  Json guardrail = limit_json(each.guardrail.name, each.guardrail.output, each.guardrail.below, each.guardrail.above);
  guardrail.set("breached", to_json(each.breached)).set("value", to_json(each.value));
  guardrail.set("months_breached", each.months ? to_json(*each.months) : Json());
  if (!each.why_not.empty()) guardrail.set("why_not", each.why_not);
  return guardrail;
}

/// Returns one guardrail on decisions; members of other kinds are null.
Json on_decisions_json(Guardrail const& each) {
  return Json::object()
      .set("name", each.name)
      .set("silo", each.silo)
      .set("spend_per_day", Json(each.spend))
      .set("agents", Json(each.agents))
      .set("parameter", each.parameter)
      .set("least", Json(each.least))
      .set("most", Json(each.most));
}

/// Returns a list with one entry for each value.
template <class Each>
Json list_of(std::vector<Each> const& values, Json (*to_entry)(Each const&)) {
  Json list = Json::array();
  for (Each const& each : values) list.add(to_entry(each));
  return list;
}

}  // namespace

Json goals_json(GoalsAnswer const& answer) {
  return Json::object()
      .set("goals", list_of(answer.goals, goal_json))
      .set("guardrails", list_of(answer.guardrails, guardrail_json))
      .set("guardrails_on_decisions", list_of(answer.hard, on_decisions_json))
      .set("sums", list_of(answer.sums, sum_json));
}

}  // namespace silowalk::inline report
