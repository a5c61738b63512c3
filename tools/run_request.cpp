#include "tools/run_request.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "engine/base/complaint.h"
#include "tools/output.h"
#include "tools/standard_streams.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// Replications at which --precision gives up unless --max-replications is given.
constexpr std::uint32_t usual_maximum = 1000;
/// Upper bound of every number of replications on the command line.
constexpr std::uint64_t most_replications = 10'000'000;

/// Returns a number of replications, at least 1; `usual` where it was not given. Throws UsageError.
std::uint32_t count_of(CommandLine const& line, std::string const& option, std::uint32_t usual) {
  return static_cast<std::uint32_t>(bounded_number(line, option, usual, 1, most_replications));
}

/// Reads either a number of replications or a precision. Throws UsageError where both are given.
void add_counts(RunRequest& request, CommandLine const& line) {
  if (!line.has("precision")) {
    if (line.has("max-replications")) throw UsageError("--max-replications needs --precision");
    if (line.has("replications")) request.replications = count_of(line, "replications", 0);
    return;
  }
  if (line.has("replications")) {
    throw UsageError("--replications and --precision exclude each other (--max-replications bounds --precision)");
  }
  PrecisionRule rule;
  rule.relative = parse_precision(line.get<std::string>("precision"));
  // One replication has no interval to be judged by.
  rule.maximum = std::max<std::uint32_t>(2, count_of(line, "max-replications", usual_maximum));
  request.precision = rule;
}

}  // namespace

double parse_share_option(std::string const& option, std::string const& text) {
  double value = 0;
  // from_chars() reads no locale: "0,01" is refused everywhere.
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  std::string rest(end, text.data() + text.size());
  rest.erase(0, std::min(rest.find_first_not_of(' '), rest.size()));
  if (rest == "%") value /= 100;
  bool const understood = error == std::errc{} && (rest.empty() || rest == "%");
  if (!understood || !(value > 0) || !(value < 1)) {
    throw UsageError(fmt::format("--{} {}: must be a share, such as 1% or 0.01", option, text));
  }
  return value;
}

// One place for the options and their help: read_request() below reads all of them.
CommandLine run_command_line() {
  CommandLine line(
      {"silowalk run FILE... -o OUT.h5 [--replications N | --precision 1% [--measure NAME ...]] [--set PATH=VALUE ...]",
       "Simulates the scenarios with common random numbers, and writes the results to a file (results/README.md).\n"
       "Finished work is kept next to it in OUT.h5.parts. After an interruption (Ctrl-C, SIGTERM, exit code 75), a\n"
       "crash or a full disk, run the same command again to continue. The results do not depend on the number of\n"
       "threads or on interruptions. What OUT.h5 holds already, of fewer scenarios or replications, is not run again.\n"
       "With --precision, replications are added (16, 32, 64, ...) until every output in every scenario is precise\n"
       "enough: the half-width of its 95 % interval is at most P of the mean, or 0.5 customers, 0.01 of the currency,\n"
       "1 second or 0.05 points of a share, whichever is more. The intervals are widened for the repeated looks.",
       "  silowalk run company.toml -o out.h5\n"
       "  silowalk run company.toml one_plan.toml -o out.h5 --replications 400 --set silo.care.agents=30\n"
       "  silowalk run another_plan.toml -o out.h5 --add\n"
       "  silowalk run company.toml -o out.h5 --replace A\n"
       "  silowalk run company.toml -o out.h5 --precision 1% --measure churn_rate --measure silo.care.load"});
  line.positional("FILE", 1, -1);
  line.options()("out,o", po::value<std::string>()->value_name("OUT.h5"), "results file to write (required)")(
      "replications", po::value<WholeNumber>()->value_name("N"),
      "number of replications of each scenario; default: 100")(
      "precision", po::value<std::string>()->value_name("P"),
      "add replications until every output is known to P of its mean; example: 1%")(
      "measure", po::value<Arguments>()->value_name("NAME"),
      "output that --precision applies to and that is shown at the end; repeatable; default: churn_rate, revenue, "
      "cost")("max-replications", po::value<WholeNumber>()->value_name("N"),
              "maximum number of replications with --precision; default: 1000")(
      "seed", po::value<WholeNumber>()->value_name("N"), "seed of the random numbers; default: that of the scenario")(
      "threads", po::value<WholeNumber>()->value_name("N"),
      "number of threads; default: as many as this process may use")(
      "set", po::value<Arguments>()->value_name("PATH=VALUE"),
      "override one value of every scenario; repeatable; example: --set silo.care.agents=30")(
      "add",
      "add these scenarios to those that OUT.h5 has already; one of the same name with --set is called 'NAME, "
      "PATH=VALUE'")("replace", po::value<std::string>()->value_name("NAME"),
                     "simulate FILE in place of this scenario of OUT.h5, by name or letter; keep the others")(
      "force", "overwrite OUT.h5, and discard the unfinished parts of another run")(
      "quiet,q", "print no progress, assumptions or tables");
  declare_format_options(line);
  return line;
}

RunRequest read_request(CommandLine const& line) {
  RunRequest request;
  if (!line.has("out")) throw UsageError("no results file given: add -o OUT.h5");
  request.output = line.get<std::string>("out");
  if (line.has("measure")) request.outputs = line.get<Arguments>("measure");
  if (line.has("seed")) request.seed = line.get<WholeNumber>("seed").value;
  request.add = line.has("add");
  request.force = line.has("force");
  request.overrides = requested_overrides(line);
  if (line.has("replace")) request.replaced = line.get<std::string>("replace");
  if (request.replaced && request.add) throw UsageError("--replace and --add exclude each other");
  add_counts(request, line);
  // Inputs are protected before they are read.
  auto const& files = line.get<Arguments>("FILE");
  if (request.replaced && files.size() > 1) throw UsageError("--replace takes one FILE");
  keep_inputs(request.output, files);
  // Users of other verbs expect -o to take a report; writing HDF5 under the name of a report would hide the mistake.
  if (format_of_file(request.output))
    throw UsageError(
        fmt::format("-o {0}: results are an HDF5 file, such as {1}; then 'silowalk show {1} -o {0}' writes a report",
                    request.output, std::filesystem::path(request.output).replace_extension(".h5").string()));
  std::vector<Complaint> warnings;
  request.scenarios = read_named_scenarios(files, request.overrides, warnings);
  say(describe(warnings));
  return request;
}

}  // namespace silowalk::inline tools
