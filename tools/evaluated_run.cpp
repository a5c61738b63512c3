#include "tools/evaluated_run.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>

#include "engine/analysis/whatif/series_store.h"
#include "engine/base/complaint.h"
#include "engine/journey/check.h"
#include "tools/interrupt.h"
#include "tools/planned_run.h"
#include "tools/progress.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

std::vector<std::vector<NamedOutput>> outputs_of(Plan const& plan, std::vector<Model> const& models,
                                                 std::vector<std::string> const& names, Window const& window) {
  std::vector<std::vector<NamedOutput>> outputs;
  for (std::size_t i = 0; i < models.size(); ++i) {
    auto& each = outputs.emplace_back();
    OutputFrame const frame = frame_of(plan.scenarios[i].scenario, models[i].axes());
    for (std::string const& name : names) each.emplace_back(name, window, frame, "--output");
  }
  return outputs;
}

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

/// By way of the output file. False when it was stopped first.
bool keep_in_file(Plan const& plan, std::vector<Model> const& models, RunSettings const& settings) {
  PlannedRun const planned{plan, *settings.output, settings.threads, settings.force, settings.quiet};
  std::optional<ResultsFile> const earlier = find_earlier(planned);
  if (earlier && suffices(earlier->header(), plan)) return true;
  return run_and_write(planned, models, earlier ? &*earlier : nullptr).has_value();
}

void run_in_memory(Plan const& plan, std::vector<Model> const& models, RunSettings const& settings,
                   SeriesStore& store) {
  ProgressLine line(!settings.quiet);
  Interrupt const interrupt;
  RunOptions options;
  options.threads = settings.threads;
  options.stop = &interrupt.flag();
  options.progress = [&](Progress const& progress) { line.show(progress); };
  RunReport const report = run(plan, models, store, options);
  line.clear();
  if (!report.complete)
    throw RuntimeFailure("stopped, and nothing is kept: with -o OUT.h5 the same command would continue");
}

}  // namespace

void declare_run_settings(CommandLine& line) {
  line.options()("out,o", po::value<std::string>()->value_name("OUT.h5"),
                 "keep the simulations in a results file; what was interrupted is then continued, and what is there is "
                 "not run again")("replications", po::value<WholeNumber>()->value_name("N"),
                                  "histories of each scenario; default 100")(
      "seed", po::value<WholeNumber>()->value_name("N"), "of the random numbers; default: the scenario's")(
      "threads", po::value<WholeNumber>()->value_name("N"), "default: as many as this process may use")(
      "force", "overwrite OUT.h5, and discard parts of another run beside it")("quiet,q", "no progress")(
      "json", "as JSON, for programs");
}

RunSettings read_run_settings(CommandLine const& line) {
  RunSettings settings;
  if (line.has("out")) settings.output = line.get<std::string>("out");
  settings.replications = static_cast<std::uint32_t>(bounded_number(line, "replications", 100, 2, 10'000'000));
  if (line.has("seed")) settings.seed = line.get<WholeNumber>("seed").value;
  settings.threads = requested_threads(line);
  settings.force = line.has("force");
  settings.json = line.has("json");
  settings.quiet = line.has("quiet");
  return settings;
}

std::string requested_measure(CommandLine const& line) {
  Arguments const known{"value_at_close", "value", "margin", "revenue", "customers", "lifetime_value"};
  if (!line.has("output")) return known.front();
  std::string const& name = line.get<std::string>("output");
  if (std::find(known.begin(), known.end(), name) != known.end()) return name;
  std::string all;
  for (std::string const& each : known) all += (all.empty() ? "" : ", ") + each;
  std::string const guess = nearest(name, known);
  throw UsageError(fmt::format("--output {}: it is one of which more is better: {}{}", name, all,
                               guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess)));
}

void refuse_unsound(Scenario const& scenario) {
  std::vector<Complaint> errors = check_journey(scenario);
  std::erase_if(errors, [](Complaint const& each) { return each.severity == Complaint::Severity::warning; });
  if (!errors.empty()) throw InvalidInput(errors);
}

std::optional<EvaluatedRun> run_and_evaluate(Plan const& plan, RunSettings const& settings,
                                             std::vector<std::string> const& names, Window const& window) {
  std::vector<Model> models;
  for (PlannedScenario const& each : plan.scenarios) models.emplace_back(each.scenario);
  EvaluatedRun result;
  result.outputs = outputs_of(plan, models, names, window);
  result.assumptions = models.front().assumptions();
  if (!settings.output) {
    SeriesStore store(result.outputs, plan.replications);
    run_in_memory(plan, models, settings, store);
    result.series = store.take();
    return result;
  }
  if (!keep_in_file(plan, models, settings)) return std::nullopt;
  result.series = read_series(ResultsFile(*settings.output), result.outputs, plan.replications);
  return result;
}

}  // namespace silowalk::inline tools
