#include "engine/report/strategy/goal_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "engine/base/calendar.h"
#include "engine/base/text.h"
#include "engine/report/words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

/// Returns the limits of a goal in the unit of its output; as plain numbers where it has none.
std::string limits(std::optional<double> const& below, std::optional<double> const& above, NamedOutput const* output) {
  auto const shown = [&](double value) { return output == nullptr ? format_number(value) : worded(value, *output); };
  std::string text;
  if (above) text = "above " + shown(*above);
  if (below) text += (text.empty() ? "below " : ", below ") + shown(*below);
  return text;
}

/// Returns the months in which a goal is judged, "" for all.
std::string months_of(Goal const& goal) {
  if (goal.from == 0 && !goal.to) return "";
  return goal.to ? fmt::format(", months {} to {}", goal.from, *goal.to) : fmt::format(", from month {}", goal.from);
}

/// Returns a mean in the unit of its output.
std::string mean_of(Estimate const& value, NamedOutput const& output) {
  return value.mean ? worded(*value.mean, output) : "-";
}

/// Returns by how much the parent misses its target where all children meet theirs. Infinite: no number of the children
/// bounds the parent.
std::string format_shortfall(GoalSum const& sum, NamedOutput const& output) {
  return std::isfinite(sum.target_gap) ? fmt::format(" by {}", worded(std::abs(sum.target_gap), output))
                                       : " (a child has no limit on that side)";
}

/// Returns what the children make together, from the parent's value and the gap.
std::string children_output(GoalSum const& sum, GoalAnswer const& parent) {
  if (!sum.gap.mean || !parent.value.mean) return "something else";
  return worded(*parent.value.mean + *sum.gap.mean, *parent.output);
}

/// Returns whether the children add up to the parent, and why not.
std::string format_kind(GoalSum const& sum, GoalAnswer const& parent) {
  std::string const children = joined(sum.children);
  switch (sum.kind) {
    case GoalSum::Kind::adds_up:
      return fmt::format("{} adds up: its children ({}) are all of it, in outputs and in targets", sum.parent,
                         children);
    case GoalSum::Kind::targets_fall_short:
      return fmt::format("{} does not add up: its children ({}) could all meet their targets and still miss it{}",
                         sum.parent, children, format_shortfall(sum, *parent.output));
    case GoalSum::Kind::outputs_differ:
      return fmt::format("{} does not add up: its children ({}) make {} where it makes {}", sum.parent, children,
                         children_output(sum, parent), mean_of(parent.value, *parent.output));
    case GoalSum::Kind::no_sum:
      break;
  }
  return fmt::format("{} cannot add up: rates, means and goals for other months have no sum", sum.parent);
}

/// Returns in how many replications the parent is missed although all children are met.
std::string format_met(GoalSum const& sum) {
  if (sum.children_met == 0)
    return fmt::format("{} never met together", sum.children.size() == 1 ? "its child was" : "they were");
  return fmt::format("children all met in {} replications, the parent missed in {} of them", sum.children_met,
                     sum.parent_missed);
}

/// Returns the limits of a parameter, without a unit.
std::string at_least_at_most(std::optional<double> const& least, std::optional<double> const& most) {
  std::string text;
  if (least) text = "at least " + format_number(*least);
  if (most) text += (text.empty() ? "at most " : ", at most ") + format_number(*most);
  return text;
}

}  // namespace

GoalsAnswer titled(GoalsAnswer answer, Titles const& titles) {
  for (GoalAnswer& each : answer.goals) {
    each.goal.name = titles.goal(each.goal.name);
    each.goal.output = titles.path(each.goal.output);
  }
  for (GoalSum& each : answer.sums) {
    each.parent = titles.goal(each.parent);
    for (std::string& child : each.children) child = titles.goal(child);
  }
  for (GuardrailAnswer& each : answer.guardrails) each.guardrail.output = titles.path(each.guardrail.output);
  for (Guardrail& each : answer.hard) {
    each.silo = titles.silo(each.silo);
    each.parameter = titles.path(each.parameter);
  }
  return answer;
}

std::string format_indented(GoalAnswer const& each) { return std::string(2 * each.depth, ' ') + each.goal.name; }

std::string format_target(GoalAnswer const& each) {
  return each.goal.output + " " + limits(each.goal.below, each.goal.above, each.output ? &*each.output : nullptr) +
         months_of(each.goal);
}

std::string format_limit(GuardrailAnswer const& each) {
  return each.guardrail.output + " " +
         limits(each.guardrail.below, each.guardrail.above, each.output ? &*each.output : nullptr);
}

// Exactly one of the three is set: a spend, agents, or a parameter.
std::string format_limit(Guardrail const& hard, std::string const& currency) {
  if (hard.spend)
    return fmt::format("spend of {}: at most {} a year, cycle by cycle",
                       hard.silo.empty() ? std::string("the company") : hard.silo,
                       worded(*hard.spend * days_per_year, OutputKind::money, currency));
  if (hard.agents)
    return fmt::format("agents taken from {} at once: at most {}",
                       hard.silo.empty() ? std::string("any silo") : hard.silo, format_number(*hard.agents));
  return hard.parameter + ": " + at_least_at_most(hard.least, hard.most) + " (base unit)";
}

std::vector<std::string> format_sums(GoalsAnswer const& answer) {
  std::vector<std::string> lines;
  // A sum belongs to a goal of the same answer.
  for (GoalSum const& sum : answer.sums) {
    auto const parent = std::find_if(answer.goals.begin(), answer.goals.end(),
                                     [&](GoalAnswer const& each) { return each.goal.name == sum.parent; });
    lines.push_back(format_kind(sum, *parent) + "; " + format_met(sum));
  }
  return lines;
}

}  // namespace silowalk::inline report
