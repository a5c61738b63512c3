#include "tools/help.h"

#include <fmt/core.h>

#include "engine/base/complaint.h"
#include "engine/report/help/overview_report.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"

namespace silowalk::inline tools {
namespace {

ProgramHelp program_help() {
  ProgramHelp program{SILOWALK_VERSION, {}};
  for (Verb const& verb : verbs()) program.verbs.push_back(help_of(verb));
  return program;
}

CommandLine help_command_line() {
  CommandLine line({"silowalk help [VERB] [--format text|md|html|json|csv] [-o FILE]",
                    "Describes the workflow and lists all verbs, or describes one verb as 'silowalk VERB --help' does.",
                    "  silowalk help\n"
                    "  silowalk help compare"});
  line.positional("VERB", 0, 1);
  declare_output_options(line);
  return line;
}

}  // namespace

Verb const& find_verb(std::string const& name) {
  std::vector<std::string> names;
  for (Verb const& verb : verbs()) {
    if (verb.name == name) return verb;
    names.emplace_back(verb.name);
  }
  std::string const guess = nearest(name, names);
  throw UsageError(fmt::format("unknown verb '{}'{}\n'silowalk --help' lists the verbs", name,
                               guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess)));
}

std::string overview() { return render(overview_report(program_help()), Format::text); }

int run_help(Arguments const& arguments) {
  CommandLine line = help_command_line();
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_output_request(line);
  if (!line.has("VERB")) {
    write_report(overview_report(program_help()), request);
    return exit_ok;
  }
  if (request.format != Format::text || !request.path.empty())
    throw UsageError("the help of one verb is printed as text");
  return find_verb(line.get<Arguments>("VERB").front()).run({"--help"});
}

}  // namespace silowalk::inline tools
