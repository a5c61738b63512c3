#include "engine/archive/read_results.h"
#include "engine/base/units.h"
#include "engine/report/results_report.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/output.h"
#include "tools/shown_outputs.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

CommandLine show_command_line() {
  CommandLine line(
      {"silowalk show OUT.h5 [--measure NAME ...] [--by segment|silo|touchpoint] [--from M] [--to M] [--scenario NAME] "
       "[--goals | --commitments | --funnel | --scorecard [--baseline NAME] [--tolerance SHARE] |\n"
       "        --scores [--months N] [--over K] | --promises [--over K]] [--format text|md|html|json|csv] [-o FILE]",
       "Prints named outputs of a results file as estimates over its replications: mean, 95 % interval (of chance\n"
       "only, inputs taken as known). In JSON and CSV: base units (days, the currency, heads, probabilities), the "
       "unit\n"
       "beside; in JSON standard error and quantiles, too. Same file, same bytes.\n"
       "Instead of outputs, one page:\n"
       "  --goals        the chance that each goal is met, where the children of a goal do not add up to it, and how\n"
       "                 often each guardrail is broken\n"
       "  --commitments  who promised what to whom, and what became of it\n"
       "  --funnel       how many initiatives, and how much forecast value, are approved, funded, prioritised, moving\n"
       "                 and live, and at which step the rest dies\n"
       "  --scorecard    three legs of every silo (money, people, what it does to customers) against their start or a\n"
       "                 baseline, and which breaks first\n"
       "  --scores       which foretells who leaves, the score of a touchpoint or of the journey\n"
       "  --promises     what customers are promised less what they get, most value at stake first\n"
       "--scores and --promises walk some replications again, as long as running them took.",
       "  silowalk show out.h5\n"
       "  silowalk show out.h5 --measure churn_rate --measure touchpoint.care_call.wait_mean --from 24 --to 36\n"
       "  silowalk show out.h5 --by silo --measure load --format csv -o load.csv\n"
       "  silowalk show out.h5 --scorecard --baseline 'Telecom, status quo'\n"
       "  silowalk show out.h5 --promises --scenario 'Telecom, status quo' -o promises.html"});
  line.positional("FILE", 1, 1);
  declare_choice_options(line);
  for (std::string_view const page : results_page_names) {
    if (page != results_page_names[ResultsPage::outputs])
      line.options()(std::string(page).c_str(), "this page instead of outputs");
  }
  line.options()("baseline", po::value<std::string>()->value_name("NAME"),
                 "of --scorecard: hold against this scenario; default: each silo's own first three months")(
      "tolerance", po::value<std::string>()->value_name("SHARE"),
      "of --scorecard: a leg breaks when it is worse by more than this; default '10 %'")(
      "months", po::value<WholeNumber>()->value_name("N"),
      "of --scores: scores of so many months against losses of as many after them; default 3")(
      "over", po::value<WholeNumber>()->value_name("K"),
      "of --scores and --promises: replications walked again (0 to K - 1); default 5");
  declare_output_options(line);
  return line;
}

ResultsPage read_page(CommandLine const& line) {
  ResultsPage page = ResultsPage::outputs;
  for (std::string_view const name : results_page_names) {
    std::string const option(name);
    if (name == results_page_names[ResultsPage::outputs] || !line.has(option)) continue;
    if (line.has("measure") || line.has("by") || line.has("from") || line.has("to"))
      throw UsageError("--" + option + " names its outputs and months itself: of these options, --scenario only");
    if (page != ResultsPage::outputs)
      throw UsageError("--" + std::string(results_page_names[page]) + " and --" + option + ": one at a time");
    page = *results_page_names.find(name);
  }
  auto const only_with = [&](std::string const& option, bool fits, std::string const& pages) {
    if (line.has(option) && !fits) throw UsageError("--" + option + " goes with " + pages);
  };
  bool const walks_again = page == ResultsPage::scores || page == ResultsPage::promises;
  only_with("baseline", page == ResultsPage::scorecard, "--scorecard");
  only_with("tolerance", page == ResultsPage::scorecard, "--scorecard");
  only_with("months", page == ResultsPage::scores, "--scores");
  only_with("over", walks_again, "--scores and --promises: everything else is of all replications");
  return page;
}

double read_tolerance(std::string const& given) {
  Measured const share = parse_share(given);
  if (share.ok() && share.value >= 0 && share.value <= 1) return share.value;
  throw UsageError("--tolerance " + given + ": it is a share, as '10 %'");
}

ResultsRequest read_results_request(CommandLine const& line, Format format) {
  ResultsRequest request;
  request.choice = read_output_choice(line);
  request.page = read_page(line);
  if (line.has("baseline")) request.baseline = line.get<std::string>("baseline");
  if (line.has("tolerance")) request.scorecard.tolerance = read_tolerance(line.get<std::string>("tolerance"));
  request.scores.months = static_cast<int>(bounded_number(line, "months", 3, 1, 1200));
  request.walked_again = static_cast<std::uint32_t>(bounded_number(line, "over", 5, 1, 10'000'000));
  if (format == Format::text) request.most_rows = 20;
  return request;
}

}  // namespace

int run_show(Arguments const& arguments) {
  CommandLine line = show_command_line();
  refuse_output_names(arguments);
  if (!line.parse(arguments)) return exit_ok;
  OutputRequest const output = read_output_request(line);
  ResultsRequest const request = read_results_request(line, output.format);
  keep_inputs(output.path, line.get<Arguments>("FILE"));
  ResultsFile const file(line.get<Arguments>("FILE").front());
  write_report(results_report(file, request), output);
  return exit_ok;
}

}  // namespace silowalk::inline tools
