#include "engine/scenario/language/schema.h"

#include "engine/base/complaint.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {

int run_schema(Arguments const& arguments) {
  CommandLine line({"silowalk schema [--json | --markdown] [--levers]",
                    "Writes the scenario language: as a JSON Schema (draft-07) for editors, or as the tables of\n"
                    "scenarios/README.md. Both are made from the table that the reader itself uses.",
                    "  silowalk schema --json > scenarios/scenario.schema.json\n"
                    "  silowalk schema --markdown | less"});
  line.options()("json", "as JSON Schema (the default)");
  line.options()("markdown", "as tables for people");
  line.options()("levers", "of files of levers (scenarios/levers/README.md) instead of scenarios");
  if (!line.parse(arguments)) return exit_ok;
  if (line.has("json") && line.has("markdown")) throw UsageError("--json and --markdown exclude each other");
  bool const levers = line.has("levers");
  if (line.has("markdown"))
    write_text("", levers ? lever_reference_markdown() : scenario_reference_markdown(), false);
  else
    write_text("", levers ? lever_json_schema() : scenario_json_schema(), false);
  return exit_ok;
}

}  // namespace silowalk::inline tools
