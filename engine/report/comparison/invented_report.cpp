#include "engine/report/comparison/invented_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "engine/base/calendar.h"
#include "engine/base/text.h"
#include "engine/report/comparison/difference_words.h"
#include "engine/report/words.h"

namespace silowalk::inline report {
namespace {

// The page must be read at once; the JSON has all.
constexpr std::size_t most_tables = 5;  // of one scenario; --json has all

/// Adds a difference or a move, and its interval, as two cells.
void add_cells(GridRow& row, Contrast const& contrast, NamedOutput const& output) {
  Estimate const& found = contrast.paired.difference;
  row.cells.push_back(difference_cell(found, output.kind(), output.currency()));
  row.cells.push_back({format_interval(found, output.kind(), output.currency())});
}

/// Returns what counts as assumed.
std::string format_assumed(InventedMoves const& moves) {
  return moves.ranged > 0 ? "no `source`, one that says 'assumed' or 'invented', or a `range`"
                          : "no `source`, or one that says 'assumed' or 'invented'";
}

/// Returns the sentence on values that have a range of their own; "" where there are none.
std::string format_ranged(InventedMoves const& moves) {
  if (moves.ranged == 0) return "";
  return fmt::format(" {} moved to the ends of {} own `range`, all others by {:g} %.",
                     moves.ranged == 1 ? "1 value is" : fmt::format("{} values are", moves.ranged),
                     moves.ranged == 1 ? "its" : "their", 100 * moves.by);
}

/// Returns "20 % " before "higher"; "" where some values move by their range.
std::string format_by(InventedMoves const& moves) {
  return moves.ranged > 0 ? "" : fmt::format("{:g} % ", 100 * moves.by);
}

/// Returns the differences with all assumed inputs moved at once, in three rows for each pair of scenarios: higher, as
/// they are, lower.
std::vector<PageBlock> together_blocks(InventedMoves const& moves, Comparison const& comparison, Titles const& titles) {
  NamedOutput const& output = comparison.outputs.front().output;
  Grid grid{
      {{"scenarios"}, {"assumed inputs"}, {titles.path(output.name()), true, true}, {"95 % interval", true, true}},
      {},
      true};
  for (InventedMoves::Move const& each : moves.moves) {
    auto const add = [&](std::string const& inputs, Contrast const& contrast) {
      GridRow row{{{format_pair(each.scenario, comparison.baseline)}, {inputs}}};
      add_cells(row, contrast, output);
      grid.rows.push_back(std::move(row));
    };
    add(format_by(moves) + "higher", each.higher);
    add("as they are", each.as_they_are);
    add(format_by(moves) + "lower", each.lower);
  }
  return {Heading{"Dependence on assumed inputs"},
          Paragraph{fmt::format("The deciding difference with all assumed inputs ({}: {}) moved at once, over {}.{}",
                                plural(static_cast<std::uint64_t>(moves.tables), "table"), format_assumed(moves),
                                plural(moves.replications, "replication"), format_ranged(moves))},
          std::move(grid)};
}

/// Returns the moves of one scenario, in their order: the largest first.
std::vector<TableMove> of_scenario(std::vector<TableMove> const& moves, std::size_t scenario) {
  std::vector<TableMove> result;
  std::copy_if(moves.begin(), moves.end(), std::back_inserter(result),
               [&](TableMove const& each) { return each.scenario == scenario; });
  return result;
}

/// Returns the tables that move the difference most, each higher and lower. `by`: as format_by().
Grid alone_grid(std::vector<TableMove> const& moves, std::string const& by, NamedOutput const& output,
                Titles const& titles) {
  Grid grid{{{"table"}, {"moved"}, {"moves it by", true, true}, {"interval", true, true}}, {}, true};
  for (std::size_t i = 0; i < std::min(moves.size(), most_tables); ++i) {
    GridRow higher{{GridCell{titles.path(moves[i].path)}, {by + "higher"}}};
    GridRow lower{{GridCell{titles.path(moves[i].path)}, {by + "lower"}}};
    add_cells(higher, moves[i].higher, output);
    add_cells(lower, moves[i].lower, output);
    grid.rows.push_back(std::move(higher));
    grid.rows.push_back(std::move(lower));
  }
  return grid;
}

/// Adds the tables of one scenario with a sentence on how many of them matter. Precondition: tables were moved alone.
void add_alone(std::vector<PageBlock>& blocks, InventedMoves const& moves, std::size_t scenario,
               Comparison const& comparison, Titles const& titles) {
  std::vector<TableMove> const mine = of_scenario(*moves.alone, scenario);
  auto const clear = std::count_if(mine.begin(), mine.end(), [](TableMove const& each) { return each.clear(); });
  blocks.emplace_back(Paragraph{
      fmt::format("Of {} tables, those that move {} most. {} of {} move it clear of zero; the order of the others may "
                  "be chance. The intervals share 5 %.",
                  mine.size(), format_pair(scenario, comparison.baseline), clear, mine.size())});
  blocks.emplace_back(alone_grid(mine, format_by(moves), comparison.outputs.front().output, titles));
}

/// Returns the moves of tables as a list, in their order.
Json alone_json(std::vector<TableMove> const& moves) {
  Json all = Json::array();
  for (TableMove const& each : moves) {
    all.add(Json::object()
                .set("clear_of_zero", each.clear())
                .set("higher", to_json(each.higher.paired.difference))
                .set("lower", to_json(each.lower.paired.difference))
                .set("table", each.path));
  }
  return all;
}

/// Returns one scenario's differences, and its tables where they were moved alone.
Json move_json(InventedMoves const& moves, InventedMoves::Move const& each) {
  Json json = Json::object()
                  .set("as_they_are", to_json(each.as_they_are.paired.difference))
                  .set("higher", to_json(each.higher.paired.difference))
                  .set("lower", to_json(each.lower.paired.difference));
  if (moves.alone) json.set("one_at_a_time", alone_json(of_scenario(*moves.alone, each.scenario)));
  return json;
}

}  // namespace

std::vector<PageBlock> invented_blocks(InventedMoves const& moves, Comparison const& comparison, Titles const& titles) {
  std::vector<PageBlock> blocks = together_blocks(moves, comparison, titles);
  if (!moves.alone) return blocks;
  for (InventedMoves::Move const& each : moves.moves) add_alone(blocks, moves, each.scenario, comparison, titles);
  return blocks;
}

Json to_json(InventedMoves const& moves, Comparison const& comparison) {
  Json differences = Json::object();
  for (InventedMoves::Move const& each : moves.moves)
    differences.set(comparison.scenarios[each.scenario], move_json(moves, each));
  return Json::object()
      .set("by", moves.by)
      .set("differences", std::move(differences))
      .set("output", comparison.outputs.front().output.name())
      .set("ranged_values", moves.ranged)
      .set("replications", std::uint64_t{moves.replications})
      .set("tables", moves.tables);
}

std::string format_cost(InventedPlan const& planned, double seconds, int threads) {
  std::size_t const scenarios = planned.plan.scenarios.size();
  // One replication of each planned scenario.
  double const replications = static_cast<double>(scenarios) * planned.plan.replications;
  return fmt::format("one at a time: {} tables, {} moved scenarios, {:.0f} replications of about {}: {} or more on {}",
                     planned.alone ? planned.alone->size() : 0, scenarios, replications,
                     format_time(seconds / seconds_per_day),
                     format_time(seconds * replications / threads / seconds_per_day),
                     plural(static_cast<std::uint64_t>(threads), "thread"));
}

}  // namespace silowalk::inline report
