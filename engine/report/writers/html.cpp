#include <fmt/format.h>

#include <algorithm>

#include "engine/base/enum_names.h"
#include "engine/base/escape/escape.h"
#include "engine/report/page.h"

namespace silowalk::inline report {
namespace {

// The policy allows inline styles and nothing else. A name that escape_xml() failed to make safe could still run no
// script and load nothing.
constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
)";

// Colours are variables, so that a dark screen changes them in one place. A narrow screen turns each row of a table
// into a card that names its cells. Paper is always white, and no row is split between two pages.
constexpr std::string_view style = R"(<style>
:root { --ink: #1f2328; --paper: #fff; --soft: #59636e; --rule: #dfe3e8; --rule2: #8c959f; --card: #f6f8fa; --good: #116329; --bad: #b3261e;
  --track: #e2e6eb; --fill: #4a7fb5; --gain: #3a9d5d; --loss: #d9705f; color-scheme: light dark; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e3e6ea; --paper: #181818; --soft: #a2acb8; --rule: #31363d; --rule2: #6b7580;
  --card: #20242a; --good: #6fcf8f; --bad: #ff8a80; --track: #363c44; --fill: #5d93c9; --gain: #4dbb73; --loss: #e2796a; } }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; color: var(--ink); background: var(--paper); max-width: 70rem; margin: 2rem auto 4rem; padding: 0 1.25rem; }
h1 { font-size: 1.55rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
p { max-width: 60rem; overflow-wrap: anywhere; } li { max-width: 58rem; margin: .2rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
th { text-align: left; border-bottom: 2px solid var(--rule2); } th, td { padding: .25rem .75rem .25rem 0; vertical-align: top; }
th:last-child, td:last-child { padding-right: 0; } td { overflow-wrap: break-word; } .whole { white-space: nowrap; }
td { border-top: 1px solid var(--rule); } tr.note td { border-top: 0; padding: 0 0 .25rem 1.25rem; color: var(--soft); font-size: .95em; }
.right { text-align: right; } .good { color: var(--good); } .bad { color: var(--bad); } .faint { color: var(--soft); } .strong { font-weight: 600; }
.bar { vertical-align: middle; margin-left: .4rem; } .track { fill: var(--track); } .fill { fill: var(--fill); } .gain { fill: var(--gain); } .loss { fill: var(--loss); }
.picture { overflow-x: auto; margin: 1rem 0 1.5rem; } .picture svg { display: block; max-width: 100%; height: auto; }
@media screen and (max-width: 700px) {
  body { margin-top: 1rem; padding: 0 .9rem; } h1 { font-size: 1.3rem; }
  .picture svg { max-width: none; width: 680px; }
  table, tbody, tr, td { display: block; } thead { display: none; } .right { text-align: left; }
  tr { background: var(--card); padding: .4rem .7rem; margin-top: .6rem; border-radius: 6px; }
  tr.note { margin-top: -.5rem; padding-top: 0; } tr.note td { padding: 0; font-weight: 400; }
  td { border: 0; padding: .05rem 0; overflow-wrap: anywhere; } .whole { white-space: normal; } td:empty { display: none; } td[data-head]::before { content: attr(data-head) ": "; color: var(--soft); font-weight: 400; }
  td[data-head]:first-child { font-weight: 600; } td[data-head]:first-child::before { content: none; }
}
@media print {
  @page { margin: 16mm 14mm; } body { font-size: 9.5pt; max-width: none; margin: 0; padding: 0; }
  svg, svg * { -webkit-print-color-adjust: exact; print-color-adjust: exact; } tr, .picture, li { break-inside: avoid; }
  tr:has(+ tr.note) { break-after: avoid; } h1, h2 { break-after: avoid; }
}
</style>
)";

/// Returns the name of the CSS class; "" for plain text.
std::string_view class_of(Tone tone) {
  static constexpr auto names = enum_names<Tone>("", "good", "bad", "faint", "strong");
  return names[tone];
}

/// Returns the attribute with a space before it, or "".
std::string_view class_of(GridColumn const& column) {
  if (column.right) return column.whole ? " class=\"right whole\"" : " class=\"right\"";
  return column.whole ? " class=\"whole\"" : "";
}

/// Returns escaped text, in an element with the class of its tone unless it is plain.
std::string toned(std::string const& text, Tone tone) {
  std::string const shown = escape_xml(text);
  return tone == Tone::plain ? shown : fmt::format("<span class=\"{}\">{}</span>", class_of(tone), shown);
}

/// Returns the bar as SVG, 100 units wide. What it shows (the head of its column) and the numbers are in its label, for
/// readers who do not see the picture.
std::string bar_picture(Bar const& bar, std::string const& what) {
  auto const x = [](double share) { return 100 * std::clamp(share, 0.0, 1.0); };
  // The whole bar up to the lower share is filled, then the change: a gain and a loss differ in colour alone, so the
  // label states both numbers.
  double const low = std::min(x(bar.before), x(bar.after));
  double const high = std::max(x(bar.before), x(bar.after));
  bool const gained = bar.after > bar.before;
  return fmt::format(
      "<svg class=\"bar\" width=\"100\" height=\"10\" role=\"img\" aria-label=\"{}: {:.2f} to {:.2f}\"><rect "
      "class=\"track\" width=\"100\" height=\"10\"/><rect class=\"fill\" width=\"{:.1f}\" height=\"10\"/><rect "
      "class=\"{}\" x=\"{:.1f}\" width=\"{:.1f}\" height=\"10\"/></svg>",
      escape_xml(what), bar.before, bar.after, low, gained ? "gain" : "loss", low, high - low);
}

/// Appends blocks to `text`. Every text goes through escape_xml(); only Picture is copied.
struct Writer {
  std::string text;

  void operator()(Heading const& heading) { text += fmt::format("<h2>{}</h2>\n", escape_xml(heading.text)); }
  void operator()(Paragraph const& paragraph) {
    text += fmt::format("<p>{}</p>\n", toned(paragraph.text, paragraph.tone));
  }
  void operator()(Items const& items) {
    text += "<ul>\n";
    for (std::string const& each : items.texts) text += fmt::format("<li>{}</li>\n", escape_xml(each));
    text += "</ul>\n";
  }
  void operator()(Picture const& picture) { text += fmt::format("<div class=\"picture\">\n{}</div>\n", picture.svg); }
  void operator()(Grid const& whole) {
    Grid const grid = without_csv_columns(whole);
    text += "<table>\n<thead><tr>";
    for (GridColumn const& column : grid.columns)
      text += fmt::format("<th{}>{}</th>", class_of(column), escape_xml(column.head));
    text += "</tr></thead>\n<tbody>\n";
    for (GridRow const& row : grid.rows) write(row, grid);
    text += "</tbody>\n</table>\n";
  }

  void write(GridRow const& row, Grid const& grid) {
    text += "<tr>";
    for (std::size_t i = 0; i < grid.columns.size(); ++i) {
      // Missing cells are written as empty ones, otherwise the cells after them would move.
      GridCell const cell = i < row.cells.size() ? row.cells[i] : GridCell{};
      // The head is an attribute too: on a narrow screen each cell shows it instead of the table's head.
      text += fmt::format("<td{} data-head=\"{}\">{}{}</td>", class_of(grid.columns[i]),
                          escape_xml(grid.columns[i].head), cell.text.empty() ? "" : toned(cell.text, cell.tone),
                          cell.bar ? bar_picture(*cell.bar, grid.columns[i].head) : "");
    }
    text += "</tr>\n";
    for (GridCell const& note : row.notes) {
      text += fmt::format("<tr class=\"note\"><td colspan=\"{}\">{}</td></tr>\n", grid.columns.size(),
                          toned(note.text, note.tone));
    }
  }
};

}  // namespace

std::string to_html(Page const& page) {
  Writer writer{fmt::format("{}<title>{}</title>\n{}</head>\n<body>\n<h1>{}</h1>\n", head, escape_xml(page.title),
                            style, escape_xml(page.title))};
  for (PageBlock const& block : page.blocks) std::visit(writer, block);
  return writer.text + "</body>\n</html>\n";
}

}  // namespace silowalk::inline report
