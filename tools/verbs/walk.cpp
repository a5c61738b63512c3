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
       "Tells the story of one customer of a run that is over: every visit with its wait, its outcome, what it did to\n"
       "trust and money, what got lost at a handoff, and at the end who lost them. Nothing was recorded for this: the\n"
       "customer is walked again with the same random numbers, and where others come in the way the whole replication\n"
       "is, and its tally compared with the file's.\n"
       "A customer is SEGMENT:NUMBER (placed at the start) or SEGMENT:new-NUMBER (came later), counted from 0.\n"
       "Picks, each with the reason why:\n"
       "  typical             the medoid of a segment (--segment; else the largest): nearest to all others\n"
       "  churned             the medoid of the customers lost\n"
       "  longest-wait        who waited longest at once\n"
       "  lost-at-handoff     the medoid of those lost after a visit that came with its context lost\n"
       "  most-valuable-lost  lost, of the segment worth most a head, who had brought most\n"
       "  lost-only-in OTHER  the medoid of those who stay here to the end, and are lost in the scenario OTHER at "
       "least\n"
       "                      a month before the close\n"
       "  random              drawn by lot\n"
       "Every page says how common such a story is: one story is never the rule.\n"
       "What it costs where customers queue: any number of --customer about one simulation of the replication, a\n"
       "pick about three (all lives first, then the stories), lost-only-in OTHER about five. Where nobody queues:\n"
       "--customer milliseconds, a pick all lives once.",
       "  silowalk walk out.h5 --pick typical\n"
       "  silowalk walk out.h5 --scenario 'Telecom, as it is run' --pick churned -n 3 --format html -o lost.html\n"
       "  silowalk walk out.h5 --replication 3 --customer month_to_month:17 --json"});
  line.positional("FILE", 1, 1);
  line.positional("OTHER", 0, 1);
  line.options()("scenario", po::value<std::string>()->value_name("NAME"), "of the file; needed where it has several")(
      "pick", po::value<std::string>()->value_name("HOW"), "choose telling customers; default typical")(
      "every-visit", "do not let runs of visits at which nothing happened share a row");
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
      throw UsageError("--customer names whom to walk: nobody is picked");
    std::vector<CustomerName> names;
    for (std::string const& id : line.get<Arguments>("customer"))
      names.push_back(parse_customer_name(id, run.model().axes()));
    return walk_customers(run, replication, names);
  }
  PickRequest request = read_pick_request(line, run.model().axes(), run.seed());
  request.how = parse_pick(line.has("pick") ? line.get<std::string>("pick") : "typical");
  if (other != (request.how == Pick::lost_only_there))
    throw UsageError(other ? "only --pick lost-only-in takes a second scenario"
                           : "--pick lost-only-in OTHER: which other scenario?");
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
  write_report(walks_report(walks, run.name(), run.scenario(), options), request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
