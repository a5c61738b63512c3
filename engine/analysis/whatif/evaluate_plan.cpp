#include "engine/analysis/whatif/evaluate_plan.h"

#include <fmt/core.h>

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

/// Shortens all series to the replications that every one has, and notes their number.
void keep_common(EvaluatedRun& result, std::uint32_t replications) {
  result.replications = replications;
  for (std::vector<Series>& scenario : result.series)
    for (Series& series : scenario) series.resize(replications);
}

/// Takes the values of the plan's replications from the file, which has the plan's scenarios in the plan's order. It
/// has more replications where an earlier run had, and fewer where the time was over.
void read_series(ResultsFile const& file, std::uint32_t replications, EvaluatedRun& result) {
  for (std::size_t i = 0; i < result.outputs.size(); ++i) {
    result.series.push_back(file.evaluate(i, result.outputs[i]));
    replications = std::min(replications, file.header().scenarios[i].replications);
  }
  keep_common(result, replications);
}

/// Runs without a file and takes the values. Tallies are dropped replication by replication; only the series are kept.
/// Returns whether the time was over. Throws RuntimeFailure where the run was stopped otherwise.
bool run_in_memory(Plan plan, std::vector<Model> const& models, RunOptions const& options, EvaluatedRun& result) {
  // Nothing is stored, so that a block may be a single replication: the fewest are lost when the time is over.
  plan.block_size = 1;
  SeriesStore store(plan, result.outputs);
  RunReport const report = run(plan, models, store, options);
  if (!report.complete && !report.time_over)
    throw RuntimeFailure("stopped, and nothing is kept; with --keep FILE.h5, the same command continues");
  result.series = store.take();
  keep_common(result, report.replications);
  return report.time_over;
}

/// Returns the file of the question's part.
std::string path_of(KeptIn const& kept) {
  std::filesystem::path path(*kept.output);
  if (kept.part.empty()) return path.string();
  return path.replace_filename(fmt::format("{}-{}{}", path.stem().string(), kept.part, path.extension().string()))
      .string();
}

/// Returns whether the results file is to be overwritten. `force` can be meant for the report file, and then it must
/// not discard hours of simulation. A file that cannot be read is overwritten by force alone.
bool must_overwrite(Plan const& plan, KeptIn const& kept, std::string const& path) {
  if (!std::filesystem::exists(path)) return kept.force;
  try {
    ResultsHeader const header = ResultsFile(path).header();
    if (header.plan == plan.digest()) return false;
    bool const same_company = header.seed == plan.seed && header.scenarios.size() == plan.scenarios.size() &&
                              header.scenarios.front().digest == plan.scenarios.front().digest;
    return kept.force || (!kept.part.empty() && same_company);
  } catch (RuntimeFailure const&) {
    return kept.force;
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
  bool time_over = false;
  if (kept.output) {
    std::string const path = path_of(kept);
    RunOutcome const outcome = run_to_file(plan, path, must_overwrite(plan, kept, path), options);
    if (outcome.stopped) return *outcome.stopped;
    time_over = outcome.report.time_over;
    read_series(ResultsFile(path), plan.replications, result);
  } else {
    time_over = run_in_memory(plan, models, options, result);
  }
  if (time_over) result.stopped_after = options.limit->days;
  return result;
}

}  // namespace silowalk::inline analysis
