#include "engine/report/scenario/printed_scenario.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/standard_streams.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

/// A scenario has one textual form, which the reader reads back.
constexpr Format print_formats[] = {Format::toml};

}  // namespace

/// Runs `silowalk print`. Throws UsageError where the output is the scenario itself.
int run_print(Arguments const& arguments) {
  CommandLine line(
      {"silowalk print FILE [--set PATH=VALUE ...] [--as-written [--scenario NAME]] [-o FILE.toml]",
       "Writes the scenario in full, as a run reads it: everything that it extends, with every override applied.\n"
       "Reading the output gives the same scenario. With --as-written, FILE can be a results file too.",
       "  silowalk print company.toml\n"
       "  silowalk print one_plan.toml --set silo.care.agents=30 -o tried.toml\n"
       "  silowalk print out.h5 --scenario A --as-written"});
  declare_scenario_options(line);
  line.options()("scenario", boost::program_options::value<std::string>()->value_name("NAME"),
                 "with --as-written: scenario of a results file, by name or letter; default: the only one")(
      "as-written", "print the files as their author wrote them, with comments, units and extends, and the overrides");
  declare_output_options(line, print_formats);
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_output_request(line, print_formats);
  PrintRequest asked{line.get<Arguments>("FILE").front(), requested_overrides(line), {}, line.has("as-written")};
  if (line.has("scenario")) asked.scenario = line.get<std::string>("scenario");
  // --force would otherwise replace the scenario with its own expanded copy.
  keep_inputs(request.path, {asked.file});
  std::vector<Complaint> warnings;
  std::string const text = printed_scenario(asked, warnings);
  say(describe(warnings));
  write_answer(text, request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
