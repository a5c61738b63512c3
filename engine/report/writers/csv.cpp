#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "engine/base/escape/escape.h"
#include "engine/base/text.h"
#include "engine/report/page.h"

namespace silowalk::inline report {
namespace {

/// Returns the field of a cell: the number in base units where there is one, else the text for people.
std::string content(GridCell const& cell) {
  return cell.value ? fmt::format("{}", *cell.value) : escape_csv(cell.text);
}

/// Returns the shortest decimal that reads back to the same double; "" without a value, since RFC 4180 has no null.
std::string number(std::optional<double> const& value) { return value ? fmt::format("{}", *value) : ""; }

/// Returns whether a column is followed by columns for the ends of its intervals. One marked `intervals` has them even
/// without any end: the heads of a table must not depend on its numbers, or a script breaks on the first run of one
/// replication.
bool has_intervals(Grid const& grid, std::size_t column) {
  if (grid.columns[column].intervals) return true;
  return std::any_of(grid.rows.begin(), grid.rows.end(),
                     [column](GridRow const& row) { return column < row.cells.size() && row.cells[column].low; });
}

/// Returns the first line. Columns that only CSV has are part of it.
std::string heads_of(Grid const& grid) {
  std::vector<std::string> heads;
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    std::string const& head = grid.columns[i].head;
    heads.push_back(escape_csv(head));
    if (!has_intervals(grid, i)) continue;
    heads.push_back(escape_csv(head + " low"));
    heads.push_back(escape_csv(head + " high"));
  }
  return joined(heads, ",", "") + "\n";
}

/// Returns a row. Missing cells become empty fields, so that every line has as many fields as the head.
std::string line_of(GridRow const& row, Grid const& grid) {
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    GridCell const cell = i < row.cells.size() ? row.cells[i] : GridCell{};
    fields.push_back(content(cell));
    if (!has_intervals(grid, i)) continue;
    fields.push_back(number(cell.low));
    fields.push_back(number(cell.high));
  }
  return joined(fields, ",", "") + "\n";
}

/// Returns a table with its head, each line ended by LF.
std::string table(Grid const& grid) {
  std::string text = heads_of(grid);
  for (GridRow const& row : grid.rows) text += line_of(row, grid);
  return text;
}

/// Returns whether a table of the page is marked as main. If not, CSV has all tables.
bool has_main_table(Page const& page) {
  return std::any_of(page.blocks.begin(), page.blocks.end(), [](PageBlock const& block) {
    Grid const* const grid = std::get_if<Grid>(&block);
    return grid != nullptr && grid->main;
  });
}

/// Returns whether two tables have the same heads in the same order.
bool same_heads(Grid const& a, Grid const& b) {
  return std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                    [](GridColumn const& x, GridColumn const& y) { return x.head == y.head; });
}

/// Adds a table, or appends its rows to an earlier one with the same heads. Tables are merged only where a column
/// exists for CSV alone (the scenario): without it, rows of the two could not be told apart.
void add_table(std::vector<Grid>& tables, Grid const& grid) {
  bool const told_apart = std::any_of(grid.columns.begin(), grid.columns.end(),
                                      [](GridColumn const& column) { return column.only_in_csv; });
  auto const same =
      std::find_if(tables.begin(), tables.end(), [&grid](Grid const& other) { return same_heads(grid, other); });
  if (!told_apart || same == tables.end()) {
    tables.push_back(grid);
    return;
  }
  same->rows.insert(same->rows.end(), grid.rows.begin(), grid.rows.end());
}

}  // namespace

std::string to_csv(Page const& page) {
  std::vector<Grid> tables;
  bool const any_main = has_main_table(page);
  for (PageBlock const& block : page.blocks) {
    Grid const* const grid = std::get_if<Grid>(&block);
    // Paragraphs, lists and pictures have no place in CSV; their numbers must be in a table too.
    if (grid != nullptr && (grid->main || !any_main)) add_table(tables, *grid);
  }
  std::vector<std::string> texts;
  for (Grid const& each : tables) texts.push_back(table(each));
  return joined(texts, "\n", "");
}

}  // namespace silowalk::inline report
