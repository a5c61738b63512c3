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
      {"silowalk money FILE [--measure NAME] [--keep FILE.h5] [--replications N] [--set PATH=VALUE ...]\n"
       "       [--format text|md|html|json|csv] [-o FILE]",
       "Reports what one more and one less unit of quality (0.1 log-odds of success) or agent is worth at every\n"
       "touchpoint and silo, with common random numbers. From these values it suggests a reallocation of agents, "
       "their\n"
       "number unchanged, and reports its predicted gain and its gain simulated anew. It also tries each initiative\n"
       "alone: what it does to its owner's own score and to the company, which shows work that is good for its owner\n"
       "and bad for the company.",
       "  silowalk money company.toml\n"
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
  write_report(money_report(*answer), request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
