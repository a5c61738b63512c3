

#include "engine/analysis/whatif/invented_moves.h"
#include "engine/archive/read_results.h"
#include "engine/report/comparison/comparison_report.h"
#include "engine/report/comparison/invented_report.h"
#include "engine/report/comparison/objective_report.h"
#include "tools/compare_request.h"
#include "tools/exit_code.h"
#include "tools/standard_streams.h"
#include "tools/verbs.h"

namespace silowalk::inline tools {
namespace {

/// Simulates with assumed inputs moved. The time is printed before the simulation, since moving one table at a time can
/// take long. None when the run was stopped.
std::optional<InventedMoves> move_invented(CompareRequest const& request, ResultsFile const& file,
                                           Comparison const& comparison) {
  RunSettings const& settings = *request.invented;
  NamedOutput const& output = comparison.outputs.front().output;
  InventedPlan const planned = plan_invented(file, comparison.baseline, settings.replications, request.one_at_a_time);
  if (request.one_at_a_time) say(format_cost(planned, measure_seconds(planned.plan), settings.threads) + "\n");
  auto const run = run_and_evaluate({planned.plan, {output.name()}, output.window()}, settings);
  if (!run) return std::nullopt;
  std::vector<Series> series;
  for (auto const& each : run->series) series.push_back(each.front());
  return measure_invented(planned, file, comparison.baseline, output, series);
}

/// Compares, with assumed inputs moved where that was requested, and writes the report. Returns the exit code.
int compare_scenarios(CompareRequest const& request, ResultsFile const& file) {
  Comparison const comparison = compare_results(file, comparison_question(request, file));
  std::optional<InventedMoves> moves;
  // Before the report is written: a stopped simulation leaves no half answer.
  if (request.invented) {
    moves = move_invented(request, file, comparison);
    if (!moves) return exit_interrupted;
  }
  bool const by_segment = request.by == OutputOf::segment;
  write_report(
      comparison_report(comparison, {request.one_page, by_segment}, moves,
                        request.output.format == Format::csv ? Titles() : titles_in(file, comparison.baseline)),
      request.output);
  return exit_ok;
}

}  // namespace

/// Runs `silowalk compare`. Returns exit_interrupted where the simulations of --invented were stopped.
int run_compare(Arguments const& arguments) {
  CommandLine line = compare_command_line();
  if (!line.parse(arguments)) return exit_ok;
  CompareRequest const request = read_compare_request(line);
  ResultsFile file(request.files.front());
  if (request.files.size() > 1) file.add(request.files.back());
  if (request.objectives.empty()) return compare_scenarios(request, file);
  write_report(objective_report(rescore(file, objective_question(request))), request.output);
  return exit_ok;
}

}  // namespace silowalk::inline tools
