#include "tools/verbs/compare_invented.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <iterator>

#include "engine/analysis/whatif/invented.h"
#include "engine/base/calendar.h"
#include "engine/base/complaint.h"
#include "engine/report/compare_report.h"
#include "engine/report/table.h"
#include "engine/report/words.h"
#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"

namespace silowalk::inline tools {
namespace {

constexpr std::size_t most_rows = 5;

/// Named as in the file: two scenarios of one name have got different ones there.
std::vector<Scenario> scenarios_of(ResultsFile const& file) {
  std::vector<Scenario> scenarios;
  for (ScenarioResults const& each : file.header().scenarios) {
    scenarios.push_back(parse_scenario(each.text, file.path()));
    scenarios.back().name = each.name;
  }
  return scenarios;
}

/// Every scenario of the file with its invented inputs higher, then lower.
Plan plan_of(std::vector<Scenario> const& scenarios, std::uint64_t seed, double by) {
  Plan plan;
  plan.seed = seed;
  for (Scenario const& each : scenarios) {
    for (double const factor : {1 + by, 1 - by}) {
      std::string const name = fmt::format("{}, invented inputs x {:g}", each.name, factor);
      plan.scenarios.push_back(plan_moved(name, with_invented_moved(each, factor), seed));
    }
  }
  return plan;
}

int tables_in(ResultsFile const& file, Scenario const& scenario) {
  std::size_t const tables = invented_tables(scenario).size();
  if (tables > 0) return static_cast<int>(tables);
  Complaint complaint;
  complaint.where.file = file.path();
  complaint.what = "no input is marked as invented";
  complaint.why = "--invented moves the segments, silos, touchpoints and initiatives whose `source` says 'invented'";
  throw InvalidInput({complaint});
}

/// What it will take, from the processor time of one replication; on standard error, before it is begun.
void announce(Plan const& plan, std::size_t tables, int threads) {
  std::clock_t const begun = std::clock();
  simulate(Model(plan.scenarios.front().scenario), plan.seed, 0);
  double const one = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  double const replications = static_cast<double>(plan.scenarios.size()) * plan.replications;
  fmt::print(
      stderr,
      "one at a time: {} tables, {} moved scenarios, {:.0f} replications of about {}: {} or more on {} thread{}\n",
      tables, plan.scenarios.size(), replications, format_time(one / seconds_per_day),
      format_time(one * replications / threads / seconds_per_day), threads, threads == 1 ? "" : "s");
}

std::string said(Contrast const& contrast, NamedOutput const& output) {
  return fmt::format("{} ({})", spoken_difference(contrast.paired.difference.mean.value_or(0), output),
                     interval_of(contrast, output));
}

Json contrast_summary(Contrast const& contrast) {
  Estimate const& found = contrast.paired.difference;
  return Json::object().set("high", Json(found.high)).set("low", Json(found.low)).set("mean", Json(found.mean));
}

std::vector<TableMove> of_scenario(std::vector<TableMove> const& moves, std::size_t scenario) {
  std::vector<TableMove> result;
  std::copy_if(moves.begin(), moves.end(), std::back_inserter(result),
               [&](TableMove const& each) { return each.scenario == scenario; });
  return result;
}

std::string alone_text(InventedMoves const& moves, std::size_t scenario, Comparison const& comparison) {
  NamedOutput const& output = comparison.outputs.front().output;
  std::vector<TableMove> const mine = of_scenario(*moves.alone, scenario);
  std::string const percent = fmt::format("{:g} %", 100 * moves.by);
  Table table(
      {"one at a time", percent + " higher moves it by", "interval", percent + " lower moves it by", "interval"});
  for (std::size_t i = 0; i < mine.size() && i < most_rows; ++i) {
    auto const mean = [&](Contrast const& c) {
      return spoken_difference(c.paired.difference.mean.value_or(0), output);
    };
    table.add({mine[i].path, mean(mine[i].higher), interval_of(mine[i].higher, output), mean(mine[i].lower),
               interval_of(mine[i].lower, output)});
  }
  auto const clear = std::count_if(mine.begin(), mine.end(), [](TableMove const& each) { return each.clear(); });
  return fmt::format(
      "\n  Of {} tables, those that move {} - {} most\n\n{}\n  {} of {} move it clear of zero; the others may stand "
      "where "
      "they do by chance. The intervals share 5 %.\n",
      mine.size(), scenario_letter(scenario), scenario_letter(comparison.baseline), table.text(4), clear, mine.size());
}

Json alone_json(InventedMoves const& moves, std::size_t scenario) {
  Json all = Json::array();
  for (TableMove const& each : of_scenario(*moves.alone, scenario)) {
    all.add(Json::object()
                .set("clear_of_zero", each.clear())
                .set("higher", contrast_summary(each.higher))
                .set("lower", contrast_summary(each.lower))
                .set("table", each.path));
  }
  return all;
}

}  // namespace

std::optional<InventedMoves> move_invented(ResultsFile const& file, Comparison const& comparison, RunSettings settings,
                                           bool alone) {
  if (file.header().engine_version != SILOWALK_VERSION)
    throw RuntimeFailure(fmt::format(
        "'{}' was written by silowalk {} and this is {}: what --invented simulates cannot be set against it; run the "
        "scenarios again to have them anew",
        file.path(), file.header().engine_version, SILOWALK_VERSION));
  InventedMoves result;
  std::vector<Scenario> const scenarios = scenarios_of(file);
  result.tables = tables_in(file, scenarios[comparison.baseline]);
  settings.replications = std::min(settings.replications, comparison.replications);
  result.replications = settings.replications;
  Plan plan = plan_of(scenarios, file.header().seed, result.by);
  plan.replications = settings.replications;
  std::vector<MovedTable> tables;
  if (alone) {
    tables = plan_tables(plan, scenarios, result.by);
    announce(plan, tables.size(), settings.threads);
  }
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
  if (alone) {
    std::vector<Series> as_they_are;
    std::vector<Series> by_place;
    for (std::size_t s = 0; s < comparison.scenarios.size(); ++s) as_they_are.push_back(as_it_is(s));
    for (auto const& each : run->series) by_place.push_back(each.front());
    result.alone = rank_tables(tables, as_they_are, by_place, baseline);
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
  for (InventedMoves::Move const& each : moves.moves) {
    if (moves.alone) text += alone_text(moves, each.scenario, comparison);
  }
  return text;
}

Json invented_json(InventedMoves const& moves, Comparison const& comparison) {
  Json differences = Json::object();
  for (InventedMoves::Move const& each : moves.moves) {
    Json difference = Json::object();
    difference.set("as_they_are", contrast_summary(each.as_they_are))
        .set("higher", contrast_summary(each.higher))
        .set("lower", contrast_summary(each.lower));
    if (moves.alone) difference.set("one_at_a_time", alone_json(moves, each.scenario));
    differences.set(comparison.scenarios[each.scenario], std::move(difference));
  }
  return Json::object()
      .set("by", moves.by)
      .set("differences", std::move(differences))
      .set("output", comparison.outputs.front().output.name())
      .set("replications", std::uint64_t{moves.replications})
      .set("tables", moves.tables);
}

}  // namespace silowalk::inline tools
