
#include "engine/archive/read_results.h"
#include "engine/experiment/run_to_file.h"
#include "engine/report/results/run_report.h"
#include "tools/exit_code.h"
#include "tools/output.h"
#include "tools/run_request.h"
#include "tools/run_terminal.h"
#include "tools/standard_streams.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {

/// Runs `silowalk run`. Returns exit_interrupted where the run was stopped; the same command continues it.
int run_run(Arguments const& arguments) {
  CommandLine line = run_command_line();
  if (!line.parse(arguments)) return exit_ok;
  bool const quiet = line.has("quiet");
  OutputRequest const answer = read_format_request(line);
  RunRequest const request = read_request(line);
  // The terminal is destroyed before anything else is printed: it erases the progress line and restores the signals.
  RunOutcome const outcome = [&] {
    RunTerminal terminal(!quiet);
    return run_to_file(request, terminal.options(requested_threads(line)));
  }();
  if (outcome.stopped) {
    say(format_stopped(*outcome.stopped) + "\n");
    return exit_interrupted;
  }
  for (std::string const& each : format_imprecise(outcome)) say(each + "\n");
  if (quiet && answer.format == Format::text) return exit_ok;
  OutputChoice choice;
  choice.outputs = request.outputs;
  write_report(run_report(outcome, ResultsFile(request.output), request.output, choice, answer.format), answer);
  return exit_ok;
}

}  // namespace silowalk::inline tools
