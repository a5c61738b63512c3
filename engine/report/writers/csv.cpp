#include <fmt/core.h>

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

std::string table(Grid const& grid) {
  std::string text;
  for (std::size_t i = 0; i < grid.columns.size(); ++i)
    text += (i > 0 ? "," : "") + field(harmless(grid.columns[i].head));
  text += '\n';
  for (GridRow const& row : grid.rows) {
    for (std::size_t i = 0; i < grid.columns.size(); ++i)
      text += (i > 0 ? "," : "") + (i < row.cells.size() ? field(content(row.cells[i])) : "");
    text += '\n';
  }
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
