#include "engine/experiment/run_to_file.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/archive/file.h"
#include "engine/archive/part_folder.h"
#include "engine/archive/write_results.h"
#include "engine/base/complaint.h"
#include "engine/experiment/earlier_results.h"
#include "engine/experiment/planned_results.h"

namespace silowalk::inline experiment {
namespace {

/// Returns the record of the precision rule for the file; none without a rule.
std::optional<PrecisionRecord> precision_record(Plan const& plan, RunReport const& report) {
  if (!plan.precision) return std::nullopt;
  PrecisionRecord record;
  record.rule = *plan.precision;
  record.outputs = plan.outputs;
  record.reached = report.precise;
  if (!report.precision.empty()) {
    record.look = report.precision.front().verdict.look;
    record.level_at_look = report.precision.front().verdict.level;
  }
  return record;
}

/// The place of the results, and the existing file there.
struct Target {
  std::string const& output;
  ResultsFile const* earlier;  ///< null: no file to continue
};

/// Returns the header without the digests of results, which the writer computes.
ResultsHeader header_of(Plan const& plan, std::vector<Model> const& models, RunReport const& report) {
  ResultsHeader header;
  header.engine_version = SILOWALK_VERSION;
  header.seed = plan.seed;
  header.complete = true;
  header.plan = plan.digest();
  header.precision = precision_record(plan, report);
  for (std::size_t i = 0; i < models.size(); ++i) {
    header.scenarios.push_back(planned_results(plan.scenarios[i], models[i]));
    header.scenarios.back().replications = report.replications;
  }
  return header;
}

/// Keeps what the earlier file stores of its scenarios as they were written: they are the same scenarios, whatever
/// comments their files have now.
void keep_written(ResultsHeader& header, ResultsHeader const& earlier) {
  for (ScenarioResults& each : header.scenarios)
    for (ScenarioResults const& before : earlier.scenarios)
      if (before.name == each.name && before.digest == each.digest && before.written) each.written = before.written;
}

/// Reads replications [first, first + count) of a scenario back, whole blocks at a time.
std::vector<Tally> read_back(Plan const& plan, std::uint32_t replications, PartFolder& parts, std::size_t scenario,
                             std::uint32_t first, std::uint32_t count) {
  std::vector<Tally> some;
  std::uint32_t const end = std::min(replications, first + count);
  for (std::uint32_t from = first - first % plan.block_size; from < end; from += plan.block_size) {
    std::uint32_t const size = std::min(plan.block_size, replications - from);
    auto tallies = parts.load({plan.scenarios[scenario].digest, from, size});
    if (!tallies) throw RuntimeFailure("a finished part is missing or damaged: run the same command again");
    for (std::uint32_t i = 0; i < size; ++i)
      if (from + i >= first && from + i < end) some.push_back(std::move((*tallies)[i]));
  }
  return some;
}

/// Runs the plan, then the replications that it takes to keep all that the file has: `at_least` of each scenario. The
/// verdicts of the precision rule stay those of its last look.
RunReport run_at_least(Plan const& plan, std::uint32_t at_least, std::vector<Model> const& models, PartFolder& parts,
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

/// Returns the digest of the plan with its first `count` scenarios only. It needs their names and digests, no more.
Digest digest_of_first(Plan const& plan, std::size_t count) {
  Plan first;
  first.seed = plan.seed;
  first.block_size = plan.block_size;
  for (std::size_t i = 0; i < count; ++i)
    first.scenarios.push_back({plan.scenarios[i].name, {}, {}, plan.scenarios[i].digest});
  return first.digest();
}

/// Returns how many scenarios of the earlier file can be copied byte for byte: all where the new file begins with them,
/// else none. A precision is written after the last scenario, so it would end up in another place.
std::size_t kept_as_written(ResultsHeader const& earlier, ResultsHeader const& header) {
  auto const& before = earlier.scenarios;
  auto const& after = header.scenarios;
  if (!earlier.complete || earlier.precision || header.precision || earlier.engine_version != header.engine_version ||
      earlier.seed != header.seed || before.size() > after.size())
    return 0;
  bool const same = std::equal(before.begin(), before.end(), after.begin(), [](auto const& a, auto const& b) {
    return a.name == b.name && a.digest == b.digest && a.replications == b.replications;
  });
  return same ? before.size() : 0;
}

/// Writes the file from the parts; copies what it can of the earlier one. Throws RuntimeFailure.
void write_file(Plan const& plan, std::vector<Model> const& models, RunReport const& report, Target const& target,
                PartFolder& parts) {
  ResultsHeader header = header_of(plan, models, report);
  if (target.earlier != nullptr) keep_written(header, target.earlier->header());
  TallySource const tallies = [&](std::size_t scenario, std::uint32_t first, std::uint32_t count) {
    return read_back(plan, report.replications, parts, scenario, first, count);
  };
  PlanDigests const plans = [&](std::size_t count) { return digest_of_first(plan, count); };
  std::size_t const kept =
      target.earlier == nullptr || parts.found_damage() ? 0 : kept_as_written(target.earlier->header(), header);
  if (kept == 0) {
    write_results(target.output, header, tallies, plans);
    return;
  }
  auto const& before = target.earlier->header().scenarios;
  std::copy(before.begin(), before.end(), header.scenarios.begin());
  append_results(target.output, header, kept, tallies, plans);
}

/// Runs and writes. Where damage of the earlier file is found only while it is copied, runs the damaged scenarios and
/// writes once more. A second failure is reported: it would repeat for ever.
RunReport run_and_write(Plan const& plan, std::vector<Model> const& models, Target const& target, PartFolder& parts,
                        RunOptions const& options) {
  std::uint32_t const at_least = target.earlier == nullptr ? 0 : replications_in(target.earlier->header());
  for (bool again = false;; again = true) {
    RunReport report = run_at_least(plan, at_least, models, parts, options);
    bool const worth_writing = report.complete || (report.time_over && report.replications > at_least);
    if (!worth_writing) return report;
    try {
      write_file(plan, models, report, target, parts);
      return report;
    } catch (RuntimeFailure const&) {
      if (again || !parts.found_damage()) throw;
    }
  }
}

/// Returns what the folder of parts must belong to for this plan.
PartsOwner owner_of(Plan const& plan) {
  PartsOwner owner{plan.blocks_digest(), {}};
  for (PlannedScenario const& each : plan.scenarios) owner.scenarios.insert(each.digest);
  return owner;
}

/// Throws InvalidInput where a scenario has no such output.
void check_outputs(Plan const& plan, std::vector<Model> const& models, std::vector<std::string> const& outputs) {
  for (std::size_t i = 0; i < models.size(); ++i) {
    OutputFrame const frame = frame_of(plan.scenarios[i].scenario, models[i].axes());
    for (std::string const& name : outputs) NamedOutput(name, {}, frame, "--measure");
  }
}

/// Throws InvalidInput where a scenario cannot be compiled.
std::vector<Model> models_of(Plan const& plan) {
  std::vector<Model> models;
  for (PlannedScenario const& each : plan.scenarios) models.emplace_back(each.scenario);
  return models;
}

/// Locks the output, before anything is read that this process may replace. Throws RuntimeFailure where another process
/// is writing it, or where no file can be put there.
FolderLock locked(std::string const& output, RunOptions const& options) {
  expect_place_for(output);
  FolderLock lock(output + ".parts");
  if (!lock.protects() && options.warn)
    options.warn(fmt::format("the file system of '{}' has no locks: make sure that no other process writes to it",
                             lock.folder()));
  return lock;
}

/// Does what run_to_file() promises for a plan whose outputs exist.
RunOutcome continue_file(Plan const& plan, std::vector<Model> const& models, FolderLock lock, std::string const& output,
                         bool force, RunOptions const& options) {
  RunOutcome outcome;
  outcome.plan = plan;
  for (Model const& model : models) outcome.assumptions.push_back(model.assumptions());
  std::optional<EarlierResults> const earlier = find_earlier(plan, output, force, options.warn);
  ResultsFile const* const file = earlier ? &earlier->file : nullptr;
  std::set<Digest> const damaged = earlier ? earlier->damaged : std::set<Digest>();
  remove_finished_parts(lock, plan.blocks_digest(), file, damaged);
  FileBeside(output).remove();  // as a loss of power can leave it
  outcome.already_there = earlier && damaged.empty() && suffices(file->header(), plan);
  if (outcome.already_there) return outcome;
  PartFolder parts(std::move(lock), owner_of(plan), force);
  parts.on_notice(options.warn);
  for (std::size_t i = 0; i < models.size(); ++i) parts.expect_shape(plan.scenarios[i].digest, models[i].axes());
  parts.use_also(file, damaged);
  outcome.report = run_and_write(plan, models, {output, file}, parts, options);
  Progress const& progress = outcome.report.progress;
  if (outcome.report.complete) {
    parts.remove();
  } else if (!outcome.report.time_over) {
    outcome.stopped = StoppedRun{progress.blocks_done, progress.blocks_total, parts.path()};
  }
  return outcome;
}

}  // namespace

// Locked before the plan is made: with `add` the plan holds what the file has.
RunOutcome run_to_file(RunRequest const& request, RunOptions const& options) {
  FolderLock lock = locked(request.output, options);
  Plan const plan = plan_of(request, options.warn);
  std::vector<Model> const models = models_of(plan);
  check_outputs(plan, models, request.outputs);
  return continue_file(plan, models, std::move(lock), request.output, request.force, options);
}

RunOutcome run_to_file(Plan const& plan, std::string const& output, bool force, RunOptions const& options) {
  return continue_file(plan, models_of(plan), locked(output, options), output, force, options);
}

}  // namespace silowalk::inline experiment
