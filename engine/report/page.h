#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// A page as people read it, before anybody decides on what: the same blocks become a terminal page, Markdown or HTML.
/// Texts are plain; each writer makes them safe in its own way.
namespace silowalk::inline report {

enum class Tone { plain, good, bad, faint, strong };

/// A share of one before and after, drawn as a bar.
struct Bar {
  double before = 0;
  double after = 0;
};

struct GridCell {
  std::string text;
  Tone tone = Tone::plain;
  std::optional<Bar> bar = std::nullopt;       ///< drawn behind the text
  std::optional<double> value = std::nullopt;  ///< the number in base units, which CSV writes instead of the text
  std::optional<double> low = std::nullopt;    ///< ends of its interval in base units; CSV has columns for them
  std::optional<double> high = std::nullopt;
};

struct GridRow {
  std::vector<GridCell> cells;
  std::vector<GridCell> notes = {};  ///< lines of their own under the row
};

struct GridColumn {
  std::string head;
  bool right = false;  ///< aligned to the right
  bool whole = false;  ///< never cut, however narrow the page
};

struct Heading {
  std::string text;
};
struct Paragraph {
  std::string text;
  Tone tone = Tone::plain;
};
struct Items {
  std::vector<std::string> texts;
};
struct Grid {
  std::vector<GridColumn> columns;
  std::vector<GridRow> rows;
  bool main = false;  ///< one of the page's main tables: what CSV writes (all tables, where none is a main one)
};
/// An SVG picture; only HTML shows it, the others leave it out.
struct Picture {
  std::string svg;
};

using PageBlock = std::variant<Heading, Paragraph, Items, Grid, Picture>;

struct Page {
  std::string title;
  std::vector<PageBlock> blocks;
};

/// For a terminal or a text file, at most 100 columns wide. `colour`: with escape sequences. Control characters and
/// characters that turn the direction of writing are shown as U+FFFD, so that no name can move the cursor.
std::string to_terminal(Page const& page, bool colour);
std::string to_markdown(Page const& page);
/// One file that needs nothing else: no script, no network; a policy in it forbids both.
std::string to_html(Page const& page);

/// The main tables (RFC 4180), an empty line between two of them. Numbers are in base units where a cell has one. A
/// column with intervals is followed by two columns with their ends, "X low" and "X high".
std::string to_csv(Page const& page);

/// Text for XML and HTML, inside elements and quoted attributes. Characters that XML 1.0 does not allow become U+FFFD.
std::string escaped(std::string_view text);

/// Control characters, bad UTF-8 and characters that turn the direction of writing become U+FFFD.
std::string harmless(std::string_view text);

/// Columns that a text takes on a terminal.
std::size_t columns_of(std::string_view text);

/// "[######::::]": `width` characters, the bar of `bar.after` with what was gained or lost since `before` in another
/// shade.
std::string bar_text(Bar const& bar, std::size_t width);

}  // namespace silowalk::inline report
