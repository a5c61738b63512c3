#include "tools/evaluated_run.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "engine/base/complaint.h"
#include "engine/base/text.h"
#include "engine/report/format.h"
#include "engine/report/results/run_report.h"
#include "tools/run_terminal.h"
#include "tools/standard_streams.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {

void declare_run_settings(CommandLine& line) {
  line.options()("keep", po::value<std::string>()->value_name("FILE.h5"),
                 "keep the simulations in a results file: an interrupted run continues, and what the file holds is not "
                 "simulated again; --force overwrites the file of another run")(
      "replications", po::value<WholeNumber>()->value_name("N"),
      "number of replications of each scenario; default: 100")(
      "seed", po::value<WholeNumber>()->value_name("N"), "seed of the random numbers; default: that of the scenario")(
      "threads", po::value<WholeNumber>()->value_name("N"),
      "number of threads; default: as many as this process may use")("quiet,q", "print no progress");
}

RunSettings read_run_settings(CommandLine const& line) {
  RunSettings settings;
  if (line.has("keep")) settings.output = line.get<std::string>("keep");
  settings.replications = static_cast<std::uint32_t>(bounded_number(line, "replications", 100, 2, 10'000'000));
  if (line.has("seed")) settings.seed = line.get<WholeNumber>("seed").value;
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

std::optional<EvaluatedRun> run_and_evaluate(Plan const& plan, RunSettings const& settings,
                                             std::vector<std::string> const& names, Window const& window) {
  RunTerminal terminal(!settings.quiet);
  auto result =
      evaluate_plan(plan, {settings.output, settings.force}, names, window, terminal.options(settings.threads));
  if (auto* const run = std::get_if<EvaluatedRun>(&result)) return std::move(*run);
  say(format_stopped(std::get<StoppedRun>(result)) + "\n");
  return std::nullopt;
}

Evaluator evaluator_of(RunSettings const& settings) {
  // A copy of the settings: the function outlives the verb's local variables where the engine keeps it.
  return [settings](EvaluationRequest const& request) {
    RunSettings here = settings;
    if (here.output && !request.part.empty()) {
      // One file for each part, because a results file holds one plan.
      std::filesystem::path path(*here.output);
      here.output =
          path.replace_filename(fmt::format("{}-{}{}", path.stem().string(), request.part, path.extension().string()))
              .string();
    }
    return run_and_evaluate(request.plan, here, request.outputs, request.window);
  };
}

}  // namespace silowalk::inline tools
