#include "tools/evaluated_run.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/complaint.h"
#include "tools/run_terminal.h"

namespace po = boost::program_options;

namespace silowalk::inline tools {
void declare_run_settings(CommandLine& line) {
  line.options()("out,o", po::value<std::string>()->value_name("OUT.h5"),
                 "keep the simulations in a results file; what was interrupted is then continued, and what is there is "
                 "not run again")("replications", po::value<WholeNumber>()->value_name("N"),
                                  "histories of each scenario; default 100")(
      "seed", po::value<WholeNumber>()->value_name("N"), "of the random numbers; default: the scenario's")(
      "threads", po::value<WholeNumber>()->value_name("N"), "default: as many as this process may use")(
      "force", "overwrite OUT.h5, and discard parts of another run beside it")("quiet,q", "no progress")(
      "json", "as JSON, for programs");
}

RunSettings read_run_settings(CommandLine const& line) {
  RunSettings settings;
  if (line.has("out")) settings.output = line.get<std::string>("out");
  settings.replications = static_cast<std::uint32_t>(bounded_number(line, "replications", 100, 2, 10'000'000));
  if (line.has("seed")) settings.seed = line.get<WholeNumber>("seed").value;
  settings.threads = requested_threads(line);
  settings.force = line.has("force");
  settings.json = line.has("json");
  settings.quiet = line.has("quiet");
  return settings;
}

std::string requested_measure(CommandLine const& line) {
  Arguments const known{"value_at_close", "value", "margin", "revenue", "customers", "lifetime_value"};
  if (!line.has("output")) return known.front();
  std::string const& name = line.get<std::string>("output");
  if (std::find(known.begin(), known.end(), name) != known.end()) return name;
  std::string all;
  for (std::string const& each : known) all += (all.empty() ? "" : ", ") + each;
  std::string const guess = nearest(name, known);
  throw UsageError(fmt::format("--output {}: it is one of which more is better: {}{}", name, all,
                               guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess)));
}

std::optional<EvaluatedRun> run_and_evaluate(Plan const& plan, RunSettings const& settings,
                                             std::vector<std::string> const& names, Window const& window) {
  RunTerminal terminal(!settings.quiet);
  auto result =
      evaluate_plan(plan, {settings.output, settings.force}, names, window, terminal.options(settings.threads));
  if (auto* const run = std::get_if<EvaluatedRun>(&result)) return std::move(*run);
  print_stopped(std::get<StoppedRun>(result));
  return std::nullopt;
}

}  // namespace silowalk::inline tools
