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
int run_new(Arguments const& arguments);
int run_null(Arguments const& arguments);
int run_print(Arguments const& arguments);
int run_run(Arguments const& arguments);
int run_schema(Arguments const& arguments);
int run_show(Arguments const& arguments);
int run_twins(Arguments const& arguments);
int run_verify(Arguments const& arguments);
int run_walk(Arguments const& arguments);

std::vector<Verb> const& verbs() {
  // Grouped; within its group, help shows the verbs in this order.
  static std::vector<Verb> const table{
      {"new", VerbGroup::write, "write a new company from a template that runs", run_new},
      {"check", VerbGroup::write, "check a scenario for errors and describe its journey", run_check},
      {"audit", VerbGroup::write, "report whether a company has a strategy; nothing is simulated", run_audit},
      {"print", VerbGroup::write, "write a scenario out in full, in canonical form", run_print},
      {"schema", VerbGroup::write, "write the scenario language as JSON Schema or as tables", run_schema},
      {"run", VerbGroup::run, "simulate scenarios and write a results file", run_run},
      {"show", VerbGroup::look, "print named outputs of a results file as estimates with intervals", run_show},
      {"walk", VerbGroup::look, "show the story of one customer: visits, waits, trust, money, and who lost them",
       run_walk},
      {"twins", VerbGroup::look, "compare the same customers in two scenarios: where their stories part, and why",
       run_twins},
      {"graph", VerbGroup::look, "draw the journey as DOT or GraphML", run_graph},
      {"log", VerbGroup::look, "write one replication as an event log (XES, CSV) for process mining", run_log},
      {"compare", VerbGroup::ask, "compare scenarios: which one wins, how sure that is, who is worse off", run_compare},
      {"attribute", VerbGroup::ask, "attribute a difference to levers, or lost customers to silos", run_attribute},
      {"money", VerbGroup::ask, "report what quality and agents are worth where, and which work does harm", run_money},
      {"verify", VerbGroup::trust, "check a results file against its digest", run_verify},
      {"null", VerbGroup::trust, "compare a plan with random plans of the same cost", run_null},
  };
  return table;
}

}  // namespace silowalk::inline tools
