#include "engine/analysis/whatif/evaluate_plan.h"

#include <algorithm>
#include <filesystem>

#include "engine/analysis/whatif/series_store.h"
#include "engine/archive/read_results.h"
#include "engine/base/complaint.h"

namespace silowalk::inline analysis {
namespace {

/// Returns the outputs by scenario. Throws InvalidInput where one does not exist.
std::vector<std::vector<NamedOutput>> outputs_of(Plan const& plan, std::vector<Model> const& models,
                                                 std::vector<std::string> const& names, Window const& window) {
  std::vector<std::vector<NamedOutput>> outputs;
  for (std::size_t i = 0; i < models.size(); ++i) {
    auto& each = outputs.emplace_back();
    OutputFrame const frame = frame_of(plan.scenarios[i].scenario, models[i].axes());
    for (std::string const& name : names) each.emplace_back(name, window, frame, "--measure");
  }
  return outputs;
}

/// Returns the values of the plan's replications. The file has the plan's scenarios in the plan's order, and may have
/// more replications of an earlier run.
std::vector<std::vector<Series>> read_series(ResultsFile const& file,
                                             std::vector<std::vector<NamedOutput>> const& outputs,
                                             std::uint32_t replications) {
  std::vector<std::vector<Series>> all;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    all.push_back(file.evaluate(i, outputs[i]));
    for (Series& series : all.back()) series.resize(std::min<std::size_t>(series.size(), replications));
  }
  return all;
}

/// Runs without a file and returns the values. Tallies are dropped block by block; only the series are kept. Throws
/// RuntimeFailure where the run was stopped.
std::vector<std::vector<Series>> run_in_memory(Plan const& plan, std::vector<Model> const& models,
                                               std::vector<std::vector<NamedOutput>> const& outputs,
                                               RunOptions const& options) {
  SeriesStore store(plan, outputs);
  if (!run(plan, models, store, options).complete)
    throw RuntimeFailure("stopped, and nothing is kept; with --keep FILE.h5, the same command continues");
  return store.take();
}

/// Returns whether to overwrite the results file. One of the same plan is kept: it can hold hours of simulation.
bool must_overwrite(Plan const& plan, KeptIn const& kept) {
  if (!kept.force || !std::filesystem::exists(*kept.output)) return kept.force;
  try {
    return ResultsFile(*kept.output).header().plan != plan.digest();
  } catch (RuntimeFailure const&) {
    return true;
  }
}

}  // namespace

std::variant<EvaluatedRun, StoppedRun> evaluate_plan(Plan const& plan, KeptIn const& kept,
                                                     std::vector<std::string> const& names, Window const& window,
                                                     RunOptions const& options) {
  // All models are compiled, and all names resolved, before anything runs.
  std::vector<Model> models;
  for (PlannedScenario const& each : plan.scenarios) models.emplace_back(each.scenario);
  EvaluatedRun result;
  result.outputs = outputs_of(plan, models, names, window);
  result.assumptions = models.front().assumptions();
  if (!kept.output) {
    result.series = run_in_memory(plan, models, result.outputs, options);
    return result;
  }
  RunOutcome outcome = run_to_file(plan, *kept.output, must_overwrite(plan, kept), options);
  if (outcome.stopped) return *outcome.stopped;
  result.series = read_series(ResultsFile(*kept.output), result.outputs, plan.replications);
  return result;
}

}  // namespace silowalk::inline analysis
