#include "engine/report/strategy/goals_report.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/report/cells.h"
#include "engine/report/scenario_parts.h"
#include "engine/report/strategy/goal_words.h"
#include "engine/report/wait_note.h"

namespace silowalk::inline report {
namespace {

// Two reasons why there is no number: the output does not exist, or it is not defined.
constexpr char const* not_defined = "its output is not defined in any replication";

/// Returns "8 of 10": how often a target was met.
std::string met_in(Chance const& chance) { return std::to_string(chance.times) + " of " + std::to_string(chance.of); }

/// Returns whether a goal could be judged in some replication.
bool is_answered(GoalAnswer const& each) { return each.output && each.met.of > 0; }
/// Returns whether a guardrail could be judged in some replication.
bool is_answered(GuardrailAnswer const& each) { return each.output && each.breached.of > 0; }

/// Returns goals in the order of their tree. Targets are notes under their row, since notes are never cut.
Grid goals_grid(AnsweredScenario const& scenario) {
  Grid grid{{scenario_column(),
             {"goal"},
             {"target", false, false, true},
             {"mean", true, true},
             {"chance of meeting it", true, true},
             {"met in", true, true}},
            {},
            true};
  for (GoalAnswer const& each : scenario.answer.goals) {
    GridRow& row = grid.rows.emplace_back(GridRow{{{scenario.name}, {format_indented(each)}, {format_target(each)}},
                                                  {{format_target(each), Tone::faint}}});
    if (is_answered(each)) {
      row.cells.insert(row.cells.end(),
                       {mean_cell(each.value, *each.output), chance_cell(each.met), {met_in(each.met)}});
    } else {
      row.cells.insert(row.cells.end(), 3, GridCell{"-"});
      row.notes.push_back({each.output ? not_defined : each.why_not});
    }
  }
  return grid;
}

/// Returns the share of months.
GridCell months_cell(std::optional<Estimate> const& months) {
  if (!months || !months->mean) return {"-"};
  return estimate_cell(*months, OutputKind::share, "");
}

/// Returns guardrails on outcomes, with how often they were broken.
Grid guardrails_grid(AnsweredScenario const& scenario) {
  Grid grid{{scenario_column(),
             {"guardrail"},
             {"limit", false, false, true},
             {"mean", true, true},
             {"chance of breaking it", true, true},
             {"months that break it", true, true}},
            {},
            true};
  for (GuardrailAnswer const& each : scenario.answer.guardrails) {
    GridRow& row = grid.rows.emplace_back(
        GridRow{{{scenario.name}, {each.guardrail.name}, {format_limit(each)}}, {{format_limit(each), Tone::faint}}});
    if (is_answered(each)) {
      row.cells.insert(row.cells.end(),
                       {mean_cell(each.value, *each.output), chance_cell(each.breached), months_cell(each.months)});
    } else {
      row.cells.insert(row.cells.end(), 3, GridCell{"-"});
      row.notes.push_back({each.output ? not_defined : each.why_not});
    }
  }
  return grid;
}

/// Returns guardrails on decisions. They have no probability: what would break one is not begun.
Grid decisions_grid(AnsweredScenario const& scenario) {
  Grid grid{
      {scenario_column(), {"guardrail on decisions"}, {"limit", false, true}, {"broken in", true, true}}, {}, true};
  for (Guardrail const& each : scenario.answer.hard)
    grid.rows.push_back({{{scenario.name}, {each.name}, {format_limit(each, scenario.answer.currency)}, {"none can"}}});
  return grid;
}

/// Adds the table unless it is empty.
void add_if_any(Page& page, Grid grid) {
  if (!grid.rows.empty()) page.blocks.emplace_back(std::move(grid));
}

/// Returns which goals are more likely met than missed, more likely missed, or undecided. A goal is undecided where the
/// interval of its probability contains one half.
std::string finding(GoalsAnswer const& answer) {
  std::vector<std::string> likely, unlikely, undecided;
  for (GoalAnswer const& each : answer.goals) {
    if (!is_answered(each)) continue;
    bool const clear = each.met.interval.low > 0.5 || each.met.interval.high < 0.5;
    (!clear ? undecided : each.met.share > 0.5 ? likely : unlikely).push_back(each.goal.name);
  }
  return "More likely met than missed: " + base::joined(likely, ", ", "none") +
         ". More likely missed: " + base::joined(unlikely, ", ", "none") +
         ". Undecided: " + base::joined(undecided, ", ", "none") + ".";
}

/// Returns one scenario's page.
Page page_of(AnsweredScenario const& scenario) {
  GoalsAnswer const& answer = scenario.answer;
  Page page{scenario.name, {}};
  if (!answer.goals.empty()) page.blocks.emplace_back(Paragraph{finding(answer), Tone::strong});
  add_if_any(page, goals_grid(scenario));
  std::vector<std::string> sums = format_sums(answer);
  if (!sums.empty()) page.blocks.emplace_back(Items{std::move(sums)});
  add_if_any(page, guardrails_grid(scenario));
  add_if_any(page, decisions_grid(scenario));
  if (!answer.hard.empty())
    page.blocks.emplace_back(
        Paragraph{"Work that would break a guardrail on decisions is not begun; `--commitments` counts it."});
  return page;
}

/// Returns the clocks of the waits among goals and guardrails.
WaitClocks waits_of(std::vector<AnsweredScenario> const& scenarios) {
  WaitClocks waits;
  for (AnsweredScenario const& each : scenarios) waits.add(each.answer);
  return waits;
}

/// Explains the intervals.
constexpr char const* note =
    "A replication is one trial. Probabilities: Wilson's score interval over replications; months that break a "
    "guardrail: Student's t over replications. Intervals cover chance only; inputs are taken as known.";

}  // namespace

Report goals_report(std::vector<AnsweredScenario> const& scenarios) {
  std::vector<ScenarioPart> parts;
  for (AnsweredScenario const& each : scenarios)
    parts.push_back({each.name, page_of({each.name, titled(each.answer, each.titles)}), goals_json(each.answer)});
  return report_of(std::move(parts), "Goals and guardrails", {std::string(note) + also(waits_of(scenarios))},
                   "The scenario has no [goal] and no [guardrail].");
}

}  // namespace silowalk::inline report
