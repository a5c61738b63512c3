#include "engine/journey/graph.h"
#include "engine/journey/write_graph.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {

int run_graph(Arguments const& arguments) {
  CommandLine line(
      {"silowalk graph FILE [--format dot|graphml|graphml-flat] [-o FILE] [--set PATH=VALUE ...]",
       "Draws the journey: touchpoints in the silos that own them, routes with their share and mean dwell,\n"
       "handoffs marked. Routes that this scenario can never take are left out.\n"
       "  dot           for Graphviz; silos are clusters\n"
       "  graphml       silos are vertices that hold a graph (yEd, Gephi)\n"
       "  graphml-flat  without nesting, the silo as data (networkx, igraph)",
       "  silowalk graph company.toml | dot -Tsvg > company.svg\n"
       "  silowalk graph company.toml --format graphml -o company.graphml"});
  declare_scenario_options(line);
  line.options()("format", boost::program_options::value<std::string>()->default_value("dot"), "what to write");
  line.options()("out,o", boost::program_options::value<std::string>()->default_value("-"),
                 "where to; - is standard output");
  line.options()("force", "overwrite a file that exists");
  if (!line.parse(arguments)) return exit_ok;
  std::string const& format = line.get<std::string>("format");
  if (format != "dot" && format != "graphml" && format != "graphml-flat") {
    throw UsageError("unknown format '" + format + "'; there are dot, graphml and graphml-flat");
  }
  Scenario const scenario = read_requested_scenario(line);
  JourneyGraph const graph(scenario);
  std::string const text = format == "dot" ? to_dot(scenario, graph) : to_graphml(scenario, graph, format == "graphml");
  write_text(line.get<std::string>("out"), text, line.has("force"));
  return exit_ok;
}

}  // namespace silowalk::inline tools
