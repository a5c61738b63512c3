#include <fmt/core.h>

#include <filesystem>
#include <optional>

#include "engine/archive/part_folder.h"
#include "engine/archive/read_results.h"
#include "engine/archive/write_results.h"
#include "engine/base/complaint.h"
#include "engine/experiment/run.h"
#include "engine/simulation/simulate.h"
#include "tools/drift_table.h"
#include "tools/exit_code.h"
#include "tools/interrupt.h"
#include "tools/progress.h"
#include "tools/run_request.h"
#include "tools/shown_outputs.h"
#include "tools/verbs.h"

namespace silowalk {
namespace {

std::vector<Model> make_models(RunRequest const& request) {
  std::vector<Model> models;
  for (PlannedScenario const& each : request.plan.scenarios) {
    models.emplace_back(each.scenario);
    OutputFrame const frame = frame_of(each.scenario, models.back().axes());
    for (std::string const& name : request.outputs) NamedOutput(name, {}, frame, "--output");  // throws where unknown
  }
  return models;
}

std::string assumptions_text(Plan const& plan, std::vector<Model> const& models) {
  std::string text;
  for (std::size_t i = 0; i < models.size(); ++i) {
    if (models[i].assumptions().empty()) continue;
    text += fmt::format("{} takes for granted:\n", plan.scenarios[i].name);
    for (std::string const& each : models[i].assumptions()) text += fmt::format("  - {}\n", each);
    text += "\n";
  }
  return text;
}

/// The file that stands where the output shall go, if it is an earlier or the same run. Throws where it is neither and
/// may not be overwritten.
std::optional<ResultsFile> find_earlier(RunRequest const& request) {
  if (request.force || !std::filesystem::exists(request.output)) return std::nullopt;
  std::string reason = "it is of another run (another scenario, seed or version)";
  try {
    ResultsFile file(request.output);
    if (file.header().plan == request.plan.digest()) return file;
  } catch (RuntimeFailure const& error) {
    reason = error.what();
  }
  throw RuntimeFailure(
      fmt::format("'{}' exists already and is kept ({}); give --force to overwrite it", request.output, reason));
}

/// Whether an earlier file has all that is asked for.
bool suffices(ResultsHeader const& header, Plan const& plan) {
  if (!header.complete) return false;
  if (!plan.precision) return header.scenarios.front().replications >= plan.replications;
  return header.precision && header.precision->rule == *plan.precision && header.precision->outputs == plan.outputs;
}

ResultsHeader header_of(Plan const& plan, std::vector<Model> const& models, RunReport const& report) {
  ResultsHeader header;
  header.engine_version = SILOWALK_VERSION;
  header.seed = plan.seed;
  header.complete = true;
  header.plan = plan.digest();
  header.precision = precision_record(plan, report);
  for (std::size_t i = 0; i < models.size(); ++i) {
    PlannedScenario const& planned = plan.scenarios[i];
    ScenarioResults& each = header.scenarios.emplace_back();
    each.name = planned.name;
    each.text = planned.text;
    each.digest = planned.digest;
    each.frame = frame_of(planned.scenario, models[i].axes());
    each.assumptions = models[i].assumptions();
    each.worth = models[i].worth();
    each.worth.resize(each.frame.axes.segments.size());  // (unallocated) is worth nothing
    each.replications = report.replications;
  }
  return header;
}

/// Reads replications back from the parts, whole blocks at a time.
TallySource source_of(Plan const& plan, std::uint32_t replications, PartFolder& parts) {
  return [&plan, replications, &parts](std::size_t scenario, std::uint32_t first, std::uint32_t count) {
    std::vector<Tally> some;
    std::uint32_t const from = first - first % plan.block_size;
    for (Block const& block : blocks_of(plan, from, std::min(replications, first + count))) {
      if (block.scenario != static_cast<int>(scenario)) continue;
      // The last block of a range that ends within a block is whole in the folder.
      Block const whole{block.scenario, block.first, std::min(plan.block_size, replications - block.first)};
      auto const tallies = parts.load(whole);
      if (!tallies) throw RuntimeFailure("a part that was there is gone or damaged: the same command makes it again");
      for (std::uint32_t i = 0; i < whole.count; ++i) {
        std::uint32_t const replication = whole.first + i;
        if (replication >= first && replication < first + count) some.push_back((*tallies)[i]);
      }
    }
    return some;
  };
}

void say_precision(RunReport const& report, Plan const& plan) {
  for (PrecisionFinding const& each : report.precision) {
    if (each.verdict.reached) continue;
    fmt::print(stderr, "{}: {} is not known as well as asked after {} replications\n",
               plan.scenarios[static_cast<std::size_t>(each.scenario)].name, each.output, report.replications);
  }
}

void show_results(RunRequest const& request, std::string const& opening) {
  if (request.quiet && !request.json) return;
  ResultsFile const file(request.output);
  OutputChoice choice;
  choice.outputs = request.outputs;
  std::vector<ShownScenario> const shown = estimate_outputs(file, choice);
  if (request.json) {
    write_text("", to_json(shown).text() + "\n", false);
    return;
  }
  std::string text = opening + to_text(shown, choice.window) + "\n";
  for (std::size_t i = 0; i < file.header().scenarios.size(); ++i) {
    std::string const drift = drift_text(file, i);
    if (!drift.empty()) text += file.header().scenarios[i].name + "\n\n" + drift;
  }
  text += fmt::format("{}  {}\n", file.header().digest.hex(), request.output);
  write_text("", text, false);
}

/// Runs what is missing and writes the file. False when it was stopped first.
bool run_and_write(RunRequest const& request, std::vector<Model> const& models, ResultsFile const* earlier) {
  Plan const& plan = request.plan;
  PartFolder parts(request.output + ".parts", plan.digest(), request.force);
  ProgressLine line(!request.quiet);
  parts.on_notice([&](std::string const& notice) {
    line.clear();
    fmt::print(stderr, "warning: {}\n", notice);
  });
  parts.use_also(earlier);
  Interrupt const interrupt;
  RunOptions options;
  options.threads = request.threads;
  options.stop = &interrupt.flag();
  options.progress = [&](Progress const& progress) { line.show(progress); };
  RunReport const report = run(plan, models, parts, options);
  line.clear();
  if (!report.complete) {
    fmt::print(stderr, "stopped: {} of {} blocks are saved in '{}'; the same command continues\n",
               report.progress.blocks_done, report.progress.blocks_total, parts.path());
    return false;
  }
  write_results(request.output, header_of(plan, models, report), source_of(plan, report.replications, parts));
  parts.remove();
  say_precision(report, plan);
  return true;
}

}  // namespace

int run_run(Arguments const& arguments) {
  CommandLine line = run_command_line();
  if (!line.parse(arguments)) return exit_ok;
  RunRequest const request = read_request(line);
  std::vector<Model> const models = make_models(request);
  std::optional<ResultsFile> earlier = find_earlier(request);
  if (earlier && suffices(earlier->header(), request.plan)) {
    earlier.reset();
    show_results(request, fmt::format("'{}' has this run already: nothing to do.\n\n", request.output));
    return exit_ok;
  }
  if (!request.quiet && !request.json) write_text("", assumptions_text(request.plan, models), false);
  if (!run_and_write(request, models, earlier ? &*earlier : nullptr)) return exit_interrupted;
  earlier.reset();
  show_results(request, "");
  return exit_ok;
}

}  // namespace silowalk
