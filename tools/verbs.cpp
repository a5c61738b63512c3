#include "tools/verbs.h"

namespace silowalk::inline tools {

// Each is defined in tools/verbs/NAME.cpp, because CMake takes every source of that folder. Declared here, so that no
// verb needs a header.
int run_attribute(Arguments const& arguments);
int run_audit(Arguments const& arguments);
int run_check(Arguments const& arguments);
int run_compare(Arguments const& arguments);
int run_graph(Arguments const& arguments);
int run_log(Arguments const& arguments);
int run_money(Arguments const& arguments);
int run_null(Arguments const& arguments);
int run_print(Arguments const& arguments);
int run_run(Arguments const& arguments);
int run_schema(Arguments const& arguments);
int run_show(Arguments const& arguments);
int run_twins(Arguments const& arguments);
int run_verify(Arguments const& arguments);
int run_walk(Arguments const& arguments);

std::vector<Verb> const& verbs() {
  // In the order of the alphabet, which is the order of `silowalk --help`.
  static std::vector<Verb> const table{
      {"attribute", "share a difference out among levers; how many would have stayed, by silo", run_attribute},
      {"audit", "say whether a company has a strategy, before anything is simulated", run_audit},
      {"check", "say whether a scenario is sound, and what its journey looks like", run_check},
      {"compare", "compare the scenarios of a results file: who wins, how sure, who is hurt", run_compare},
      {"graph", "draw the journey as DOT or GraphML", run_graph},
      {"log", "write a replication as an event log (XES, CSV) for process mining", run_log},
      {"money", "say what quality and agents are worth where, and which work harms the company", run_money},
      {"null", "place a plan among random plans of the same cost", run_null},
      {"print", "write a scenario out in full, in canonical form", run_print},
      {"run", "simulate scenarios and write a results file", run_run},
      {"schema", "write the scenario language as JSON Schema or as tables", run_schema},
      {"show", "print named outputs of a results file as estimates with intervals", run_show},
      {"twins", "the same customers in two scenarios: where their stories part, why, and what it costs", run_twins},
      {"verify", "compute the digest of a results file again", run_verify},
      {"walk", "tell the story of one customer of a run: visits, waits, trust, money, and who lost them", run_walk},
  };
  return table;
}

}  // namespace silowalk::inline tools
