#include "engine/report/page.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/base/escape/utf8.h"

namespace silowalk::inline report {
namespace {

/// The main blocks of wide and fullwidth characters (Unicode UAX #11) and of emoji.
bool is_wide(std::uint32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

/// Common characters without a width: combining diacritics, zero-width spaces and joiners, variation selectors.
bool is_combining(std::uint32_t c) {
  return (c >= 0x300 && c <= 0x36F) || c == 0x200B || c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  each_character(text, [&](Character const& c, std::string_view) {
    // An invalid character is shown as U+FFFD, one column wide.
    columns += is_combining(c.code) ? 0 : is_wide(c.code) ? 2 : 1;
  });
  return columns;
}

std::string front_of(std::string const& text, std::size_t columns) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    if (i > 0 && columns_of(result) + columns_of(text.substr(i, next - i)) > columns) break;
    result += text.substr(i, next - i);
    i = next;
  }
  return result;
}

std::string shortened(std::string const& text, std::size_t columns) {
  return columns_of(text) <= columns ? text : front_of(text, columns - 1) + "…";
}

Grid without_csv_columns(Grid const& grid) {
  Grid shown{{}, {}, grid.main};
  for (GridColumn const& column : grid.columns) {
    if (!column.only_in_csv) shown.columns.push_back(column);
  }
  for (GridRow const& row : grid.rows) {
    // Notes are no cells: they belong to the row as a whole.
    GridRow& kept = shown.rows.emplace_back(GridRow{{}, row.notes});
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      // Cells beyond the columns have no column that could exclude them; writers ignore them.
      if (i >= grid.columns.size() || !grid.columns[i].only_in_csv) kept.cells.push_back(row.cells[i]);
    }
  }
  return shown;
}

std::string bar_text(Bar const& bar, std::size_t width) {
  auto const cells = [&](double share) {
    double const inside = std::clamp(share, 0.0, 1.0) * static_cast<double>(width);
    return static_cast<std::size_t>(std::lround(inside));
  };
  std::size_t const before = cells(bar.before);
  std::size_t const after = cells(bar.after);
  std::string text;
  for (std::size_t i = 0; i < width; ++i) {
    // `gained` and `lost` parts are those that only one of the two bars has.
    bool const filled = i < after;
    bool const was = i < before;
    text += filled ? (was ? "█" : "▓") : was ? "░" : "·";
  }
  return text;
}

}  // namespace silowalk::inline report
