#include <fmt/core.h>

#include "engine/archive/read_results.h"
#include "engine/experiment/run_to_file.h"
#include "engine/report/results/drift_report.h"
#include "engine/report/results/outputs_report.h"
#include "engine/report/results/run_report.h"
#include "tools/exit_code.h"
#include "tools/run_request.h"
#include "tools/run_terminal.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

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
  for (std::string const& each : format_imprecise(outcome)) fmt::print(stderr, "{}\n", each);
  if (!quiet || json) show_results(request, json, format_run(outcome, request.output));
  return exit_ok;
}

}  // namespace silowalk::inline tools
