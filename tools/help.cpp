#include "tools/help.h"

#include <fmt/core.h>

#include "engine/base/complaint.h"
#include "engine/report/help/completions.h"
#include "engine/report/help/man_page.h"
#include "engine/report/help/overview_report.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"

namespace silowalk::inline tools {
namespace {

constexpr Format help_formats[] = {Format::text, Format::md,   Format::html, Format::json, Format::csv,
                                   Format::man,  Format::bash, Format::zsh,  Format::fish};

CommandLine help_command_line() {
  CommandLine line(
      {"silowalk help [VERB] [--format text|md|html|json|csv|man|bash|zsh|fish] [-o FILE]",
       "Describes the workflow and lists all verbs, or describes one verb as 'silowalk VERB --help' does.\n"
       "The format man writes a manual page; bash, zsh and fish write completions for these shells.\n"
       "'cmake --install' installs them all.",
       "  silowalk help\n"
       "  silowalk help compare\n"
       "  silowalk help compare --format man | man -l -\n"
       "  source <(silowalk help --format bash)"});
  line.positional("VERB", 0, 1);
  declare_output_options(line, help_formats);
  return line;
}

ProgramHelp program_help() {
  ProgramHelp program{SILOWALK_VERSION, {}, help_command_line().description()};
  program.help.name = "help";
  program.help.summary = "describe the workflow, or one verb";
  for (Verb const& verb : verbs()) program.verbs.push_back(help_of(verb));
  return program;
}

/// Writes the help of the whole program.
void write_program_help(OutputRequest const& request) {
  ProgramHelp const program = program_help();
  switch (request.format) {
    case Format::man:
      return write_answer(man_page(program), request);
    case Format::bash:
      return write_answer(bash_completion(program), request);
    case Format::zsh:
      return write_answer(zsh_completion(program), request);
    case Format::fish:
      return write_answer(fish_completion(program), request);
    default:
      return write_report(overview_report(program), request);
  }
}

/// Writes the help of one verb. Returns the exit code. Throws UsageError for other formats than text and man.
int write_verb_help(Verb const& verb, OutputRequest const& request) {
  if (request.format == Format::man) {
    write_answer(man_page({SILOWALK_VERSION, {}, {}}, help_of(verb)), request);
    return exit_ok;
  }
  if (request.format != Format::text || !request.path.empty())
    throw UsageError("the help of one verb is printed as text, or written with --format man");
  return verb.run({"--help"});
}

}  // namespace

Verb const& find_verb(std::string const& name) {
  std::vector<std::string> names;
  for (Verb const& verb : verbs()) {
    if (verb.name == name) return verb;
    names.emplace_back(verb.name);
  }
  throw UsageError(
      fmt::format("unknown verb '{}'{}\n'silowalk --help' lists the verbs", name, guess_among(name, names)));
}

std::string overview() { return render(overview_report(program_help()), Format::text); }

int run_help(Arguments const& arguments) {
  CommandLine line = help_command_line();
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_output_request(line, help_formats);
  std::string const verb = line.has("VERB") ? line.get<Arguments>("VERB").front() : "";
  if (verb == "help") return run_help({"--help"});
  if (!verb.empty()) return write_verb_help(find_verb(verb), request);
  write_program_help(request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
