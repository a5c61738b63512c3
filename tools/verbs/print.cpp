#include "engine/scenario/read.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

/// A scenario has one textual form, which the reader reads back.
constexpr Format print_formats[] = {Format::toml};

}  // namespace

/// Runs `silowalk print`. Throws UsageError where the output is the scenario itself.
int run_print(Arguments const& arguments) {
  CommandLine line(
      {"silowalk print FILE [--set PATH=VALUE ...] [-o FILE.toml]",
       "Writes the scenario in full, as a run reads it: everything that it extends, with every override applied.\n"
       "Reading the output gives the same scenario.",
       "  silowalk print company.toml\n"
       "  silowalk print one_plan.toml --set silo.care.agents=30 -o tried.toml"});
  declare_scenario_options(line);
  declare_output_options(line, print_formats);
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_output_request(line, print_formats);
  // --force would otherwise replace the scenario with its own expanded copy.
  keep_inputs(request.path, line.get<Arguments>("FILE"));
  write_answer(print_scenario(read_requested_scenario(line)), request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
