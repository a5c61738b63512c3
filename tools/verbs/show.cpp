#include <limits>

#include "engine/archive/read_results.h"
#include "tools/exit_code.h"
#include "tools/options.h"
#include "tools/shown_outputs.h"
#include "tools/verbs.h"

namespace po = boost::program_options;

namespace silowalk {
namespace {

int month_of(CommandLine const& line, std::string const& option) {
  std::uint64_t const month = line.get<WholeNumber>(option).value;
  if (month > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) {
    throw UsageError("--" + option + ": there are no so many months");
  }
  return static_cast<int>(month);
}

OutputChoice choice_of(CommandLine const& line) {
  OutputChoice choice;
  if (line.has("output")) choice.outputs = line.get<Arguments>("output");
  if (line.has("by")) choice.by = parse_by(line.get<std::string>("by"));
  if (line.has("scenario")) choice.scenario = line.get<std::string>("scenario");
  if (line.has("from")) choice.window.from = month_of(line, "from");
  if (line.has("to")) choice.window.to = month_of(line, "to");
  return choice;
}

}  // namespace

int run_show(Arguments const& arguments) {
  CommandLine line(
      {"silowalk show OUT.h5 [--output NAME ...] [--by segment|silo|touchpoint] [--from M] [--to M] [--scenario NAME] "
       "[--json]",
       "Prints named outputs of a results file as estimates over its replications: mean, 95 % interval (of chance\n"
       "only, inputs taken as known). In JSON: base units (days, the currency, heads, probabilities), the unit "
       "beside,\n"
       "standard error and quantiles, too. Same file, same bytes.",
       "  silowalk show out.h5\n"
       "  silowalk show out.h5 --output churn_rate --output touchpoint.care_call.wait_mean --from 24 --to 36\n"
       "  silowalk show out.h5 --by silo --output load --json"});
  line.positional("FILE", 1, 1);
  line.options()("output", po::value<Arguments>()->value_name("NAME"),
                 "churn_rate, segment.X.revenue, touchpoint.X.wait_mean, silo.X.load, ...; may be given many times")(
      "by", po::value<std::string>()->value_name("KIND"),
      "outputs of each segment, silo or touchpoint; --output then names them without the first two words")(
      "from", po::value<WholeNumber>()->value_name("M"), "first month of the window; default 0")(
      "to", po::value<WholeNumber>()->value_name("M"), "the month before which it ends; default: the horizon's end")(
      "scenario", po::value<std::string>()->value_name("NAME"), "of this scenario only")("json", "as JSON");
  if (!line.parse(arguments)) return exit_ok;
  OutputChoice const choice = choice_of(line);
  ResultsFile const file(line.get<Arguments>("FILE").front());
  std::vector<ShownScenario> const shown = estimate_outputs(file, choice);
  write_text("", line.has("json") ? to_json(shown).text() + "\n" : to_text(shown, choice.window), false);
  return exit_ok;
}

}  // namespace silowalk
