#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// A page for people, independent of its format: the same blocks become a terminal page, Markdown, HTML or CSV.
/// Builders of reports make blocks; writers (engine/report/writers) turn blocks into text.
/// Texts are plain UTF-8 without markup, and can hold names from a scenario. Each writer escapes them for its format;
/// a builder must not escape. The one exception is Picture, which holds markup.
/// Writers are pure functions: no shared state, any thread.
namespace silowalk::inline report {

/// The emphasis of a text. `good` and `bad` are never the only carrier of a meaning: CSV and plain text lack them.
enum class Tone { plain, good, bad, faint, strong };

/// Two shares from 0 to 1, before and after an event, drawn as one bar. Values outside are clamped by the writers.
struct Bar {
  double before = 0;  ///< share at the beginning, 0 to 1
  double after = 0;   ///< share at the end, 0 to 1
};

/// A cell of a table: text for people, numbers for CSV. Invariant: `low` and `high` are both set or both empty.
/// Precondition: `text` has its unit, unless the head of the column states it.
struct GridCell {
  std::string text;                            ///< as people read it; empty: nothing is shown
  Tone tone = Tone::plain;                     ///< emphasis of the text, not of the number
  std::optional<Bar> bar = std::nullopt;       ///< drawn behind the text
  std::optional<double> value = std::nullopt;  ///< the number in base units, which CSV writes instead of the text
  std::optional<double> low = std::nullopt;    ///< ends of its interval in base units; CSV has columns for them
  std::optional<double> high = std::nullopt;
};

/// A row of a table. Cells beyond the columns are ignored; missing ones are empty.
struct GridRow {
  std::vector<GridCell> cells;       ///< cell i belongs to column i
  std::vector<GridCell> notes = {};  ///< lines of their own under the row
};

/// A column of a table and how writers treat it.
struct GridColumn {
  std::string head;          ///< head of the column; in CSV the name of the field, so scripts depend on it
  bool right = false;        ///< aligned to the right
  bool whole = false;        ///< never cut, however narrow the page
  bool only_in_csv = false;  ///< what people read elsewhere: a scenario in a heading, a unit in the text
  bool intervals = false;    ///< of estimates: CSV has columns for the ends, even where no cell has any
};

/// A heading within a page, one level below the title.
struct Heading {
  std::string text;
};
/// A paragraph. Writers wrap it.
struct Paragraph {
  std::string text;
  Tone tone = Tone::plain;
};
/// An unordered list.
struct Items {
  std::vector<std::string> texts;  ///< one entry each, without a bullet
};
/// A table. Invariant: column i describes cell i of every row.
struct Grid {
  std::vector<GridColumn> columns;  ///< in the order of display
  std::vector<GridRow> rows;
  bool main = false;  ///< one of the page's main tables: what CSV writes (all tables, where none is a main one)
};
/// An SVG picture. Only HTML shows it; other writers leave it out, so that a page must be complete without it.
/// Precondition: `svg` is well-formed and its texts are escaped; HTML copies it unchanged.
struct Picture {
  std::string svg;  ///< the SVG element, with all that it needs
};

using PageBlock = std::variant<Heading, Paragraph, Items, Grid, Picture>;

/// A title and blocks, in reading order.
struct Page {
  std::string title;  ///< the answer in a line, or what the page is about
  std::vector<PageBlock> blocks;
};

/// Returns the page for a terminal or a text file, at most 100 columns wide unless columns must stay whole.
/// `colour`: with ANSI escape sequences. Texts are made harmless (engine/base/escape/harmless.h), so that no name can
/// move the cursor.
std::string to_terminal(Page const& page, bool colour);
/// Returns the page as Markdown with tables in pipes; tones become bold or italic.
std::string to_markdown(Page const& page);
/// Returns one HTML file that loads nothing: no script, no network. A content security policy in it forbids both.
std::string to_html(Page const& page);

/// Returns the main tables, or all tables where none is a main one. Fields follow RFC 4180, but lines end in LF.
/// An empty line separates two tables. Numbers are in base units where a cell has one. Notes are left out.
/// A column with intervals is followed by two columns with their ends, "X low" and "X high".
/// Tables with the same heads and a column that only CSV has are written as one.
std::string to_csv(Page const& page);

/// Returns a copy of the table without the columns that only CSV has. The other writers show this.
Grid without_csv_columns(Grid const& grid);

/// Returns the columns that a text takes on a terminal: 2 for wide East Asian characters and emoji, 0 for combining
/// marks. An approximation: it has ranges, not the full Unicode tables.
std::size_t columns_of(std::string_view text);
/// Returns the first characters of the text, at most `columns` columns of them and at least one character. It divides
/// between UTF-8 characters, never inside one. Preconditions: the text is valid UTF-8 (harmless() makes it so) and not
/// empty.
std::string front_of(std::string const& text, std::size_t columns);
/// Returns at most `columns` columns of the text, the last one an ellipsis where something was cut.
std::string shortened(std::string const& text, std::size_t columns);

/// Returns a bar of `width` characters. "█" is filled before and after, "▓" gained, "░" lost, "·" empty.
std::string bar_text(Bar const& bar, std::size_t width);

}  // namespace silowalk::inline report
