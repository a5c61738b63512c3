#include "engine/scenario/schema.h"

#include "engine/base/complaint.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/verbs.h"

namespace silowalk {

int run_schema(Arguments const& arguments) {
  CommandLine line({"silowalk schema [--json | --markdown]",
                    "Writes the scenario language: as a JSON Schema (draft-07) for editors, or as the tables of\n"
                    "scenarios/README.md. Both are made from the table that the reader itself uses.",
                    "  silowalk schema --json > scenarios/scenario.schema.json\n"
                    "  silowalk schema --markdown | less"});
  line.options()("json", "as JSON Schema (the default)");
  line.options()("markdown", "as tables for people");
  if (!line.parse(arguments)) return exit_ok;
  if (line.has("json") && line.has("markdown")) throw UsageError("--json and --markdown exclude each other");
  write_text("", line.has("markdown") ? scenario_reference_markdown() : scenario_json_schema(), false);
  return exit_ok;
}

}  // namespace silowalk
