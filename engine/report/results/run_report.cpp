#include "engine/report/results/run_report.h"

#include <fmt/core.h>

namespace silowalk::inline report {
namespace {

std::string format_assumptions(RunOutcome const& outcome) {
  std::string text;
  for (std::size_t i = 0; i < outcome.assumptions.size(); ++i) {
    if (outcome.assumptions[i].empty()) continue;
    text += fmt::format("{} takes for granted:\n", outcome.plan.scenarios[i].name);
    for (std::string const& each : outcome.assumptions[i]) text += fmt::format("  - {}\n", each);
    text += "\n";
  }
  return text;
}

}  // namespace

std::string format_run(RunOutcome const& outcome, std::string const& output) {
  if (outcome.already_there) return fmt::format("'{}' has this run already: nothing to do.\n\n", output);
  Progress const& done = outcome.report.progress;
  std::string text = format_assumptions(outcome);
  if (done.blocks_reused > 0)
    text +=
        fmt::format("{} of {} blocks of replications were there already.\n\n", done.blocks_reused, done.blocks_done);
  return text;
}

std::vector<std::string> format_imprecise(RunOutcome const& outcome) {
  std::vector<std::string> sentences;
  for (PrecisionFinding const& each : outcome.report.precision) {
    if (each.verdict.reached) continue;
    sentences.push_back(fmt::format("{}: {} is not known as well as asked after {} replications",
                                    outcome.plan.scenarios[static_cast<std::size_t>(each.scenario)].name, each.output,
                                    outcome.report.replications));
  }
  return sentences;
}

std::string format_stopped(StoppedRun const& stopped) {
  return fmt::format("stopped: {} of {} blocks are saved in '{}'; the same command continues", stopped.blocks_done,
                     stopped.blocks_total, stopped.parts);
}

}  // namespace silowalk::inline report
