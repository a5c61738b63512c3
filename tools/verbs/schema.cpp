#include "engine/scenario/language/schema.h"

#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

/// The first one is the default.
constexpr Format schema_formats[] = {Format::json, Format::md};

/// Returns the command line of the verb with all options declared, before parsing.
CommandLine schema_command_line() {
  CommandLine line({"silowalk schema [--levers] [--format json|md] [-o FILE.json|FILE.md]",
                    "Writes the scenario language as a JSON Schema (draft-07) for editors, or as the tables of\n"
                    "scenarios/README.md. Both are generated from the table that the reader of scenarios uses.",
                    "  silowalk schema -o scenario.schema.json\n"
                    "  silowalk schema --format md | less"});
  line.options()("levers",
                 "write the language of lever files (scenarios/levers/README.md) instead of that of scenarios");
  line.options()("markdown", "same as --format md");
  declare_output_options(line, schema_formats);
  return line;
}

/// Returns the request. --markdown is --format md. Throws UsageError where another format is asked for as well.
OutputRequest read_schema_request(CommandLine const& line) {
  OutputRequest request = read_output_request(line, schema_formats);
  if (!line.has("markdown") || request.format == Format::md) return request;
  if (line.has("format") || line.has("json") || format_of_file(request.path))
    throw UsageError("--markdown contradicts the requested format");
  request.format = Format::md;
  return request;
}

/// Returns the reference of scenarios, or of files of levers, in this format. Precondition: `format` is one of
/// schema_formats.
std::string schema_text(Format format, bool levers) {
  if (format == Format::md) return levers ? lever_reference_markdown() : scenario_reference_markdown();
  return levers ? lever_json_schema() : scenario_json_schema();
}

}  // namespace

/// Runs `silowalk schema`. Reads no file.
int run_schema(Arguments const& arguments) {
  CommandLine line = schema_command_line();
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_schema_request(line);
  write_answer(schema_text(request.format, line.has("levers")), request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
