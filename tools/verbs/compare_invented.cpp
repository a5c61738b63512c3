#include "tools/verbs/compare_invented.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/complaint.h"
#include "engine/evidence/invented.h"
#include "engine/scenario/read.h"
#include "tools/verbs/compare_report.h"

namespace silowalk {
namespace {

/// Every scenario of the file with its invented inputs higher, then lower.
Plan plan_of(ResultsFile const& file, double by) {
  Plan plan;
  plan.seed = file.header().seed;
  for (ScenarioResults const& each : file.header().scenarios) {
    Scenario const scenario = parse_scenario(each.text, file.path());
    for (double const factor : {1 + by, 1 - by}) {
      std::string const name = fmt::format("{}, invented inputs x {:g}", each.name, factor);
      // By way of its text, so that what has been moved is checked like any scenario.
      std::string const text = print_scenario(with_invented_moved(scenario, factor));
      plan.scenarios.push_back(plan_scenario(name, parse_scenario(text, name), plan.seed));
    }
  }
  return plan;
}

int tables_in(ResultsFile const& file, std::size_t scenario) {
  int const tables = invented_tables(parse_scenario(file.header().scenarios[scenario].text, file.path()));
  if (tables > 0) return tables;
  Complaint complaint;
  complaint.where.file = file.path();
  complaint.what = "no input is marked as invented";
  complaint.why = "--invented moves the segments, silos, touchpoints and initiatives whose `source` says 'invented'";
  throw InvalidInput({complaint});
}

std::string said(Contrast const& contrast, NamedOutput const& output) {
  return fmt::format("{} ({})", spoken_difference(contrast.paired.difference.mean.value_or(0), output),
                     interval_of(contrast, output));
}

Json contrast_summary(Contrast const& contrast) {
  Estimate const& found = contrast.paired.difference;
  return Json::object().set("high", Json(found.high)).set("low", Json(found.low)).set("mean", Json(found.mean));
}

}  // namespace

std::optional<InventedMoves> move_invented(ResultsFile const& file, Comparison const& comparison,
                                           RunSettings settings) {
  InventedMoves result;
  result.tables = tables_in(file, comparison.baseline);
  settings.replications = std::min(settings.replications, comparison.replications);
  result.replications = settings.replications;
  Plan plan = plan_of(file, result.by);
  plan.replications = settings.replications;
  NamedOutput const& output = comparison.outputs.front().output;
  auto const run = run_and_evaluate(plan, settings, {output.name()}, output.window());
  if (!run) return std::nullopt;
  auto const moved = [&](std::size_t scenario, std::size_t lower) -> Series const& {
    return run->series[2 * scenario + lower].front();
  };
  auto const as_it_is = [&](std::size_t scenario) {
    NamedOutput const same(output.name(), output.window(), file.header().scenarios[scenario].frame);
    Series series = file.evaluate(scenario, {same}).front();
    series.resize(settings.replications);
    return series;
  };
  std::size_t const baseline = comparison.baseline;
  for (std::size_t s = 0; s < comparison.scenarios.size(); ++s) {
    if (s == baseline) continue;
    result.moves.push_back({s, contrast(as_it_is(baseline), as_it_is(s), 0.95),
                            contrast(moved(baseline, 0), moved(s, 0), 0.95),
                            contrast(moved(baseline, 1), moved(s, 1), 0.95)});
  }
  return result;
}

std::string invented_text(InventedMoves const& moves, Comparison const& comparison) {
  NamedOutput const& output = comparison.outputs.front().output;
  std::string text;
  for (InventedMoves::Move const& each : moves.moves) {
    text += fmt::format(
        "  {} - {} if all inputs marked as invented ({} table{}) were {:g} % higher: {},\n"
        "      lower: {}, as they are: {} (95 % each, {} replications)\n",
        scenario_letter(each.scenario), scenario_letter(comparison.baseline), moves.tables,
        moves.tables == 1 ? "" : "s", 100 * moves.by, said(each.higher, output), said(each.lower, output),
        said(each.as_they_are, output), moves.replications);
  }
  return text;
}

Json invented_json(InventedMoves const& moves, Comparison const& comparison) {
  Json differences = Json::object();
  for (InventedMoves::Move const& each : moves.moves) {
    differences.set(comparison.scenarios[each.scenario], Json::object()
                                                             .set("as_they_are", contrast_summary(each.as_they_are))
                                                             .set("higher", contrast_summary(each.higher))
                                                             .set("lower", contrast_summary(each.lower)));
  }
  return Json::object()
      .set("by", moves.by)
      .set("differences", std::move(differences))
      .set("output", comparison.outputs.front().output.name())
      .set("replications", std::uint64_t{moves.replications})
      .set("tables", moves.tables);
}

}  // namespace silowalk
