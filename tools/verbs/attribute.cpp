#include <fmt/core.h>

#include "engine/analysis/whatif/attribution_answer.h"
#include "engine/base/complaint.h"
#include "engine/report/whatif/attribution_report.h"
#include "tools/evaluated_run.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/shown_outputs.h"
#include "tools/standard_streams.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

CommandLine attribute_command_line() {
  CommandLine line(
      {"silowalk attribute FILE [--levers SET [--lever NAME ...] [--measure NAME ...] [--silos]] [--keep FILE.h5]\n"
       "       [--format text|md|html|json|csv] [-o FILE]",
       "Without --levers (or with --silos): reports how many customers would have stayed if a silo had cost no trust,\n"
       "next to the churn that the ledger attributes to it.\n"
       "With --levers: reports each lever's share of a difference. A lever is a named set of overrides in a file\n"
       "(scenarios/levers/README.md). All 2^k combinations of k levers are simulated with common random numbers.\n"
       "A lever's share is its Shapley value: what it adds, averaged over all orders of switching the levers on.\n"
       "The shares add up to the whole difference. The report also shows what each lever does alone, what it does as\n"
       "the last one, and which levers help or hinder each other.\n"
       "Beyond 12 levers, or with --orders, a random sample replaces all orders; its standard error is reported.",
       "  silowalk attribute company.toml\n"
       "  silowalk attribute company.toml --levers scenarios/levers/four_culprits.toml --keep bill.h5 -o bill.html\n"
       "  silowalk attribute company.toml --levers mine.toml --measure lost --measure silo.care.load --json"});
  declare_scenario_options(line);
  line.options()("levers", po::value<std::string>()->value_name("SET"), "file of levers, whose shares are reported")(
      "lever", po::value<Arguments>()->value_name("NAME"), "use only this lever of the file; repeatable; default: all")(
      "measure", po::value<Arguments>()->value_name("NAME"),
      "output whose difference is attributed; repeatable; default: value_at_close and lost")(
      "orders", po::value<WholeNumber>()->value_name("N"),
      "sample N orders and their reverses instead of all orders; default: 20 beyond 12 levers, else all")(
      "silos", "with --levers: report the counterfactual of each silo as well");
  declare_window_options(line);
  declare_run_settings(line);
  declare_output_options(line);
  return line;
}

/// Reads the levers, and refuses the set where all of them together make an unsound scenario.
Levers requested_levers(CommandLine const& line) {
  std::string const& file = line.get<Arguments>("FILE").front();
  std::string const& set = line.get<std::string>("levers");
  if (line.has("keep")) keep_inputs(line.get<std::string>("keep"), {file, set});
  std::vector<Complaint> warnings;
  Levers levers = read_levers(file, requested_overrides(line), set,
                              line.has("lever") ? line.get<Arguments>("lever") : Arguments{}, &warnings);
  say(describe(warnings));
  refuse_unsound(levers.with((Coalition{1} << levers.levers().size()) - 1));
  return levers;
}

AttributionQuestion read_question(CommandLine const& line) {
  for (char const* option : {"lever", "orders", "measure"})
    if (line.has(option) && !line.has("levers")) throw UsageError(fmt::format("--{} needs --levers SET", option));
  AttributionQuestion question;
  question.window = read_window(line);
  if (line.has("orders")) question.pairs_of_orders = static_cast<int>(bounded_number(line, "orders", 0, 2, 100'000));
  if (line.has("measure")) question.measures = line.get<Arguments>("measure");
  question.silos = line.has("silos");
  if (line.has("levers")) question.levers = requested_levers(line);
  question.base = question.levers ? question.levers->base() : read_requested_scenario(line);
  refuse_unsound(question.base);
  question.name = question.base.name.empty() ? line.get<Arguments>("FILE").front() : question.base.name;
  return question;
}

}  // namespace

int run_attribute(Arguments const& arguments) {
  CommandLine line = attribute_command_line();
  if (!line.parse(arguments)) return exit_ok;
  RunSettings const settings = read_run_settings(line);
  OutputRequest const request = read_output_request(line);
  AttributionQuestion question = read_question(line);
  question.size = settings.size();
  std::optional<AttributionAnswer> const answer = answer_attribution(question, evaluator_of(settings));
  if (!answer) return exit_interrupted;
  write_report(attribution_report(*answer, titles_for(question.base, request.format)), request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
