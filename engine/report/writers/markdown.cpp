#include <algorithm>

#include "engine/base/escape/escape.h"
#include "engine/report/page.h"

namespace silowalk::inline report {
namespace {

/// Returns the text with its tone as emphasis. `good` has none: bold stands for what needs attention.
std::string toned(std::string const& text, Tone tone) {
  if (text.empty()) return text;
  if (tone == Tone::strong || tone == Tone::bad) return "**" + text + "**";
  return tone == Tone::faint ? "*" + text + "*" : text;
}

/// Appends blocks to `text`. Pictures are left out.
struct Writer {
  std::string text;

  void operator()(Heading const& heading) { text += "## " + escape_markdown(heading.text) + "\n\n"; }
  void operator()(Paragraph const& paragraph) {
    text += toned(escape_markdown_line(paragraph.text), paragraph.tone) + "\n\n";
  }
  void operator()(Picture const&) {}
  void operator()(Items const& items) {
    for (std::string const& each : items.texts) text += "- " + escape_markdown_line(each) + "\n";
    text += '\n';
  }
  void operator()(Grid const& whole) {
    Grid const grid = without_csv_columns(whole);
    text += '|';
    for (GridColumn const& column : grid.columns) text += ' ' + escape_markdown(column.head) + " |";
    text += "\n|";
    for (GridColumn const& column : grid.columns) text += column.right ? " ---: |" : " --- |";
    text += '\n';
    for (GridRow const& row : grid.rows) {
      text += '|';
      for (std::size_t i = 0; i < grid.columns.size(); ++i) text += ' ' + cell_text(row, i) + " |";
      text += '\n';
    }
    text += '\n';
  }

  /// Returns a cell. Notes go into the last cell of their row: a Markdown table cannot have a row with one wide cell.
  static std::string cell_text(GridRow const& row, std::size_t i) {
    std::string shown;
    if (i < row.cells.size()) {
      GridCell const& cell = row.cells[i];
      shown = toned(escape_markdown(cell.text), cell.tone);
      if (cell.bar) shown += ' ' + bar_text(*cell.bar, 10);
    }
    // Notes of a row without cells stand in its first cell.
    if (i + 1 != std::max<std::size_t>(row.cells.size(), 1)) return shown;
    for (GridCell const& note : row.notes)
      shown += (shown.empty() ? "" : "<br>") + toned(escape_markdown(note.text), note.tone);
    return shown;
  }
};

}  // namespace

std::string to_markdown(Page const& page) {
  Writer writer{"# " + escape_markdown(page.title) + "\n\n"};
  for (PageBlock const& block : page.blocks) std::visit(writer, block);
  // One newline at the end, as text files have.
  while (writer.text.ends_with("\n\n")) writer.text.pop_back();
  return writer.text;
}

}  // namespace silowalk::inline report
