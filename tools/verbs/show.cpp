#include "engine/archive/read_results.h"
#include "engine/report/results/results_report.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/show_request.h"
#include "tools/shown_outputs.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

/// Returns the command line of the verb with all options declared, before parsing.
CommandLine show_command_line() {
  CommandLine line(
      {"silowalk show OUT.h5 [--measure NAME ...] [--by segment|silo|touchpoint] [--from M] [--to M] [--scenario NAME] "
       "[--goals | --commitments | --funnel | --scorecard [--baseline NAME] [--tolerance SHARE] |\n"
       "        --scores [--months N] [--over K] | --promises [--over K]] [--format text|md|html|json|csv] [-o FILE]",
       "Prints named outputs of a results file as estimates over its replications: the mean and its 95 % interval.\n"
       "The interval covers chance only; the inputs are taken as known. JSON and CSV use base units (days, the\n"
       "currency, customers, probabilities) and name the unit; JSON adds the standard error and quantiles.\n"
       "The output is a function of the file alone, byte for byte.\n"
       "One of these options prints one page instead:\n"
       "  --goals        the probability that each goal is met, goals that do not add up to their parent, and how\n"
       "                 often each guardrail is broken\n"
       "  --commitments  who promised what to whom, and what became of it\n"
       "  --funnel       the number and forecast value of initiatives that are approved, funded, prioritised, moving\n"
       "                 and live, and the step at which most are lost\n"
       "  --scorecard    three legs of every silo (money, people, effect on customers) against their start or a\n"
       "                 baseline, and which one breaks first\n"
       "  --scores       which score predicts who leaves: that of a touchpoint or that of the journey\n"
       "  --promises     what customers are promised and what they get, largest value at stake first\n"
       "--scores and --promises simulate K replications again, which takes as long as in the run.",
       "  silowalk show out.h5\n"
       "  silowalk show out.h5 --measure churn_rate --measure touchpoint.care_call.wait_mean --from 24 --to 36\n"
       "  silowalk show out.h5 --by silo --measure load --format csv -o load.csv\n"
       "  silowalk show out.h5 --scorecard --baseline 'Telecom, status quo'\n"
       "  silowalk show out.h5 --promises --scenario 'Telecom, status quo' -o promises.html"});
  line.positional("FILE", 1, 1);
  declare_choice_options(line);
  declare_page_options(line);
  declare_output_options(line);
  return line;
}

}  // namespace

/// Runs `silowalk show`. Only --scores and --promises simulate.
int run_show(Arguments const& arguments) {
  CommandLine line = show_command_line();
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const output = read_output_request(line);
  ResultsRequest const request = read_results_request(line, output.format);
  keep_inputs(output.path, line.get<Arguments>("FILE"));
  ResultsFile const file(line.get<Arguments>("FILE").front());
  write_report(results_report(file, request), output);
  return exit_ok;
}

}  // namespace silowalk::inline tools
