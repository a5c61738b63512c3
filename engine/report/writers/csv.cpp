#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "engine/base/text.h"
#include "engine/report/page.h"

namespace silowalk::inline report {
namespace {

/// A field as RFC 4180 writes it.
std::string field(std::string const& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char const c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string content(GridCell const& cell) { return cell.value ? fmt::format("{}", *cell.value) : harmless(cell.text); }

std::string number(std::optional<double> const& value) { return value ? fmt::format("{}", *value) : ""; }

bool has_intervals(Grid const& grid, std::size_t column) {
  return std::any_of(grid.rows.begin(), grid.rows.end(),
                     [column](GridRow const& row) { return column < row.cells.size() && row.cells[column].low; });
}

std::string heads_of(Grid const& grid) {
  std::vector<std::string> heads;
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    std::string const head = harmless(grid.columns[i].head);
    heads.push_back(field(head));
    if (!has_intervals(grid, i)) continue;
    heads.push_back(field(head + " low"));
    heads.push_back(field(head + " high"));
  }
  return joined(heads, ",", "") + "\n";
}

std::string line_of(GridRow const& row, Grid const& grid) {
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < grid.columns.size(); ++i) {
    GridCell const cell = i < row.cells.size() ? row.cells[i] : GridCell{};
    fields.push_back(field(content(cell)));
    if (!has_intervals(grid, i)) continue;
    fields.push_back(number(cell.low));
    fields.push_back(number(cell.high));
  }
  return joined(fields, ",", "") + "\n";
}

std::string table(Grid const& grid) {
  std::string text = heads_of(grid);
  for (GridRow const& row : grid.rows) text += line_of(row, grid);
  return text;
}

}  // namespace

std::string to_csv(Page const& page) {
  bool any_main = false;
  for (PageBlock const& block : page.blocks) {
    Grid const* const grid = std::get_if<Grid>(&block);
    any_main = any_main || (grid != nullptr && grid->main);
  }
  std::string text;
  for (PageBlock const& block : page.blocks) {
    Grid const* const grid = std::get_if<Grid>(&block);
    if (grid == nullptr || (any_main && !grid->main)) continue;
    if (!text.empty()) text += '\n';
    text += table(*grid);
  }
  return text;
}

}  // namespace silowalk::inline report
