#include "engine/analysis/whatif/random_plans_answer.h"
#include "engine/report/whatif/null_report.h"
#include "tools/evaluated_run.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/run_request.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// Returns the command line of the verb with all options declared, before parsing.
CommandLine null_command_line() {
  CommandLine line(
      {"silowalk null FILE [--plans N] [--tolerance 10%] [--measure NAME] [--keep FILE.h5] [--replications N]\n"
       "       [--format text|md|html|json|csv] [-o FILE]",
       "Is this plan better than a random one of the same cost? Reports the plan's percentile among N random plans.\n"
       "A plan is the months in which initiatives start (rule `plan`). A random plan includes each initiative with\n"
       "probability 1/2, with a start in any month of the horizon. It counts if its cost is the same within the\n"
       "tolerance. All plans are simulated with common random numbers.",
       "  silowalk null company.toml --plans 200 --replications 20\n"
       "  silowalk null company.toml --set organisation.rule=plan --set \"initiative.bill_explainer.start=month 1\""});
  declare_scenario_options(line);
  line.options()("plans", po::value<WholeNumber>()->value_name("N"), "number of random plans; default: 100")(
      "tolerance", po::value<std::string>()->value_name("P"), "maximum difference in cost from the plan; default: 10%");
  declare_measure(line);
  declare_run_settings(line);
  declare_output_options(line);
  return line;
}

/// Reads the options and the scenario. An unsound scenario is refused before anything is simulated. Throws UsageError
/// and InvalidInput.
RandomPlansQuestion read_question(CommandLine const& line) {
  RandomPlansQuestion question;
  question.plans = static_cast<std::size_t>(bounded_number(line, "plans", question.plans, 1, 100'000));
  if (line.has("tolerance")) question.tolerance = parse_share_option("tolerance", line.get<std::string>("tolerance"));
  question.measure = requested_measure(line);
  question.scenario = read_requested_scenario(line);
  refuse_unsound(question.scenario);
  question.name = question.scenario.name.empty() ? line.get<Arguments>("FILE").front() : question.scenario.name;
  return question;
}

}  // namespace

/// Runs `silowalk null`. Returns exit_interrupted where the run was stopped.
int run_null(Arguments const& arguments) {
  CommandLine line = null_command_line();
  if (!line.parse(arguments)) return exit_ok;
  RunSettings const settings = read_run_settings(line);
  OutputRequest const request = read_output_request(line);
  RandomPlansQuestion question = read_question(line);
  question.size = settings.size();
  std::optional<RandomPlansAnswer> const answer = rank_among_random_plans(question, evaluator_of(settings));
  if (!answer) return exit_interrupted;
  write_report(null_report(*answer), request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
