#include "tools/verbs.h"

namespace silowalk {

std::vector<Verb> const& verbs() {
  static std::vector<Verb> const table{
      {"check", "say whether a scenario is sound, and what its journey looks like", run_check},
      {"graph", "draw the journey as DOT or GraphML", run_graph},
      {"print", "write a scenario out in full, in canonical form", run_print},
      {"schema", "write the scenario language as JSON Schema or as tables", run_schema},
  };
  return table;
}

}  // namespace silowalk
