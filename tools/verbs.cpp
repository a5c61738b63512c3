#include "tools/verbs.h"

namespace silowalk::inline tools {

// Each is defined in tools/verbs/NAME.cpp; CMake takes every source of that folder.
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
  static std::vector<Verb> const table{
      {"attribute", "attribute a difference to levers, or lost customers to silos", run_attribute},
      {"audit", "report whether a company has a strategy; nothing is simulated", run_audit},
      {"check", "check a scenario for errors and describe its journey", run_check},
      {"compare", "compare the scenarios of a results file: which one wins, how sure that is, who is worse off",
       run_compare},
      {"graph", "draw the journey as DOT or GraphML", run_graph},
      {"log", "write one replication as an event log (XES, CSV) for process mining", run_log},
      {"money", "report what quality and agents are worth where, and which initiatives harm the company", run_money},
      {"null", "compare a plan with random plans of the same cost", run_null},
      {"print", "write a scenario out in full, in canonical form", run_print},
      {"run", "simulate scenarios and write a results file", run_run},
      {"schema", "write the scenario language as JSON Schema or as tables", run_schema},
      {"show", "print named outputs of a results file as estimates with intervals", run_show},
      {"twins", "compare the same customers in two scenarios: where their stories part, why, and what it costs",
       run_twins},
      {"verify", "check a results file against its digest", run_verify},
      {"walk", "show the story of one customer of a run: visits, waits, trust, money, and who lost them", run_walk},
  };
  return table;
}

}  // namespace silowalk::inline tools
