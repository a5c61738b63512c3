#include "tools/show_request.h"

#include "engine/base/units.h"
#include "tools/shown_outputs.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// Returns the page that the options ask for. Throws UsageError where two pages are asked for, or an option belongs to
/// another page.
ResultsPage read_page(CommandLine const& line) {
  ResultsPage page = ResultsPage::outputs;
  for (std::string_view const name : results_page_names) {
    std::string const option(name);
    if (name == results_page_names[ResultsPage::outputs] || !line.has(option)) continue;
    if (line.has("measure") || line.has("by") || line.has("from") || line.has("to"))
      throw UsageError("--" + option + " has fixed outputs and months: of these options, it accepts only --scenario");
    if (page != ResultsPage::outputs)
      throw UsageError("--" + std::string(results_page_names[page]) + " and --" + option + " exclude each other");
    page = *results_page_names.find(name);
  }
  // Options of single pages are refused elsewhere instead of ignored: a user would take the page for what was asked.
  auto const only_with = [&](std::string const& option, bool fits, std::string const& pages) {
    if (line.has(option) && !fits) throw UsageError("--" + option + " needs " + pages);
  };
  bool const walks_again = page == ResultsPage::scores || page == ResultsPage::promises;
  only_with("baseline", page == ResultsPage::scorecard, "--scorecard");
  only_with("tolerance", page == ResultsPage::scorecard, "--scorecard");
  only_with("months", page == ResultsPage::scores, "--scores");
  only_with("over", walks_again, "--scores or --promises: all other pages use all replications");
  return page;
}

/// Returns a share from 0 to 1. Throws UsageError otherwise.
double read_tolerance(std::string const& given) {
  Measured const share = parse_share(given);
  if (share.ok() && share.value >= 0 && share.value <= 1) return share.value;
  throw UsageError("--tolerance " + given + ": must be a share, such as '10 %'");
}

}  // namespace

void declare_page_options(CommandLine& line) {
  for (std::string_view const page : results_page_names) {
    if (page != results_page_names[ResultsPage::outputs])
      line.options()(std::string(page).c_str(), "print this page instead of outputs");
  }
  line.options()(
      "baseline", po::value<std::string>()->value_name("NAME"),
      "with --scorecard: compare with this scenario, given by name or letter; default: the first three months of each "
      "silo")("tolerance", po::value<std::string>()->value_name("SHARE"),
              "with --scorecard: a leg breaks if it is worse by more than this; default: '10 %'")(
      "months", po::value<WholeNumber>()->value_name("N"),
      "with --scores: compare the scores of N months with the losses of the N months after them; default: 3")(
      "over", po::value<WholeNumber>()->value_name("K"),
      "with --scores or --promises: simulate replications 0 to K - 1 again; default: 5");
}

ResultsRequest read_results_request(CommandLine const& line, Format format) {
  ResultsRequest request;
  request.choice = read_output_choice(line);
  request.page = read_page(line);
  request.names = format == Format::csv;
  if (line.has("baseline")) request.baseline = line.get<std::string>("baseline");
  if (line.has("tolerance")) request.scorecard.tolerance = read_tolerance(line.get<std::string>("tolerance"));
  request.scores.months = static_cast<int>(bounded_number(line, "months", 3, 1, 1200));
  request.walked_again = static_cast<std::uint32_t>(bounded_number(line, "over", 5, 1, 10'000'000));
  // A terminal shows the first 20 promises; files and other formats have all of them.
  if (format == Format::text) request.most_rows = 20;
  return request;
}

}  // namespace silowalk::inline tools
