#include "tools/planned_run.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "engine/archive/part_folder.h"
#include "engine/archive/write_results.h"
#include "engine/base/complaint.h"
#include "tools/interrupt.h"
#include "tools/progress.h"

namespace silowalk::inline tools {
namespace {

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

/// Why a file cannot be continued by this plan; "" where it can.
std::string why_not_continued(ResultsHeader const& earlier, Plan const& plan) {
  if (earlier.plan == plan.digest()) return "";
  if (!earlier.complete) return "it is not complete";
  if (earlier.engine_version != SILOWALK_VERSION) return "another version made it: " + earlier.engine_version;
  if (earlier.seed != plan.seed) return fmt::format("it is of another run, of seed {}", earlier.seed);
  auto const places = places_in(earlier, plan);
  for (std::size_t i = 0; i < earlier.scenarios.size(); ++i) {
    if (std::find(places.begin(), places.end(), i) != places.end()) continue;
    return fmt::format(
        "it is of another run: it has a scenario '{}' that is not, or not the same, in this one; --add keeps what it "
        "has",
        earlier.scenarios[i].name);
  }
  return "";
}

std::uint32_t replications_in(ResultsFile const* earlier) {
  std::uint32_t most = 0;
  if (earlier == nullptr) return most;
  for (ScenarioResults const& each : earlier->header().scenarios) most = std::max(most, each.replications);
  return most;
}

/// The plan, then as many replications more as it takes to keep all that is there.
RunReport run_all(Plan const& plan, std::uint32_t at_least, std::vector<Model> const& models, PartFolder& parts,
                  RunOptions const& options) {
  Plan larger = plan;
  larger.replications = std::max(plan.replications, at_least);
  RunReport report = run(larger, models, parts, options);
  if (!report.complete || report.replications >= at_least) return report;
  larger.precision.reset();
  RunReport const rest = run(larger, models, parts, options);
  report.complete = rest.complete;
  report.replications = rest.replications;
  report.progress = rest.progress;
  return report;
}

}  // namespace

std::vector<std::optional<std::size_t>> places_in(ResultsHeader const& earlier, Plan const& plan) {
  std::vector<std::optional<std::size_t>> places(plan.scenarios.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    for (std::size_t k = 0; k < earlier.scenarios.size(); ++k) {
      bool const same = earlier.scenarios[k].name == plan.scenarios[i].name &&
                        earlier.scenarios[k].digest == plan.scenarios[i].digest;
      if (same) places[i] = k;
    }
  }
  return places;
}

void expect_place_for(std::string const& output) {
  std::filesystem::path const path(output);
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    throw RuntimeFailure(fmt::format("'{}' is a folder: give a file in it, '{}'", output, (path / "out.h5").string()));
  if (std::filesystem::exists(path, ignored) && !std::filesystem::is_regular_file(path, ignored))
    throw RuntimeFailure(
        fmt::format("'{}' is no ordinary file: results are put together beside it, then take its place", output));
  std::filesystem::path const folder = path.parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, ignored))
    throw RuntimeFailure(
        fmt::format("there is no folder '{}' to put '{}' in", folder.string(), path.filename().string()));
}

std::optional<ResultsFile> find_earlier(PlannedRun const& planned) {
  expect_place_for(planned.output);
  if (planned.force || !std::filesystem::exists(planned.output)) return std::nullopt;
  std::string reason;
  try {
    ResultsFile file(planned.output);
    reason = why_not_continued(file.header(), planned.plan);
    if (reason.empty()) return file;
  } catch (RuntimeFailure const& error) {
    reason = error.what();
  }
  throw RuntimeFailure(
      fmt::format("'{}' exists already and is kept ({}); give --force to overwrite it", planned.output, reason));
}

bool suffices(ResultsHeader const& header, Plan const& plan) {
  if (!header.complete || header.plan != plan.digest()) return false;
  if (!plan.precision) return header.scenarios.front().replications >= plan.replications;
  return header.precision && header.precision->rule == *plan.precision && header.precision->outputs == plan.outputs;
}

std::optional<RunReport> run_and_write(PlannedRun const& planned, std::vector<Model> const& models,
                                       ResultsFile const* earlier) {
  Plan const& plan = planned.plan;
  PartFolder parts(planned.output + ".parts", plan.digest(), planned.force);
  ProgressLine line(!planned.quiet);
  parts.on_notice([&](std::string const& notice) {
    line.clear();
    fmt::print(stderr, "warning: {}\n", notice);
  });
  if (earlier != nullptr) parts.use_also(earlier, places_in(earlier->header(), plan));
  Interrupt const interrupt;
  RunOptions options;
  options.threads = planned.threads;
  options.stop = &interrupt.flag();
  options.progress = [&](Progress const& progress) { line.show(progress); };
  RunReport const report = run_all(plan, replications_in(earlier), models, parts, options);
  line.clear();
  if (!report.complete) {
    fmt::print(stderr, "stopped: {} of {} blocks are saved in '{}'; the same command continues\n",
               report.progress.blocks_done, report.progress.blocks_total, parts.path());
    return std::nullopt;
  }
  write_results(planned.output, header_of(plan, models, report), source_of(plan, report.replications, parts));
  parts.remove();
  return report;
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

}  // namespace silowalk::inline tools
