#include "tools/evaluated_run.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "engine/base/calendar.h"
#include "engine/base/complaint.h"
#include "engine/base/text.h"
#include "engine/base/units.h"
#include "engine/report/format.h"
#include "engine/report/results/run_report.h"
#include "tools/run_terminal.h"
#include "tools/standard_streams.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
namespace {

/// Returns --time in days; none: no limit. Throws UsageError.
std::optional<double> requested_time(CommandLine const& line) {
  if (!line.has("time") && line.has("keep")) return std::nullopt;
  std::string const text = line.has("time") ? line.get<std::string>("time") : "5 min";
  Measured const time = parse_duration(text);
  if (time.ok() && time.value > 0) return time.value;
  throw UsageError(
      fmt::format("--time {}: {}, for example --time '2 min'", text, time.ok() ? "it must be more than 0" : time.why));
}

}  // namespace

void declare_run_settings(CommandLine& line) {
  line.options()("keep", po::value<std::string>()->value_name("FILE.h5"),
                 "keep the simulations in a results file: an interrupted run continues, and what the file holds is not "
                 "simulated again; --force overwrites the file of another run")(
      "replications", po::value<WholeNumber>()->value_name("N"),
      "number of replications of each scenario; default: 100")(
      "time", po::value<std::string>()->value_name("TIME"),
      "stop after this time, such as '2 min' or 1h, and report the replications that all scenarios have by then, at "
      "least 2; default: 5 min, and with --keep no limit")("seed", po::value<WholeNumber>()->value_name("N"),
                                                           "seed of the random numbers; default: that of the scenario")(
      "threads", po::value<WholeNumber>()->value_name("N"),
      "number of threads; default: as many as this process may use")("quiet,q", "print no progress");
}

RunSettings read_run_settings(CommandLine const& line) {
  RunSettings settings;
  if (line.has("keep")) settings.output = line.get<std::string>("keep");
  settings.replications = static_cast<std::uint32_t>(bounded_number(line, "replications", 100, 2, 10'000'000));
  if (line.has("seed")) settings.seed = line.get<WholeNumber>("seed").value;
  settings.time = requested_time(line);
  settings.threads = requested_threads(line);
  settings.force = line.has("force");
  settings.quiet = line.has("quiet");
  return settings;
}

void declare_measure(CommandLine& line) {
  std::string const about =
      fmt::format("output to maximise: {}; default: {}", joined(measures_of_worth()), measures_of_worth().front());
  line.options()("measure", po::value<std::string>()->value_name("NAME"), about.c_str());
}

std::string requested_measure(CommandLine const& line) {
  std::vector<std::string> const& known = measures_of_worth();
  if (!line.has("measure")) return known.front();
  std::string const& name = line.get<std::string>("measure");
  if (std::find(known.begin(), known.end(), name) != known.end()) return name;
  throw UsageError(fmt::format("--measure {}: must be an output of which more is better: {}{}", name, joined(known),
                               guess_among(name, known)));
}

std::optional<EvaluatedRun> run_and_evaluate(EvaluationRequest const& request, RunSettings const& settings) {
  std::chrono::duration<double> const allowed(settings.time.value_or(HUGE_VAL) * seconds_per_day * request.share);
  RunTerminal terminal(!settings.quiet, allowed.count());
  RunOptions options = terminal.options(settings.threads);
  auto const is_over = [&] { return RunSettings::Clock::now() - settings.begun >= allowed; };
  if (settings.time) options.limit = TimeLimit{*settings.time, is_over};
  KeptIn const kept{settings.output, settings.force, request.part};
  auto result = evaluate_plan(request.plan, kept, request.outputs, request.window, options);
  if (auto* const run = std::get_if<EvaluatedRun>(&result)) return std::move(*run);
  say(format_stopped(std::get<StoppedRun>(result)) + "\n");
  return std::nullopt;
}

Evaluator evaluator_of(RunSettings const& settings) {
  // A copy of the settings: the function outlives the verb's local variables where the engine keeps it.
  return [settings](EvaluationRequest const& request) { return run_and_evaluate(request, settings); };
}

}  // namespace silowalk::inline tools
