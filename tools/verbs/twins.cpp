#include "engine/analysis/replay/twins.h"

#include "engine/analysis/replay/twins_summary.h"
#include "engine/report/replay/customer_reports.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/picked.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

CommandLine twins_command_line() {
  CommandLine line(
      {"silowalk twins OUT.h5 A B [--replication R] [--customer ID ... | --pick HOW [-n N]] [--over K] "
       "[--format text|md|html|json|csv] [-o FILE]",
       "Compares the same customers in two scenarios of a run, with common random numbers. A and B are names, or "
       "letters of `compare`.\n"
       "With --customer or --pick: shows two stories side by side, where they first differ, and why.\n"
       "  direct      a parameter or an initiative that acts on that visit differs\n"
       "  spill-over  nothing that acts on that visit differs, but other customers left a different queue; the report\n"
       "              names every earlier difference, of one silo or several\n"
       "Without them: counts all customers. How many stories part, when, by which cause and whose decision, and what\n"
       "it costs, with intervals over replications.\n"
       "Picks: lost-only-in-A, lost-only-in-B (the medoid of those lost in only one of the two, at least a month\n"
       "before the close, and still there at the close in the other), and those of `walk`, among A's customers.",
       "  silowalk twins out.h5 'As it is' 'One company' --pick lost-only-in-A\n"
       "  silowalk twins out.h5 'As it is' 'One company' --customer month_to_month:17 --format html -o twins.html\n"
       "  silowalk twins out.h5 A B --over 10"});
  line.positional("FILE", 1, 1);
  line.positional("A", 1, 1);
  line.positional("B", 1, 1);
  line.options()("pick", po::value<std::string>()->value_name("HOW"),
                 "choose a typical case, such as lost-only-in-A; default: none, count all customers")(
      "over", po::value<WholeNumber>()->value_name("K")->default_value(WholeNumber{5}, "5"),
      "count all customers of replications 0 to K - 1")("every-visit", "show also the visits that are alike in both");
  declare_customer_options(line);
  declare_output_options(line);
  return line;
}

/// Replays the requested customers in both scenarios. Customers are named as in A.
std::vector<Twin> twins_of(CommandLine const& line, PastRun const& a, PastRun const& b) {
  PickRequest request = read_pick_request(line, a.model().axes(), a.seed());
  if (line.has("customer")) {
    if (line.has("pick") || line.has("segment"))
      throw UsageError("--customer cannot be combined with --pick or --segment");
    std::vector<CustomerName> names;
    for (std::string const& id : line.get<Arguments>("customer"))
      names.push_back(parse_customer_name(id, a.model().axes()));
    return walk_twins(a, b, request.replication, names);
  }
  std::string const& word = line.get<std::string>("pick");
  bool const only_a = word == "lost-only-in-A";
  bool const only = only_a || word == "lost-only-in-B";
  if (word == "lost-only-in") throw UsageError("--pick lost-only-in: write lost-only-in-A or lost-only-in-B");
  request.how = only ? Pick::lost_only_there : parse_pick(word);
  return walk_picked_twins(a, b, request, only_a);
}

/// Returns --over, the number of replications to count. Throws UsageError for 0.
std::uint32_t replications_to_count(CommandLine const& line) {
  std::uint32_t const count = small_number(line, "over");
  if (count == 0) throw UsageError("--over 0: must be at least 1");
  return count;
}

}  // namespace

/// Runs `silowalk twins`. Simulates replications again, and throws RuntimeFailure where one differs from the file.
int run_twins(Arguments const& arguments) {
  CommandLine line = twins_command_line();
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const request = read_output_request(line);
  ResultsFile const file(line.get<Arguments>("FILE").front());
  PastRun const a(file, file.scenario_named(line.get<Arguments>("A").front()));
  PastRun const b(file, file.scenario_named(line.get<Arguments>("B").front()));
  WalkPageOptions const options{.every_visit = line.has("every-visit"),
                                .names = request.format == Format::csv,
                                .picture = request.format == Format::html};
  if (!line.has("customer") && !line.has("pick")) {
    write_report(twins_summary_report(summarise_twins(a, b, replications_to_count(line)), a.scenario(), b.scenario(),
                                      options.names),
                 request);
    return exit_ok;
  }
  write_report(twins_report(twins_of(line, a, b), a.scenario(), b.scenario(), options), request);
  return exit_ok;
}

}  // namespace silowalk::inline tools
