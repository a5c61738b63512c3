#include "engine/report/results/run_report.h"

#include <fmt/core.h>

#include <utility>

#include "engine/analysis/results/drift.h"
#include "engine/base/escape/harmless.h"
#include "engine/report/results/drift_report.h"
#include "engine/report/results/outputs_report.h"

namespace silowalk::inline report {
namespace {

/// Adds what each scenario assumes: defaults that matter, and parts of its text that this version ignores.
void add_assumptions(Page& page, RunOutcome const& outcome, ResultsFile const& file,
                     std::vector<Titles> const& titles) {
  for (std::size_t i = 0; i < outcome.assumptions.size(); ++i) {
    if (outcome.assumptions[i].empty()) continue;
    page.blocks.emplace_back(Paragraph{outcome.plan.scenarios[i].name + " assumes:"});
    Titles const& of = titles[file.scenario_named(outcome.plan.scenarios[i].name)];
    Items items;
    for (std::string const& each : outcome.assumptions[i]) items.texts.push_back(of.quoted_segments(each));
    page.blocks.emplace_back(std::move(items));
  }
}

/// Adds what was not run again. Paragraphs, not the title: a long path must not part these words.
void add_reuse(Page& page, RunOutcome const& outcome) {
  Progress const& done = outcome.report.progress;
  if (outcome.already_there)
    page.blocks.emplace_back(Paragraph{"There is nothing to do."});
  else if (done.blocks_reused > 0)
    page.blocks.emplace_back(Paragraph{
        fmt::format("{} of {} blocks of replications were there already.", done.blocks_reused, done.blocks_done)});
}

/// Adds the drift of each scenario that has a warm-up.
void add_drift(Page& page, ResultsFile const& file, std::vector<Titles> const& titles) {
  for (std::size_t i = 0; i < file.header().scenarios.size(); ++i) {
    Grid grid = drift_grid(warm_up_drift(file, i), titles[i]);
    if (grid.rows.empty()) continue;
    page.blocks.emplace_back(Heading{fmt::format("Warm-up of {}", file.header().scenarios[i].name)});
    page.blocks.emplace_back(std::move(grid));
  }
}

/// Returns the digest and the path. Never cut: people compare them letter by letter.
Grid digest_grid(ResultsFile const& file, std::string const& path) {
  return {{{"digest", false, true}, {"results file", false, true}}, {{{{file.header().digest.hex()}, {path}}}}};
}

}  // namespace

Report run_report(RunOutcome const& outcome, ResultsFile const& file, std::string const& path,
                  OutputChoice const& choice, Format format) {
  std::vector<Titles> titles;
  for (std::size_t i = 0; i < file.header().scenarios.size(); ++i)
    titles.push_back(format == Format::csv ? Titles() : titles_in(file, i));
  Report outputs = outputs_report(estimate_outputs(file, choice), choice.window, titles);
  Page page{fmt::format("'{}' {}", path, outcome.already_there ? "has this run already" : "is written"), {}};
  // A run that was there already assumed nothing new.
  add_reuse(page, outcome);
  if (!outcome.already_there) add_assumptions(page, outcome, file, titles);
  page.blocks.emplace_back(Heading{outputs.page.title});
  for (PageBlock& block : outputs.page.blocks) page.blocks.push_back(std::move(block));
  add_drift(page, file, titles);
  page.blocks.emplace_back(digest_grid(file, path));
  return {std::move(page), std::move(outputs.json)};
}

std::vector<std::string> format_imprecise(RunOutcome const& outcome) {
  std::vector<std::string> sentences;
  for (PrecisionFinding const& each : outcome.report.precision) {
    // Only what was asked for and not reached.
    if (each.verdict.reached) continue;
    sentences.push_back(
        harmless_sentence(fmt::format("{}: {} does not have the requested precision after {} replications",
                                      outcome.plan.scenarios[static_cast<std::size_t>(each.scenario)].name, each.output,
                                      outcome.report.replications)));
  }
  return sentences;
}

std::string format_stopped(StoppedRun const& stopped) {
  return harmless_sentence(
      fmt::format("stopped: {} of {} blocks are saved in '{}'; run the same command again to continue",
                  stopped.blocks_done, stopped.blocks_total, stopped.parts));
}

}  // namespace silowalk::inline report
