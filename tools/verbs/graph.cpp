#include "engine/journey/graph.h"

#include "engine/journey/write_graph.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

/// The first one is the default.
constexpr Format graph_formats[] = {Format::dot, Format::graphml};

/// Returns the command line of the verb with all options declared, before parsing.
CommandLine graph_command_line() {
  CommandLine line(
      {"silowalk graph FILE [--format dot|graphml] [--flat] [-o FILE] [--set PATH=VALUE ...]",
       "Draws the journey: touchpoints grouped by the silo that owns them, routes with their share and mean dwell.\n"
       "Handoffs are marked. Routes that this scenario can never take are left out.\n"
       "  dot      for Graphviz; silos are clusters\n"
       "  graphml  silos are vertices that contain a graph (yEd, Gephi); with --flat, the silo is an attribute of\n"
       "           the touchpoint (networkx, igraph)",
       "  silowalk graph company.toml | dot -Tsvg > company.svg\n"
       "  silowalk graph company.toml -o company.graphml\n"
       "  silowalk graph company.toml --flat -o for-networkx.graphml"});
  declare_scenario_options(line);
  line.options()("flat", "write GraphML without nested graphs");
  declare_output_options(line, graph_formats);
  return line;
}

/// Throws UsageError with the command that makes SVG: layout is left to Graphviz.
void refuse_svg(CommandLine const& line) {
  bool const wanted = line.has("format") && line.get<std::string>("format") == "svg";
  if (wanted || format_of_file(line.get<std::string>("output")) == Format::svg)
    throw UsageError(
        "silowalk graph writes DOT and GraphML, no SVG; use Graphviz: silowalk graph FILE | dot -Tsvg > FILE.svg");
}

/// Returns whether flat GraphML is requested, by --flat or by --format graphml-flat of earlier versions.
bool wants_flat(CommandLine const& line, Format format) {
  bool const older = line.has("format") && line.get<std::string>("format") == "graphml-flat";
  if (line.has("flat") && format != Format::graphml) throw UsageError("--flat needs --format graphml");
  return line.has("flat") || older;
}

}  // namespace

/// Runs `silowalk graph`. Throws UsageError for SVG, which Graphviz makes.
int run_graph(Arguments const& arguments) {
  CommandLine line = graph_command_line();
  if (!line.parse(arguments)) return exit_ok;
  refuse_svg(line);
  OutputRequest const request = read_output_request(line, graph_formats);
  bool const flat = wants_flat(line, request.format);
  Scenario const scenario = read_requested_scenario(line);
  JourneyGraph const graph(scenario);
  write_answer(request.format == Format::dot ? to_dot(scenario, graph) : to_graphml(scenario, graph, !flat), request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
