#include "tools/run_request.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>

#include "engine/archive/read_results.h"
#include "engine/base/complaint.h"
#include "engine/journey/check.h"
#include "engine/scenario/read.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

constexpr std::uint32_t usual_replications = 100;
constexpr std::uint32_t usual_maximum = 1000;
constexpr std::uint64_t most_replications = 10'000'000;

/// Scenarios that extend the same file repeat what is said about it.
void drop_repetitions(std::vector<Complaint>& complaints) {
  std::vector<Complaint> once;
  for (Complaint const& each : complaints) {
    bool const said = std::any_of(once.begin(), once.end(), [&](Complaint const& other) {
      return other.where == each.where && other.what == each.what && other.why == each.why;
    });
    if (!said) once.push_back(each);
  }
  complaints = std::move(once);
}

/// Reads and checks every file before anything is said to be wrong, so that all is said at once.
std::vector<Scenario> read_scenarios(std::vector<std::string> const& files, std::vector<Override> const& overrides) {
  std::vector<Scenario> scenarios;
  std::vector<Complaint> warnings;
  std::vector<Complaint> errors;
  for (std::string const& file : files) {
    try {
      scenarios.push_back(read_scenario(file, overrides, &warnings));
    } catch (InvalidInput const& error) {
      errors.insert(errors.end(), error.complaints().begin(), error.complaints().end());
      continue;
    }
    for (Complaint const& each : check_journey(scenarios.back())) {
      (each.severity == Complaint::Severity::error ? errors : warnings).push_back(each);
    }
  }
  drop_repetitions(warnings);
  drop_repetitions(errors);
  if (!warnings.empty()) std::fputs(describe(warnings).c_str(), stderr);
  if (!errors.empty()) throw InvalidInput(errors);
  return scenarios;
}

std::uint64_t seed_of(CommandLine const& line, std::vector<Scenario> const& scenarios) {
  if (line.has("seed")) return line.get<WholeNumber>("seed").value;
  std::uint64_t const first = scenarios.front().seed;
  if (std::any_of(scenarios.begin(), scenarios.end(), [&](Scenario const& each) { return each.seed != first; })) {
    fmt::print(stderr,
               "warning: the scenarios have different seeds; all are run with {}, so that they can be compared\n",
               first);
  }
  return first;
}

void add_scenarios(Plan& plan, std::vector<Scenario>&& scenarios, std::vector<std::string> const& files) {
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    std::string name = scenarios[i].name;
    if (name.empty()) name = std::filesystem::path(files[i]).stem().string();
    for (PlannedScenario const& other : plan.scenarios) {
      if (other.name == name)
        throw UsageError(fmt::format("two scenarios are called '{}': give one another name (--set name=...)", name));
    }
    plan.scenarios.push_back(plan_scenario(name, std::move(scenarios[i]), plan.seed));
  }
}

/// What a results file holds already, in its order, to be kept; its seed and, unless another is asked for, as many
/// replications.
void keep_scenarios(RunRequest& request, CommandLine const& line) {
  ResultsFile const file(request.output);
  ResultsHeader const& header = file.header();
  if (line.has("seed") && line.get<WholeNumber>("seed").value != header.seed) {
    throw UsageError(
        fmt::format("--seed: '{}' is of seed {}, and what is added to it must be, too", request.output, header.seed));
  }
  request.plan.seed = header.seed;
  for (ScenarioResults const& each : header.scenarios) {
    Scenario scenario = parse_scenario(each.text, request.output);
    request.plan.scenarios.push_back(plan_scenario(each.name, std::move(scenario), header.seed));
    if (!line.has("replications")) request.plan.replications = each.replications;
    if (request.plan.scenarios.back().digest == each.digest) continue;
    throw RuntimeFailure(fmt::format("cannot add to '{}': this version reads its scenario '{}' in another way",
                                     request.output, each.name));
  }
}

/// Drops scenarios that are there already, word for word.
void drop_known(RunRequest const& request, std::vector<Scenario>& scenarios, std::vector<std::string>& files) {
  for (std::size_t i = scenarios.size(); i-- > 0;) {
    PlannedScenario const planned = plan_scenario("", scenarios[i], request.plan.seed);
    bool const known = std::any_of(request.plan.scenarios.begin(), request.plan.scenarios.end(),
                                   [&](PlannedScenario const& other) { return other.digest == planned.digest; });
    if (!known) continue;
    scenarios.erase(scenarios.begin() + static_cast<std::ptrdiff_t>(i));
    files.erase(files.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

std::uint32_t count_of(CommandLine const& line, std::string const& option, std::uint32_t usual) {
  return static_cast<std::uint32_t>(bounded_number(line, option, usual, 1, most_replications));
}

void add_counts(RunRequest& request, CommandLine const& line) {
  Plan& plan = request.plan;
  plan.replications = count_of(line, "replications", usual_replications);
  if (!line.has("precision")) {
    if (line.has("max-replications")) throw UsageError("--max-replications goes with --precision");
    return;
  }
  if (line.has("replications")) {
    throw UsageError("--replications and --precision exclude each other (--max-replications bounds --precision)");
  }
  PrecisionRule rule;
  rule.relative = parse_precision(line.get<std::string>("precision"));
  rule.maximum = std::max<std::uint32_t>(2, count_of(line, "max-replications", usual_maximum));
  plan.precision = rule;
  plan.outputs = request.outputs.empty() ? std::vector<std::string>{"churn_rate", "revenue", "cost"} : request.outputs;
}

}  // namespace

double parse_share_option(std::string const& option, std::string const& text) {
  double value = 0;
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

CommandLine run_command_line() {
  CommandLine line(
      {"silowalk run FILE... -o OUT.h5 [--replications N | --precision 1% [--output NAME ...]] [--set PATH=VALUE ...]",
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
       "  silowalk run company.toml -o out.h5 --precision 1% --output churn_rate --output silo.care.load"});
  line.positional("FILE", 1, -1);
  line.options()("out,o", po::value<std::string>()->value_name("OUT.h5"), "the results file (needed)")(
      "replications", po::value<WholeNumber>()->value_name("N"), "histories of each scenario; default 100")(
      "precision", po::value<std::string>()->value_name("P"),
      "add replications until outputs are known to P of the mean")(
      "output", po::value<Arguments>()->value_name("NAME"),
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
      "quiet,q", "no progress, no assumptions, no tables")("json", "at the end, outputs as JSON instead of tables");
  return line;
}

RunRequest read_request(CommandLine const& line) {
  RunRequest request;
  if (!line.has("out")) throw UsageError("where to? give -o OUT.h5");
  request.output = line.get<std::string>("out");
  if (line.has("output")) request.outputs = line.get<Arguments>("output");
  request.threads = requested_threads(line);
  request.force = line.has("force");
  request.quiet = line.has("quiet");
  request.json = line.has("json");
  add_counts(request, line);
  std::vector<std::string> files = line.get<Arguments>("FILE");
  keep_inputs(request.output, files);
  std::vector<Scenario> scenarios = read_scenarios(files, requested_overrides(line));
  if (line.has("add") && std::filesystem::exists(request.output)) {
    keep_scenarios(request, line);
    drop_known(request, scenarios, files);
  } else {
    request.plan.seed = seed_of(line, scenarios);
  }
  add_scenarios(request.plan, std::move(scenarios), files);
  return request;
}

}  // namespace silowalk::inline tools
