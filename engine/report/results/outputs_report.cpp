#include "engine/report/results/outputs_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "engine/base/text.h"
#include "engine/report/cells.h"
#include "engine/report/scenario_parts.h"
#include "engine/report/wait_note.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

/// Returns an estimate with its quantiles and unit, in base units.
Json to_json(ShownOutput const& shown) {
  Estimate const& estimate = shown.estimate;
  Json quantiles = Json::object();
  for (std::size_t i = 0; i < estimate_quantiles.size(); ++i)
    quantiles.set(fmt::format("{:.2f}", estimate_quantiles[i]), Json(estimate.quantiles[i]));
  return to_json(estimate).set("quantiles", std::move(quantiles)).set("unit", shown.output.unit());
}

/// Returns {OUTPUT: {...}}, keys sorted.
Json to_json(ShownScenario const& scenario) {
  Json json = Json::object();
  std::set<std::string> written;
  for (ShownOutput const& each : scenario.outputs) {
    if (written.insert(each.output.name()).second) json.set(each.output.name(), to_json(each));
  }
  return json;
}

/// Returns the number of replications, and in how many the output is not defined.
GridCell replications_cell(Estimate const& estimate) {
  std::string text = std::to_string(estimate.replications);
  if (estimate.left_out > 0) text += fmt::format(" (not defined in {})", estimate.left_out);
  return {std::move(text), Tone::plain, std::nullopt, static_cast<double>(estimate.replications)};
}

/// Returns a row for each output. The unit is a column of CSV only: texts have it already.
Grid outputs_grid(ShownScenario const& scenario, Titles const& titles) {
  Grid grid{
      {scenario_column(), {"output"}, {"mean", true, true}, {"unit", false, false, true}, {"replications", true, true}},
      {},
      true};
  for (ShownOutput const& each : scenario.outputs) {
    grid.rows.push_back({{{scenario.name},
                          GridCell{titles.path(each.output.name())},
                          estimate_cell(each.estimate, each.output),
                          {each.output.unit()},
                          replications_cell(each.estimate)}});
  }
  return grid;
}

/// Returns whether an output is a share of replications.
bool has_chance(ShownScenario const& scenario) {
  return std::any_of(scenario.outputs.begin(), scenario.outputs.end(),
                     [](ShownOutput const& each) { return each.output.is_chance(); });
}

/// Returns the note on intervals, and on shares and waits where some output needs it.
std::string note(std::vector<ShownScenario> const& scenarios) {
  std::string text =
      "Intervals: Student's t over replications, 95 %; of chance only, inputs taken as known. A ratio is formed in "
      "each "
      "replication, then averaged. A segment's cost, margin and value are before overhead.";
  if (std::any_of(scenarios.begin(), scenarios.end(), has_chance))
    text += " Shares of replications have Wilson's score interval.";
  WaitClocks waits;
  for (ShownScenario const& scenario : scenarios)
    for (ShownOutput const& each : scenario.outputs) waits.add(each.output);
  return text + also(waits);
}

/// Returns {"scenarios": {NAME: {...}}}, keys sorted.
Json to_json(std::vector<ShownScenario> const& scenarios) {
  Json all = Json::object();
  for (ShownScenario const& each : scenarios) all.set(each.name, to_json(each));
  return Json::object().set("scenarios", std::move(all));
}

}  // namespace

Report outputs_report(std::vector<ShownScenario> const& scenarios, Window const& window,
                      std::vector<Titles> const& titles) {
  std::vector<ScenarioPart> parts;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    ShownScenario const& each = scenarios[i];
    std::string const title = fmt::format("{}: {}, months {} to {}", each.name, replications_text(each.replications),
                                          window.from, window.to.value_or(each.months));
    parts.push_back(
        {each.name, {title, {outputs_grid(each, i < titles.size() ? titles[i] : Titles())}}, to_json(each)});
  }
  Report report = report_of(std::move(parts), "Outputs", {note(scenarios)}, "The file has no scenario.");
  report.json = to_json(scenarios);
  return report;
}

}  // namespace silowalk::inline report
