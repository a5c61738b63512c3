#include "engine/analysis/results/outputs.h"
#include "engine/statistics/quantity_range.h"

#include <fmt/core.h>

#include <cmath>
#include <numeric>

namespace silowalk::inline analysis {
namespace {

/// Returns the names along an axis, pseudo members included.
std::vector<std::string> const& members_of(TallyAxes const& axes, OutputOf of) {
  if (of == OutputOf::touchpoint) return axes.touchpoints;
  return of == OutputOf::silo ? axes.silos : axes.segments;
}

/// Returns the first word of an output of this kind.
std::string_view word_of(OutputOf of) {
  if (of == OutputOf::touchpoint) return "touchpoint";
  return of == OutputOf::silo ? "silo" : "segment";
}

/// Returns the listed outputs of a kind. `windowed`: without percentiles, which have no window.
std::vector<std::string> outputs_of_all(OutputOf of, bool windowed) {
  std::vector<std::string> names;
  for (OutputDefinition const& each : output_table(of)) {
    if (each.listed && (each.percentile == 0 || !windowed)) names.emplace_back(each.name);
  }
  return names;
}

/// Returns the estimate. The interval is cut to the range of the output. A share of replications gets Wilson's score
/// interval, which stays within 0 and 1 and is no point at either end.
Estimate estimate_of(NamedOutput const& output, Series const& series) {
  Estimate found = within_range(estimate(series), output);
  if (!output.is_chance() || found.replications == 0) return found;
  auto const times = static_cast<int>(std::lround(*found.mean * found.replications));
  Interval const interval = wilson_interval(times, found.replications);
  found.low = interval.low;
  found.high = interval.high;
  return found;
}

/// Returns whether a name is complete: outputs of a member have dots.
bool has_dot(std::string const& name) { return name.find('.') != std::string::npos; }

}  // namespace

std::vector<std::string> chosen_names(OutputChoice const& choice, OutputFrame const& frame) {
  if (!choice.by) return choice.outputs.empty() ? outputs_of_all(OutputOf::company, false) : choice.outputs;
  // The whole horizon, written out, is no window.
  bool const windowed = choice.window.from != 0 || choice.window.to.value_or(frame.axes.months) != frame.axes.months;
  std::vector<std::string> const outputs =
      choice.outputs.empty() ? outputs_of_all(*choice.by, windowed) : choice.outputs;
  std::vector<std::string> names;
  for (std::string const& member : members_of(frame.axes, *choice.by)) {
    if (member.starts_with('(')) continue;
    for (std::string const& output : outputs) {
      if (!has_dot(output)) names.push_back(fmt::format("{}.{}.{}", word_of(*choice.by), member, output));
    }
  }
  // Complete names are shown once, not for each member.
  for (std::string const& output : outputs) {
    if (has_dot(output)) names.push_back(output);
  }
  return names;
}

std::vector<std::size_t> chosen_scenarios(ResultsFile const& file, std::optional<std::string> const& name) {
  if (name) return {file.scenario_named(*name)};
  std::vector<std::size_t> all(file.header().scenarios.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

std::vector<ShownScenario> estimate_outputs(ResultsFile const& file, OutputChoice const& choice,
                                            std::string const& origin) {
  std::vector<ShownScenario> shown;
  for (std::size_t const i : chosen_scenarios(file, choice.scenario)) {
    ScenarioResults const& results = file.header().scenarios[i];
    std::vector<NamedOutput> outputs;
    for (std::string const& name : chosen_names(choice, results.frame))
      outputs.emplace_back(name, choice.window, results.frame, origin);
    std::vector<Series> const series = file.evaluate(i, outputs);
    ShownScenario& one =
        shown.emplace_back(ShownScenario{results.name, results.replications, results.frame.axes.months, {}});
    for (std::size_t k = 0; k < outputs.size(); ++k)
      one.outputs.push_back({outputs[k], estimate_of(outputs[k], series[k])});
  }
  return shown;
}

}  // namespace silowalk::inline analysis
