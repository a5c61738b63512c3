#include <fmt/core.h>

#include <optional>

#include "engine/archive/read_results.h"
#include "engine/experiment/run.h"
#include "engine/report/drift_report.h"
#include "engine/report/outputs_report.h"
#include "engine/simulation/walk/simulate.h"
#include "tools/exit_code.h"
#include "tools/planned_run.h"
#include "tools/run_request.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

std::vector<Model> make_models(RunRequest const& request) {
  std::vector<Model> models;
  for (PlannedScenario const& each : request.plan.scenarios) {
    models.emplace_back(each.scenario);
    OutputFrame const frame = frame_of(each.scenario, models.back().axes());
    for (std::string const& name : request.outputs) NamedOutput(name, {}, frame, "--output");  // throws where unknown
  }
  return models;
}

void say_precision(RunReport const& report, Plan const& plan) {
  for (PrecisionFinding const& each : report.precision) {
    if (each.verdict.reached) continue;
    fmt::print(stderr, "{}: {} is not known as well as asked after {} replications\n",
               plan.scenarios[static_cast<std::size_t>(each.scenario)].name, each.output, report.replications);
  }
}

void show_results(RunRequest const& request, std::string const& opening) {
  if (request.quiet && !request.json) return;
  ResultsFile const file(request.output);
  OutputChoice choice;
  choice.outputs = request.outputs;
  std::vector<ShownScenario> const shown = estimate_outputs(file, choice);
  if (request.json) {
    write_text("", to_json(shown).text() + "\n", false);
    return;
  }
  std::string text = opening + to_text(shown, choice.window) + "\n";
  for (std::size_t i = 0; i < file.header().scenarios.size(); ++i) {
    std::string const drift = drift_text(file, i);
    if (!drift.empty()) text += file.header().scenarios[i].name + "\n\n" + drift;
  }
  text += fmt::format("{}  {}\n", file.header().digest.hex(), request.output);
  write_text("", text, false);
}

}  // namespace

int run_run(Arguments const& arguments) {
  CommandLine line = run_command_line();
  if (!line.parse(arguments)) return exit_ok;
  RunRequest const request = read_request(line);
  std::vector<Model> const models = make_models(request);
  PlannedRun const planned{request.plan, request.output, request.threads, request.force, request.quiet};
  std::optional<ResultsFile> earlier = find_earlier(planned);
  if (earlier && suffices(earlier->header(), request.plan)) {
    earlier.reset();
    show_results(request, fmt::format("'{}' has this run already: nothing to do.\n\n", request.output));
    return exit_ok;
  }
  if (!request.quiet && !request.json) write_text("", assumptions_text(request.plan, models), false);
  std::optional<RunReport> const report = run_and_write(planned, models, earlier ? &*earlier : nullptr);
  if (!report) return exit_interrupted;
  say_precision(*report, request.plan);
  earlier.reset();
  Progress const& done = report->progress;
  show_results(request, done.blocks_reused == 0 ? ""
                                                : fmt::format("{} of {} blocks of replications were there already.\n\n",
                                                              done.blocks_reused, done.blocks_done));
  return exit_ok;
}

}  // namespace silowalk::inline tools
