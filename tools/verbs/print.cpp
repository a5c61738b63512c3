#include "engine/scenario/read.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {

int run_print(Arguments const& arguments) {
  CommandLine line({"silowalk print FILE [--set PATH=VALUE ...]",
                    "Writes the scenario in full, with all that it extends and every override applied: what a run\n"
                    "would see. What is written reads back to the same scenario.",
                    "  silowalk print company.toml\n"
                    "  silowalk print one_plan.toml --set silo.care.agents=30 > tried.toml"});
  declare_scenario_options(line);
  if (!line.parse(arguments)) return exit_ok;
  write_text("", print_scenario(read_requested_scenario(line)), false);
  return exit_ok;
}

}  // namespace silowalk::inline tools
