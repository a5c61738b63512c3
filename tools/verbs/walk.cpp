#include "engine/analysis/replay/walk.h"

#include "engine/report/replay/customer_reports.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/picked.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// Returns the command line of the verb with all options declared, before parsing.
CommandLine walk_command_line() {
  CommandLine line(
      {"silowalk walk OUT.h5 [OTHER] [--scenario NAME] [--replication R] [--customer ID ... | --pick HOW [-n N]] "
       "[--segment S] [--every-visit] [--format text|md|html|json|csv] [-o FILE]",
       "Shows the story of one customer of a finished run: every visit with its wait, its outcome, its effect on "
       "trust\n"
       "and money, the context lost at handoffs, and which silos lost the customer.\n"
       "A run records no stories. This verb simulates the customer again with the same random numbers. Where "
       "customers\n"
       "queue, it simulates the whole replication and compares its tally with the file.\n"
       "A customer is SEGMENT:NUMBER (placed at the start) or SEGMENT:new-NUMBER (came later), counted from 0.\n"
       "Picks, each with its reason:\n"
       "  typical             the medoid of a segment (--segment, or the largest): the nearest to all others\n"
       "  churned             the medoid of the customers lost\n"
       "  longest-wait        the customer with the longest single wait\n"
       "  lost-at-handoff     the medoid of those lost after a visit that had lost its context\n"
       "  most-valuable-lost  the lost customer who had brought most, in the segment worth most per customer\n"
       "  lost-only-in OTHER  the medoid of those who stay here to the end, and are lost in the scenario OTHER at "
       "least\n"
       "                      a month before the close\n"
       "  random              chosen at random\n"
       "Every page shows how common such a story is: one story is an example, not the rule.\n"
       "Time needed with queues: any number of --customer takes about 1 simulation of the replication, a pick about "
       "3,\n"
       "lost-only-in OTHER about 5. Without queues: milliseconds for --customer, 1 simulation for a pick.",
       "  silowalk walk out.h5 --pick typical\n"
       "  silowalk walk out.h5 --scenario 'Telecom, as it is run' --pick churned -n 3 --format html -o lost.html\n"
       "  silowalk walk out.h5 --replication 3 --customer month_to_month:17 --json"});
  line.positional("FILE", 1, 1);
  line.positional("OTHER", 0, 1);
  line.options()("scenario", po::value<std::string>()->value_name("NAME"),
                 "scenario of the file, by name or letter; required if the file has several")(
      "pick", po::value<std::string>()->value_name("HOW"),
      "choose customers by one of the picks above; default: typical")(
      "every-visit", "show one row for every visit, also for uneventful visits in sequence");
  declare_customer_options(line);
  declare_output_options(line);
  return line;
}

/// Replays the requested customers. One kind of pick compares with a second scenario, and no other kind may have one.
/// Throws UsageError.
std::vector<Walk> walks_of(CommandLine const& line, ResultsFile const& file, PastRun const& run) {
  std::uint32_t const replication = small_number(line, "replication");
  bool const other = line.has("OTHER");
  if (line.has("customer")) {
    if (line.has("pick") || other || line.has("segment"))
      throw UsageError("--customer cannot be combined with OTHER, --pick or --segment");
    std::vector<CustomerName> names;
    for (std::string const& id : line.get<Arguments>("customer"))
      names.push_back(parse_customer_name(id, run.model().axes()));
    return walk_customers(run, replication, names);
  }
  PickRequest request = read_pick_request(line, run.model().axes(), run.seed());
  request.how = parse_pick(line.has("pick") ? line.get<std::string>("pick") : "typical");
  if (other != (request.how == Pick::lost_only_there))
    throw UsageError(other ? "a second scenario needs --pick lost-only-in"
                           : "--pick lost-only-in needs a second scenario: OTHER");
  if (!other) return walk_picked(run, request);
  PastRun const there(file, file.scenario_named(line.get<Arguments>("OTHER").front()));
  return walk_picked(run, request, &there);
}

}  // namespace

/// Runs `silowalk walk`. Simulates customers again, and throws RuntimeFailure where a replay differs from the file.
int run_walk(Arguments const& arguments) {
  CommandLine line = walk_command_line();
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_output_request(line);
  ResultsFile const file(line.get<Arguments>("FILE").front());
  PastRun const run(file, scenario_of(file, line));
  std::vector<Walk> const walks = walks_of(line, file, run);
  WalkPageOptions options;
  options.every_visit = line.has("every-visit");
  options.picture = request.format == Format::html;
  options.names = request.format == Format::csv;
  write_report(walks_report(walks, run.name(), run.scenario(), options), request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
