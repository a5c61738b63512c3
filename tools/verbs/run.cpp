#include <fmt/core.h>

#include <optional>

#include "engine/archive/read_results.h"
#include "engine/experiment/run_to_file.h"
#include "engine/report/drift_report.h"
#include "engine/report/outputs_report.h"
#include "tools/exit_code.h"
#include "tools/run_request.h"
#include "tools/run_terminal.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

void say_precision(RunReport const& report, Plan const& plan) {
  for (PrecisionFinding const& each : report.precision) {
    if (each.verdict.reached) continue;
    fmt::print(stderr, "{}: {} is not known as well as asked after {} replications\n",
               plan.scenarios[static_cast<std::size_t>(each.scenario)].name, each.output, report.replications);
  }
}

std::string assumptions_text(RunOutcome const& outcome) {
  std::string text;
  for (std::size_t i = 0; i < outcome.assumptions.size(); ++i) {
    if (outcome.assumptions[i].empty()) continue;
    text += fmt::format("{} takes for granted:\n", outcome.plan.scenarios[i].name);
    for (std::string const& each : outcome.assumptions[i]) text += fmt::format("  - {}\n", each);
    text += "\n";
  }
  return text;
}

std::string opening_of(RunOutcome const& outcome, std::string const& output) {
  if (outcome.already_there) return fmt::format("'{}' has this run already: nothing to do.\n\n", output);
  Progress const& done = outcome.report.progress;
  return assumptions_text(outcome) + (done.blocks_reused == 0
                                          ? ""
                                          : fmt::format("{} of {} blocks of replications were there already.\n\n",
                                                        done.blocks_reused, done.blocks_done));
}

void show_results(RunRequest const& request, bool json, std::string const& opening) {
  ResultsFile const file(request.output);
  OutputChoice choice;
  choice.outputs = request.outputs;
  std::vector<ShownScenario> const shown = estimate_outputs(file, choice);
  if (json) {
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
  bool const quiet = line.has("quiet");
  bool const json = line.has("json");
  RunRequest const request = read_request(line);
  RunOutcome const outcome = [&] {
    RunTerminal terminal(!quiet);
    return run_to_file(request, terminal.options(requested_threads(line)));
  }();
  if (outcome.stopped) {
    print_stopped(*outcome.stopped);
    return exit_interrupted;
  }
  say_precision(outcome.report, outcome.plan);
  if (!quiet || json) show_results(request, json, opening_of(outcome, request.output));
  return exit_ok;
}

}  // namespace silowalk::inline tools
