#include "tools/shown_outputs.h"

#include <fmt/core.h>

#include <cmath>
#include <map>

#include "engine/base/complaint.h"
#include "engine/report/table.h"
#include "engine/statistics/wording.h"
#include "tools/options.h"

namespace silowalk::inline tools {
namespace {

std::vector<std::string> const& members_of(TallyAxes const& axes, OutputOf of) {
  if (of == OutputOf::touchpoint) return axes.touchpoints;
  return of == OutputOf::silo ? axes.silos : axes.segments;
}

std::string_view word_of(OutputOf of) {
  if (of == OutputOf::touchpoint) return "touchpoint";
  return of == OutputOf::silo ? "silo" : "segment";
}

std::vector<std::string> outputs_of_all(OutputOf of, bool windowed) {
  std::vector<std::string> names;
  for (OutputDefinition const& each : output_table(of)) {
    if (each.listed && (each.percentile == 0 || !windowed)) names.emplace_back(each.name);
  }
  return names;
}

Json to_json(ShownOutput const& shown) {
  Estimate const& estimate = shown.estimate;
  Json quantiles = Json::object();
  for (std::size_t i = 0; i < estimate_quantiles.size(); ++i) {
    quantiles.set(fmt::format("{:.2f}", estimate_quantiles[i]), Json(estimate.quantiles[i]));
  }
  return Json::object()
      .set("high", Json(estimate.high))
      .set("left_out", estimate.left_out)
      .set("low", Json(estimate.low))
      .set("mean", Json(estimate.mean))
      .set("quantiles", std::move(quantiles))
      .set("replications", estimate.replications)
      .set("standard_error", Json(estimate.standard_error))
      .set("unit", shown.output.unit());
}

std::vector<std::string> row_of(ShownOutput const& shown) {
  auto const say = [&](std::optional<double> const& value) { return value ? worded(*value, shown.output) : "-"; };
  Estimate const& estimate = shown.estimate;
  std::string const interval = estimate.low ? say(estimate.low) + " .. " + say(estimate.high) : "-";
  return {shown.output.name(), say(estimate.mean), interval,
          estimate.left_out > 0 ? fmt::format("{} (not defined in {})", estimate.replications, estimate.left_out)
                                : std::to_string(estimate.replications)};
}

/// A share of replications gets Wilson's score interval, which stays within 0 and 1 and is no point at either end.
Estimate estimate_of(NamedOutput const& output, Series const& series) {
  Estimate found = estimate(series);
  if (!output.is_chance() || found.replications == 0) return found;
  auto const times = static_cast<int>(std::lround(*found.mean * found.replications));
  Interval const interval = wilson_interval(times, found.replications);
  found.low = interval.low;
  found.high = interval.high;
  return found;
}

}  // namespace

OutputOf parse_by(std::string const& word) {
  for (OutputOf const of : {OutputOf::segment, OutputOf::silo, OutputOf::touchpoint}) {
    if (word == word_of(of)) return of;
  }
  std::string const guess = nearest(word, {"segment", "silo", "touchpoint"});
  throw UsageError(fmt::format("--by {}: it is segment, silo or touchpoint{}", word,
                               guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess)));
}

std::vector<std::string> chosen_names(OutputChoice const& choice, OutputFrame const& frame) {
  if (!choice.by) return choice.outputs.empty() ? outputs_of_all(OutputOf::company, false) : choice.outputs;
  bool const windowed = choice.window.from != 0 || choice.window.to.value_or(frame.axes.months) != frame.axes.months;
  std::vector<std::string> const outputs =
      choice.outputs.empty() ? outputs_of_all(*choice.by, windowed) : choice.outputs;
  std::vector<std::string> names;
  for (std::string const& member : members_of(frame.axes, *choice.by)) {
    if (member.starts_with('(')) continue;
    for (std::string const& output : outputs) {
      if (output.find('.') == std::string::npos)
        names.push_back(fmt::format("{}.{}.{}", word_of(*choice.by), member, output));
    }
  }
  for (std::string const& output : outputs) {
    if (output.find('.') != std::string::npos) names.push_back(output);
  }
  return names;
}

std::vector<ShownScenario> estimate_outputs(ResultsFile const& file, OutputChoice const& choice) {
  std::vector<ShownScenario> shown;
  auto const& scenarios = file.header().scenarios;
  std::size_t const first = choice.scenario ? file.scenario_named(*choice.scenario) : 0;
  std::size_t const last = choice.scenario ? first + 1 : scenarios.size();
  for (std::size_t i = first; i < last; ++i) {
    OutputFrame const& frame = scenarios[i].frame;
    std::vector<NamedOutput> outputs;
    for (std::string const& name : chosen_names(choice, frame)) {
      outputs.emplace_back(name, choice.window, frame, "--output");
    }
    std::vector<Series> const series = file.evaluate(i, outputs);
    ShownScenario& one =
        shown.emplace_back(ShownScenario{scenarios[i].name, scenarios[i].replications, frame.axes.months, {}});
    for (std::size_t k = 0; k < outputs.size(); ++k)
      one.outputs.push_back({outputs[k], estimate_of(outputs[k], series[k])});
  }
  return shown;
}

Json to_json(std::vector<ShownScenario> const& scenarios) {
  std::map<std::string, Json> sorted;
  for (ShownScenario const& scenario : scenarios) {
    std::map<std::string, Json> outputs;
    for (ShownOutput const& each : scenario.outputs) outputs.emplace(each.output.name(), to_json(each));
    Json& object = sorted.emplace(scenario.name, Json::object()).first->second;
    for (auto& [name, json] : outputs) object.set(name, std::move(json));
  }
  Json all = Json::object();
  for (auto& [name, json] : sorted) all.set(name, std::move(json));
  return Json::object().set("scenarios", std::move(all));
}

std::string to_text(std::vector<ShownScenario> const& scenarios, Window const& window) {
  std::string text;
  bool chances = false;
  for (ShownScenario const& scenario : scenarios) {
    text += fmt::format("{}: {} replication{}, months {} to {}\n\n", scenario.name, scenario.replications,
                        scenario.replications == 1 ? "" : "s", window.from, window.to.value_or(scenario.months));
    Table table({"output", "mean", "95 % interval", "replications"});
    for (ShownOutput const& each : scenario.outputs) {
      table.add(row_of(each));
      chances = chances || each.output.is_chance();
    }
    text += table.text() + "\n";
  }
  return text +
         "Intervals: Student's t over replications, 95 %; of chance only, inputs taken as known. A ratio is formed in\n"
         "each replication, then averaged. A segment's cost, margin and value are before overhead.\n" +
         (chances ? "Shares of replications have Wilson's score interval.\n" : "");
}

}  // namespace silowalk::inline tools
