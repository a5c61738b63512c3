#include <fmt/core.h>

#include <utility>
#include <vector>

#include "engine/analysis/audit/check_scenario.h"
#include "engine/base/file_watch.h"
#include "engine/report/scenario/check_report.h"
#include "engine/scenario/scenario_files.h"
#include "tools/exit_code.h"
#include "tools/interrupt.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/standard_streams.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

/// Returns the command line of the verb with all options declared, before parsing.
CommandLine check_command_line() {
  CommandLine line(
      {"silowalk check FILE [--set PATH=VALUE ...] [--watch | --format text|md|html|json|csv] [-o FILE]",
       "Checks a scenario: names resolve, shares sum to 1, every journey can end, every touchpoint is reachable, and\n"
       "no silo is offered more work than it can do in the long run.\n"
       "Describes its journey: silos and their load, handoffs, touchpoints that no customer can avoid and, as far as\n"
       "closed forms hold, expected visits, time and money by segment. Nothing is simulated.\n"
       "Errors and warnings go to standard error with --format text, and into the report with any other format.\n"
       "Exit code 0: no errors (warnings are possible); 3: errors.",
       "  silowalk check company.toml\n"
       "  silowalk check company.toml --watch\n"
       "  silowalk check company.toml -o company.html\n"
       "  silowalk check company.toml --set silo.care.agents=9 --json"});
  declare_scenario_options(line);
  line.options()("watch", "check again whenever FILE or a file that it extends is saved, until Ctrl-C; as text only");
  declare_output_options(line);
  return line;
}

/// As text, complaints go to standard error and an unsound scenario has no page. Other formats have the complaints
/// inside.
int check(CommandLine const& line, OutputRequest const& request) {
  bool const as_text = request.format == Format::text;
  std::vector<Complaint> warnings;
  Scenario const scenario = read_requested_scenario(line, warnings);
  ScenarioCheck const checked = check_scenario(scenario, std::move(warnings));
  if (as_text) say(describe(checked.complaints));
  if (checked.sound || !as_text)
    write_report(check_report(scenario, checked, {.whole = !as_text, .titles = titles_for(scenario, request.format)}),
                 request);
  return checked.sound ? exit_ok : exit_invalid;
}

/// Checks again after every save, until a signal. What cannot be read is printed as well: it may be half saved.
int watch(CommandLine const& line, OutputRequest const& request) {
  if (request.format != Format::text || !request.path.empty())
    throw UsageError("--watch writes text to the terminal: it cannot be combined with another --format or with -o");
  std::string const& file = line.get<Arguments>("FILE").front();
  Interrupt const interrupt;
  do {
    // Before the check, so that no save is missed while it runs.
    FileWatch const files(scenario_files(file));
    write_text("", fmt::format("{}  {}\n", time_of_day(), file), false);
    try {
      check(line, request);
    } catch (InvalidInput const& error) {
      say(error.what());
    } catch (RuntimeFailure const& error) {
      say(fmt::format("error: {}\n", error.what()));
    }
    files.wait(interrupt.flag());
  } while (!interrupt.flag());
  return exit_ok;
}

}  // namespace

/// Runs `silowalk check`. Returns exit_invalid where the scenario has errors.
int run_check(Arguments const& arguments) {
  CommandLine line = check_command_line();
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_output_request(line);
  if (line.has("watch")) return watch(line, request);
  try {
    return check(line, request);
  } catch (InvalidInput const& error) {
    // The reader throws before there is a scenario to describe; the complaints alone make the report.
    if (request.format == Format::text) throw;
    write_report(unsound_report(error.complaints()), request);
    return exit_invalid;
  }
}

}  // namespace silowalk::inline tools
