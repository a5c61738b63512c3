#include "engine/report/goals_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "engine/base/calendar.h"
#include "engine/base/text.h"
#include "engine/report/table.h"
#include "engine/report/words.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {
namespace {

std::string limits(std::optional<double> const& below, std::optional<double> const& above, NamedOutput const* output) {
  auto const say = [&](double value) { return output == nullptr ? format_number(value) : worded(value, *output); };
  std::string text;
  if (above) text = "above " + say(*above);
  if (below) text += (text.empty() ? "below " : ", below ") + say(*below);
  return text;
}

std::string months_of(Goal const& goal) {
  if (goal.from == 0 && !goal.to) return "";
  return goal.to ? fmt::format(", months {} to {}", goal.from, *goal.to) : fmt::format(", from month {}", goal.from);
}

std::string target_of(GoalAnswer const& each) {
  return each.goal.output + " " + limits(each.goal.below, each.goal.above, each.output ? &*each.output : nullptr) +
         months_of(each.goal);
}

std::string limit_of(GuardrailAnswer const& each) {
  return each.guardrail.output + " " +
         limits(each.guardrail.below, each.guardrail.above, each.output ? &*each.output : nullptr);
}

std::string mean_of(Estimate const& value, NamedOutput const& output) {
  return value.mean ? worded(*value.mean, output) : "-";
}

std::string goal_rows(AnsweredScenario const& scenario) {
  Table table({"goal", "target", "mean", "chance of meeting it", "95 % interval"});
  std::string rest;
  for (GoalAnswer const& each : scenario.answer.goals) {
    std::string const name = std::string(2 * each.depth, ' ') + each.goal.name;
    std::string const target = target_of(each);
    if (!each.output || each.met.of == 0) {
      table.add({name, target, "-", "-", "-"});
      rest += fmt::format("  {}: {}\n", each.goal.name,
                          each.output ? "its output is not defined in any replication" : each.why_not);
      continue;
    }
    table.add({name, target, mean_of(each.value, *each.output),
               fmt::format("{} ({} of {})", percent(each.met.share), each.met.times, each.met.of),
               percent(each.met.interval.low) + " .. " + percent(each.met.interval.high)});
  }
  return table.empty() ? "" : table.text() + rest + "\n";
}

/// A sentence for every goal that has children.
std::vector<std::string> sum_lines(GoalsAnswer const& answer) {
  std::vector<std::string> lines;
  for (GoalSum const& sum : answer.sums) {
    auto const parent = std::find_if(answer.goals.begin(), answer.goals.end(),
                                     [&](GoalAnswer const& each) { return each.goal.name == sum.parent; });
    NamedOutput const& output = *parent->output;
    std::string const children = joined(sum.children);
    std::string text;
    switch (sum.kind) {
      case GoalSum::Kind::adds_up:
        text =
            fmt::format("{} adds up: its children ({}) are all of it, in outputs and in targets", sum.parent, children);
        break;
      case GoalSum::Kind::targets_fall_short:
        text =
            fmt::format("{} does not add up: its children ({}) could all meet their targets and still miss it{}",
                        sum.parent, children,
                        std::isfinite(sum.target_gap) ? fmt::format(" by {}", worded(std::abs(sum.target_gap), output))
                                                      : " (a child has no limit on that side)");
        break;
      case GoalSum::Kind::outputs_differ:
        text = fmt::format("{} does not add up: its children ({}) make {} where it makes {}", sum.parent, children,
                           sum.gap.mean && parent->value.mean ? worded(*parent->value.mean + *sum.gap.mean, output)
                                                              : std::string("something else"),
                           mean_of(parent->value, output));
        break;
      case GoalSum::Kind::no_sum:
        text = fmt::format("{} cannot add up: rates, means and goals for other months have no sum", sum.parent);
        break;
    }
    text += sum.children_met == 0
                ? fmt::format("; {} never met together", sum.children.size() == 1 ? "its child was" : "they were")
                : fmt::format("; children all met in {} replications, the parent missed in {} of them",
                              sum.children_met, sum.parent_missed);
    lines.push_back(std::move(text));
  }
  return lines;
}

std::string sums_text(GoalsAnswer const& answer) {
  std::string text;
  for (std::string const& line : sum_lines(answer)) text += "  " + line + "\n";
  return text.empty() ? "" : text + "\n";
}

/// Adds who says it to a line that somebody else has said already.
void add_said(std::vector<std::pair<std::string, std::string>>& said, std::string const& line,
              std::string const& name) {
  auto const found = std::find_if(said.begin(), said.end(), [&](auto const& other) { return other.first == line; });
  if (found == said.end()) {
    said.emplace_back(line, name);
  } else {
    found->second += ", " + name;
  }
}

std::string guardrail_rows(AnsweredScenario const& scenario) {
  Table table({"guardrail", "limit", "mean", "replications that break it", "95 % interval", "months that break it"});
  std::string rest;
  for (GuardrailAnswer const& each : scenario.answer.guardrails) {
    Guardrail const& guardrail = each.guardrail;
    std::string const limit = limit_of(each);
    if (!each.output || each.breached.of == 0) {
      table.add({guardrail.name, limit, "-", "-", "-", "-"});
      rest += fmt::format("  {}: {}\n", guardrail.name,
                          each.output ? "its output is not defined in any replication" : each.why_not);
      continue;
    }
    std::string months = "-";
    if (each.months && each.months->mean) months = percent(*each.months->mean);
    if (each.months && each.months->low && *each.months->low < *each.months->high) {
      months += fmt::format(" ({} .. {})", percent(std::max(0.0, *each.months->low)),
                            percent(std::min(1.0, *each.months->high)));
    }
    table.add({guardrail.name, limit, mean_of(each.value, *each.output),
               fmt::format("{} ({} of {})", percent(each.breached.share), each.breached.times, each.breached.of),
               percent(each.breached.interval.low) + " .. " + percent(each.breached.interval.high), months});
  }
  return table.empty() ? "" : table.text() + rest + "\n";
}

std::string at_least_at_most(std::optional<double> const& least, std::optional<double> const& most) {
  std::string text;
  if (least) text = "at least " + format_number(*least);
  if (most) text += (text.empty() ? "at most " : ", at most ") + format_number(*most);
  return text;
}

std::string limit_of(Guardrail const& hard, std::string const& currency) {
  if (hard.spend)
    return fmt::format("spend of {}: at most {} a year, cycle by cycle",
                       hard.silo.empty() ? std::string("the company") : hard.silo,
                       worded(*hard.spend * days_per_year, OutputKind::money, currency));
  if (hard.agents)
    return fmt::format("agents taken from {} at once: at most {}",
                       hard.silo.empty() ? std::string("any silo") : hard.silo, format_number(*hard.agents));
  return hard.parameter + ": " + at_least_at_most(hard.least, hard.most) + " (base unit)";
}

std::string hard_rows(GoalsAnswer const& answer) {
  Table table({"guardrail on decisions", "limit", "replications that break it"});
  for (Guardrail const& each : answer.hard) table.add({each.name, limit_of(each, answer.currency), "none can"});
  if (table.empty()) return "";
  return table.text() +
         "  What would break it is not begun, whatever comes of it; `--commitments` counts what was not begun.\n\n";
}

/// Rows by name and target, in the order in which they are first met; a cell for each scenario.
class ComparedGoals {
 public:
  ComparedGoals(std::string const& what, std::vector<AnsweredScenario> const& scenarios) {
    grid_.columns.push_back({what});
    for (AnsweredScenario const& each : scenarios) grid_.columns.push_back({each.name, true, true});
    grid_.main = true;
  }
  void set(std::string const& name, std::string const& limit, std::size_t scenario, Chance const& chance) {
    row_of(name, limit).cells[scenario + 1] = cell_of(chance);
  }
  bool empty() const { return grid_.rows.empty(); }
  Grid const& grid() const { return grid_; }

 private:
  static GridCell cell_of(Chance const& chance) {
    if (chance.of == 0) return {"-"};
    return {format_chance(chance), Tone::plain, {}, chance.share, chance.interval.low, chance.interval.high};
  }
  GridRow& row_of(std::string const& name, std::string const& limit) {
    for (GridRow& row : grid_.rows) {
      if (row.cells[0].text == name && row.notes[0].text == limit) return row;
    }
    GridRow row{{{name}}, {{limit, Tone::faint}}};
    row.cells.resize(grid_.columns.size(), {"-"});
    return grid_.rows.emplace_back(std::move(row));
  }
  Grid grid_;
};

Json limit_json(std::string const& name, std::string const& output, std::optional<double> const& below,
                std::optional<double> const& above) {
  return Json::object().set("name", name).set("output", output).set("below", Json(below)).set("above", Json(above));
}

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

}  // namespace

std::string format_estimate(Chance const& chance) {
  if (chance.of == 0) return "-";
  return fmt::format("{} of {}, {} ({} .. {})", chance.times, chance.of, percent(chance.share),
                     percent(chance.interval.low), percent(chance.interval.high));
}

std::string goals_text(std::vector<AnsweredScenario> const& scenarios) {
  std::string text;
  for (AnsweredScenario const& each : scenarios) {
    std::string const answered =
        goal_rows(each) + sums_text(each.answer) + guardrail_rows(each) + hard_rows(each.answer);
    if (!answered.empty()) text += each.name + "\n\n" + answered;
    if (!each.answer.why_not.empty()) text += fmt::format("{}: {}\n\n", each.name, each.answer.why_not);
  }
  if (text.empty()) return "";
  return text +
         "A replication is one trial. Chances: Wilson's score interval over replications; months that break a "
         "guardrail:\n"
         "Student's t over replications. Of chance only, inputs taken as known.\n";
}

std::vector<PageBlock> goals_compared_blocks(std::vector<AnsweredScenario> const& scenarios) {
  ComparedGoals goals("chance of meeting", scenarios);
  ComparedGoals guardrails("chance of breaking", scenarios);
  std::vector<std::pair<std::string, std::string>> said;
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    GoalsAnswer const& answer = scenarios[s].answer;
    for (GoalAnswer const& each : answer.goals)
      goals.set(std::string(2 * each.depth, ' ') + each.goal.name, target_of(each), s, each.met);
    for (GuardrailAnswer const& each : answer.guardrails)
      guardrails.set(each.guardrail.name, limit_of(each), s, each.breached);
    for (std::string const& line : sum_lines(answer)) add_said(said, line, scenarios[s].name);
    if (!answer.why_not.empty()) add_said(said, answer.why_not, scenarios[s].name);
  }
  std::vector<PageBlock> blocks;
  if (!goals.empty()) blocks.emplace_back(goals.grid());
  Items notes;
  for (auto const& [line, names] : said) notes.texts.push_back(names + ": " + line);
  if (!notes.texts.empty()) blocks.emplace_back(std::move(notes));
  if (!guardrails.empty()) blocks.emplace_back(guardrails.grid());
  return blocks;
}

Json to_json(Chance const& chance) {
  Json json = Json::object().set("times", chance.times).set("of", chance.of);
  if (chance.of == 0) return json.set("share", Json()).set("low", Json()).set("high", Json());
  return json.set("share", chance.share).set("low", chance.interval.low).set("high", chance.interval.high);
}

Json goals_json(GoalsAnswer const& answer) {
  Json goals = Json::array();
  for (GoalAnswer const& each : answer.goals) {
    Json goal = limit_json(each.goal.name, each.goal.output, each.goal.below, each.goal.above);
    goal.set("from", each.goal.from).set("to", Json(each.goal.to)).set("parent", each.goal.parent);
    goal.set("met", to_json(each.met)).set("value", to_json(each.value));
    if (!each.why_not.empty()) goal.set("why_not", each.why_not);
    goals.add(std::move(goal));
  }
  Json sums = Json::array();
  for (GoalSum const& each : answer.sums) {
    sums.add(Json::object()
                 .set("parent", each.parent)
                 .set("children", Json(each.children))
                 .set("finding", word(each.kind))
                 .set("gap", to_json(each.gap))
                 .set("target_gap", each.target_gap)
                 .set("children_met", each.children_met)
                 .set("parent_missed", each.parent_missed));
  }
  Json guardrails = Json::array();
  for (GuardrailAnswer const& each : answer.guardrails) {
    Json guardrail = limit_json(each.guardrail.name, each.guardrail.output, each.guardrail.below, each.guardrail.above);
    guardrail.set("breached", to_json(each.breached)).set("value", to_json(each.value));
    guardrail.set("months_breached", each.months ? to_json(*each.months) : Json());
    if (!each.why_not.empty()) guardrail.set("why_not", each.why_not);
    guardrails.add(std::move(guardrail));
  }
  Json hard = Json::array();
  for (Guardrail const& each : answer.hard) {
    hard.add(Json::object()
                 .set("name", each.name)
                 .set("silo", each.silo)
                 .set("spend_per_day", Json(each.spend))
                 .set("agents", Json(each.agents))
                 .set("parameter", each.parameter)
                 .set("least", Json(each.least))
                 .set("most", Json(each.most)));
  }
  Json all = Json::object();
  if (!answer.why_not.empty()) all.set("why_not", answer.why_not);
  return all.set("goals", std::move(goals))
      .set("guardrails", std::move(guardrails))
      .set("guardrails_on_decisions", std::move(hard))
      .set("sums", std::move(sums));
}

}  // namespace silowalk::inline report
