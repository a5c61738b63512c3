#include "engine/analysis/whatif/money_answer.h"
#include "engine/report/whatif/money_report.h"
#include "tools/evaluated_run.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

/// Returns the command line of the verb with all options declared, before parsing.
CommandLine money_command_line() {
  CommandLine line(
      {"silowalk money FILE [--measure NAME] [--keep FILE.h5] [--replications N] [--time TIME]\n"
       "       [--set PATH=VALUE ...] [--format text|md|html|json|csv] [-o FILE]",
       "Reports what one unit more and one unit less is worth at every touchpoint (quality: 0.1 log-odds of success)\n"
       "and at every silo (one agent), with common random numbers.\n"
       "From these values it suggests how to reallocate the agents, their number unchanged. It reports the predicted\n"
       "gain, and the gain in a new simulation.\n"
       "It also simulates each initiative alone and compares its owner's own score with the company's result. This\n"
       "shows work that is good for its owner and bad for the company.",
       "  silowalk money company.toml --time 2min\n"
       "  silowalk money company.toml --replications 400 --keep money.h5 --measure customers -o money.md"});
  declare_scenario_options(line);
  declare_measure(line);
  declare_run_settings(line);
  declare_output_options(line);
  return line;
}

}  // namespace

/// Runs `silowalk money`. Returns exit_interrupted where the run was stopped.
int run_money(Arguments const& arguments) {
  CommandLine line = money_command_line();
  if (!line.parse(arguments)) return exit_ok;
  RunSettings const settings = read_run_settings(line);
  OutputRequest const request = read_output_request(line);
  MoneyQuestion question;
  question.measure = requested_measure(line);
  question.size = settings.size();
  question.scenario = read_requested_scenario(line);
  refuse_unsound(question.scenario);
  // A scenario without a name is called by its file in the report.
  question.name = question.scenario.name.empty() ? line.get<Arguments>("FILE").front() : question.scenario.name;
  std::optional<MoneyAnswer> const answer = follow_money(question, evaluator_of(settings));
  if (!answer) return exit_interrupted;
  write_report(money_report(*answer, titles_for(question.scenario, request.format)), request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
