#include <algorithm>

#include "engine/base/enum_names.h"
#include "engine/base/escape/harmless.h"
#include "engine/report/page.h"

namespace silowalk::inline report {
namespace {

constexpr std::size_t page_width = 100;
constexpr std::size_t bar_width = 10;

/// Returns the words of a text, parted by spaces. Precondition: the text has no other white space (harmless() makes it
/// so).
std::vector<std::string> words_of(std::string const& text) {
  std::vector<std::string> words;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t const to = std::min(text.find(' ', from), text.size());
    if (to > from) words.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

/// Returns the words of a text, but an interval, "(1.2 k .. 3.4 k)", as one word, so that no line ends within it.
std::vector<std::string> wrapped_words_of(std::string const& text) {
  constexpr std::size_t most_words = 8;  // a longer text in parentheses is a sentence
  std::vector<std::string> const words = words_of(text);
  std::vector<std::string> result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string all = words[i];
    std::size_t last = i;
    while (all.starts_with('(') && all.find(')') == std::string::npos && last + 1 < words.size() &&
           last - i < most_words)
      all += ' ' + words[++last];
    bool const interval = last > i && all.find(')') != std::string::npos && all.find(" .. ") != std::string::npos;
    result.push_back(interval ? all : words[i]);
    if (interval) i = last;
  }
  return result;
}

/// Writes one page. Use an object for one call of text() only: it keeps what it has written.
class Terminal {
 public:
  explicit Terminal(bool colour) : colour_(colour) {}

  /// Returns the page, with one newline at its end.
  std::string text(Page const& page) {
    wrap(harmless(page.title), 0, Tone::strong);
    text_ += '\n';
    for (PageBlock const& block : page.blocks) std::visit([this](auto const& each) { write(each); }, block);
    while (text_.ends_with("\n\n")) text_.pop_back();
    return text_;
  }

 private:
  /// Returns the text in its colour where colours are wanted. The reset ends every colour, so that colours do not nest.
  std::string painted(std::string const& text, Tone tone) const {
    static constexpr auto codes = enum_names<Tone>("", "\033[32m", "\033[31m", "\033[2m", "\033[1m");
    if (!colour_ || tone == Tone::plain || text.empty()) return text;
    return std::string(codes[tone]) + text + "\033[0m";
  }

  /// Appends one line. The indent is not painted.
  void line(std::string const& text, std::size_t indent, Tone tone) {
    text_ += std::string(indent, ' ') + painted(text, tone) + '\n';
  }

  /// Writes a text over as many lines as it needs. `hang`: additional indent of all lines but the first. A word wider
  /// than a line is cut.
  void wrap(std::string const& text, std::size_t indent, Tone tone, std::size_t hang = 0) {
    std::string now;
    std::size_t in = indent;
    for (std::string const& word : wrapped_words_of(text)) {
      std::string const part = shortened(word, page_width - indent - hang);
      if (!now.empty() && in + columns_of(now) + 1 + columns_of(part) > page_width) {
        line(now, in, tone);
        now.clear();
        in = indent + hang;
      }
      now += (now.empty() ? "" : " ") + part;
    }
    if (!now.empty()) line(now, in, tone);
  }

  void write(Heading const& heading) {
    wrap(harmless(heading.text), 0, Tone::strong);
    text_ += '\n';
  }
  void write(Paragraph const& paragraph) {
    wrap(harmless(paragraph.text), 0, paragraph.tone);
    text_ += '\n';
  }
  void write(Items const& items) {
    for (std::string const& each : items.texts) wrap("- " + harmless(each), 0, Tone::plain, 2);
    text_ += '\n';
  }
  void write(Picture const&) {}

  /// Returns the text of a cell with its bar. Columns are measured by it.
  static std::string shown(GridCell const& cell) {
    std::string const text = harmless(cell.text);
    return cell.bar ? text + " " + bar_text(*cell.bar, bar_width) : text;
  }

  /// Returns the widths of columns: those of the widest cells. Where the page is too narrow, the widest column that may
  /// take several lines loses a character until the table fits: shrinking all in proportion would leave short columns
  /// nothing.
  static std::vector<std::size_t> widths_of(Grid const& grid) {
    std::vector<std::size_t> widths;
    for (GridColumn const& column : grid.columns) widths.push_back(columns_of(harmless(column.head)));
    for (GridRow const& row : grid.rows) {
      for (std::size_t i = 0; i < row.cells.size() && i < widths.size(); ++i)
        widths[i] = std::max(widths[i], columns_of(shown(row.cells[i])));
    }
    // Two spaces part the columns.
    std::size_t const between = 2 * (widths.empty() ? 0 : widths.size() - 1);
    while (true) {
      std::size_t all = between;
      for (std::size_t const width : widths) all += width;
      if (all <= page_width) return widths;
      // `widths.size()` stands for none found yet.
      std::size_t widest = widths.size();
      for (std::size_t i = 0; i < widths.size(); ++i) {
        if (!grid.columns[i].whole && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
      }
      if (widest == widths.size() || widths[widest] < 4) return widths;  // a page of bars only: let it be wide
      --widths[widest];
    }
  }

  /// Returns the lines of a cell, broken between words. A word that is wider than the column is broken inside, so that
  /// no two texts look alike because both were cut.
  static std::vector<std::string> lines_of(GridCell const& cell, std::size_t width) {
    if (cell.bar || columns_of(shown(cell)) <= width) return {shown(cell)};
    std::vector<std::string> lines(1);
    for (std::string word : words_of(shown(cell))) {
      if (!lines.back().empty() && columns_of(lines.back()) + 1 + columns_of(word) > width) lines.emplace_back();
      while (columns_of(word) > width) {
        std::string const head = front_of(word, width);
        lines.back() = head;
        lines.emplace_back();
        word.erase(0, head.size());
      }
      lines.back() += (lines.back().empty() ? "" : " ") + word;
    }
    return lines;
  }

  /// Writes a row over as many lines as its tallest cell needs.
  void cells(std::vector<GridCell> const& row, Grid const& grid, std::vector<std::size_t> const& widths, Tone all) {
    std::vector<std::vector<std::string>> texts;
    std::size_t most = 1;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      texts.push_back(i < row.size() ? lines_of(row[i], widths[i]) : std::vector<std::string>{});
      most = std::max(most, texts.back().size());
    }
    for (std::size_t part = 0; part < most; ++part) {
      std::vector<GridCell> line;
      for (std::size_t i = 0; i < widths.size(); ++i)
        line.push_back({part < texts[i].size() ? texts[i][part] : "", i < row.size() ? row[i].tone : Tone::plain});
      row_line(line, grid, widths, all);
    }
  }

  void row_line(std::vector<GridCell> const& row, Grid const& grid, std::vector<std::size_t> const& widths, Tone all) {
    std::string built;
    // Spaces wait until something follows, so that no line ends in spaces.
    std::size_t pending = 0;  // spaces, written only where something follows
    for (std::size_t i = 0; i < widths.size(); ++i) {
      std::string const& text = row[i].text;
      std::size_t const pad = widths[i] - std::min(widths[i], columns_of(text));
      if (grid.columns[i].right) pending += pad;
      if (!text.empty()) {
        built.append(pending, ' ');
        pending = 0;
        built += painted(text, row[i].tone == Tone::plain ? all : row[i].tone);
      }
      if (!grid.columns[i].right) pending += pad;
      pending += 2;
    }
    text_ += built + '\n';
  }

  void write(Grid const& whole) {
    Grid const grid = without_csv_columns(whole);
    std::vector<std::size_t> const widths = widths_of(grid);
    // Head and rules are written as rows, so that they are aligned like them.
    std::vector<GridCell> heads, rules;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      heads.push_back({grid.columns[i].head});
      rules.push_back({std::string(widths[i], '-')});
    }
    cells(heads, grid, widths, Tone::strong);
    cells(rules, grid, widths, Tone::faint);
    for (GridRow const& row : grid.rows) {
      cells(row.cells, grid, widths, Tone::plain);
      for (GridCell const& note : row.notes) wrap("> " + harmless(note.text), 4, note.tone, 2);
    }
    text_ += '\n';
  }

  bool colour_;
  std::string text_;
};

}  // namespace

std::string to_terminal(Page const& page, bool colour) { return Terminal(colour).text(page); }

}  // namespace silowalk::inline report
