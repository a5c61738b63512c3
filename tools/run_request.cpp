#include "tools/run_request.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>

#include "engine/base/complaint.h"
#include "engine/journey/sound.h"
#include "tools/output.h"

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
    if (line.has("max-replications")) throw UsageError("--max-replications goes with --precision");
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

/// Adds the scenarios, each under its own name, or that of its file where it has none. Warnings go to standard error.
/// Throws InvalidInput where one is unsound.
void add_scenarios(RunRequest& request, std::vector<std::string> const& files, std::vector<Override> const& overrides) {
  std::vector<Complaint> warnings;
  std::vector<Scenario> scenarios = read_sound_scenarios(files, overrides, warnings);
  if (!warnings.empty()) std::fputs(describe(warnings).c_str(), stderr);
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    std::string name = scenarios[i].name;
    if (name.empty()) name = std::filesystem::path(files[i]).stem().string();
    request.scenarios.push_back({std::move(name), std::move(scenarios[i])});
  }
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
    throw UsageError(fmt::format("--{} {}: it is a share, like 1% or 0.01", option, text));
  }
  return value;
}

// One place for the options and their help: read_request() below reads all of them.
CommandLine run_command_line() {
  CommandLine line(
      {"silowalk run FILE... -o OUT.h5 [--replications N | --precision 1% [--measure NAME ...]] [--set PATH=VALUE ...]",
       "Simulates the scenarios, all with the same random numbers, and writes what they did to a results file\n"
       "(results/README.md). Finished work is kept beside it in OUT.h5.parts: after an interruption (Ctrl-C, SIGTERM,\n"
       "exit code 75), a crash or a full disk, the same command continues. Neither threads nor interruptions change a\n"
       "digit. What OUT.h5 holds already, of these scenarios or of fewer replications, is not run again.\n"
       "With --precision, replications are added (16, 32, 64, ...) until the 95 % interval of every output in every\n"
       "scenario is known to that share of its mean (or to half a head, 0.01 of the currency, a second, 0.05 points "
       "of\n"
       "a share, whichever is wider); the price of looking more than once is paid in the intervals.",
       "  silowalk run company.toml -o out.h5\n"
       "  silowalk run company.toml one_plan.toml -o out.h5 --replications 400 --set silo.care.agents=30\n"
       "  silowalk run another_plan.toml -o out.h5 --add\n"
       "  silowalk run company.toml -o out.h5 --precision 1% --measure churn_rate --measure silo.care.load"});
  line.positional("FILE", 1, -1);
  line.options()("out,o", po::value<std::string>()->value_name("OUT.h5"), "the results file (needed)")(
      "replications", po::value<WholeNumber>()->value_name("N"), "histories of each scenario; default 100")(
      "precision", po::value<std::string>()->value_name("P"),
      "add replications until outputs are known to P of the mean")(
      "measure", po::value<Arguments>()->value_name("NAME"),
      "an output that --precision is asked of (default: churn_rate, revenue, cost), and that is shown at the end; may "
      "be "
      "given many times")("max-replications", po::value<WholeNumber>()->value_name("N"),
                          "where --precision gives up; default 1000")("seed", po::value<WholeNumber>()->value_name("N"),
                                                                      "of the random numbers; default: the scenario's")(
      "threads", po::value<WholeNumber>()->value_name("N"), "default: as many as this process may use")(
      "set", po::value<Arguments>()->value_name("PATH=VALUE"),
      "override one value of every scenario, as --set silo.care.agents=30; may be given many times")(
      "add", "keep the scenarios that OUT.h5 has already, and add these to them")(
      "force", "overwrite OUT.h5, and discard parts of another run beside it")(
      "quiet,q", "no progress, no assumptions, no tables");
  declare_format_options(line);
  return line;
}

RunRequest read_request(CommandLine const& line) {
  RunRequest request;
  if (!line.has("out")) throw UsageError("where to? give -o OUT.h5");
  request.output = line.get<std::string>("out");
  if (line.has("measure")) request.outputs = line.get<Arguments>("measure");
  if (line.has("seed")) request.seed = line.get<WholeNumber>("seed").value;
  request.add = line.has("add");
  request.force = line.has("force");
  add_counts(request, line);
  // Inputs are protected before they are read.
  auto const& files = line.get<Arguments>("FILE");
  keep_inputs(request.output, files);
  // Users of other verbs expect -o to take a report; writing HDF5 under the name of a report would hide the mistake.
  if (format_of_file(request.output))
    throw UsageError(
        fmt::format("-o {}: it is the results file, OUT.h5; a report of it is written by show", request.output));
  add_scenarios(request, files, requested_overrides(line));
  return request;
}

}  // namespace silowalk::inline tools
