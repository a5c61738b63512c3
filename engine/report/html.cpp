#include <fmt/format.h>

#include <algorithm>

#include "engine/report/page.h"

namespace silowalk {
namespace {

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
)";

constexpr std::string_view style = R"(<style>
body { font: 15px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 68rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th { text-align: left; border-bottom: 2px solid #888; } th, td { padding: .2rem .6rem .2rem 0; vertical-align: top; }
td { border-top: 1px solid #e4e4e4; } tr.note td { border-top: 0; padding-left: 1.5rem; color: #555; }
.right { text-align: right; } .good { color: #116329; } .bad { color: #b3261e; } .faint { color: #777; } .strong { font-weight: 600; }
svg { max-width: 100%; height: auto; } svg.bar { vertical-align: middle; margin-left: .4rem; }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818; } td { border-color: #333; } .good { color: #6fcf8f; } .bad { color: #ff8a80; } tr.note td { color: #aaa; } .picture { background: #fff; } }
</style>
)";

std::string_view class_of(Tone tone) {
  static constexpr std::string_view names[] = {"", "good", "bad", "faint", "strong"};
  return names[static_cast<int>(tone)];
}

std::string toned(std::string const& text, Tone tone) {
  std::string const shown = escaped(text);
  return tone == Tone::plain ? shown : fmt::format("<span class=\"{}\">{}</span>", class_of(tone), shown);
}

std::string bar_picture(Bar const& bar) {
  auto const x = [](double share) { return 100 * std::clamp(share, 0.0, 1.0); };
  double const low = std::min(x(bar.before), x(bar.after));
  double const high = std::max(x(bar.before), x(bar.after));
  bool const gained = bar.after > bar.before;
  return fmt::format(
      "<svg class=\"bar\" width=\"100\" height=\"10\" role=\"img\" aria-label=\"trust {:.2f} to {:.2f}\"><rect "
      "width=\"100\" "
      "height=\"10\" fill=\"#e4e4e4\"/><rect width=\"{:.1f}\" height=\"10\" fill=\"#4a7fb5\"/><rect x=\"{:.1f}\" "
      "width=\"{:.1f}\" "
      "height=\"10\" fill=\"{}\"/></svg>",
      bar.before, bar.after, low, low, high - low, gained ? "#3a9d5d" : "#d98880");
}

struct Writer {
  std::string text;

  void operator()(Heading const& heading) { text += fmt::format("<h2>{}</h2>\n", escaped(heading.text)); }
  void operator()(Paragraph const& paragraph) {
    text += fmt::format("<p>{}</p>\n", toned(paragraph.text, paragraph.tone));
  }
  void operator()(Items const& items) {
    text += "<ul>\n";
    for (std::string const& each : items.texts) text += fmt::format("<li>{}</li>\n", escaped(each));
    text += "</ul>\n";
  }
  void operator()(Picture const& picture) { text += fmt::format("<div class=\"picture\">\n{}</div>\n", picture.svg); }
  void operator()(Grid const& grid) {
    text += "<table>\n<tr>";
    for (GridColumn const& column : grid.columns)
      text += fmt::format("<th{}>{}</th>", column.right ? " class=\"right\"" : "", escaped(column.head));
    text += "</tr>\n";
    for (GridRow const& row : grid.rows) write(row, grid);
    text += "</table>\n";
  }

  void write(GridRow const& row, Grid const& grid) {
    text += "<tr>";
    for (std::size_t i = 0; i < grid.columns.size(); ++i) {
      GridCell const cell = i < row.cells.size() ? row.cells[i] : GridCell{};
      text += fmt::format("<td{}>{}{}</td>", grid.columns[i].right ? " class=\"right\"" : "",
                          toned(cell.text, cell.tone), cell.bar ? bar_picture(*cell.bar) : "");
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
  Writer writer{fmt::format("{}<title>{}</title>\n{}</head>\n<body>\n<h1>{}</h1>\n", head, escaped(page.title), style,
                            escaped(page.title))};
  for (PageBlock const& block : page.blocks) std::visit(writer, block);
  return writer.text + "</body>\n</html>\n";
}

}  // namespace silowalk
