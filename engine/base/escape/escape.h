#pragma once

#include <string>
#include <string_view>

/// A text as a literal of each format that the program writes: one function a format, used by every writer of it.
/// Texts may be any bytes. Except in JSON, what harmless() replaces is replaced here too: no format needs control
/// characters in names, and files are shown on terminals. Pure functions; linear time.
namespace silowalk::inline base {

/// Returns the text for XML and HTML (so for SVG, GraphML and XES), inside elements and quoted attributes. Line feeds
/// and tabs become references, since an attribute would lose them. U+FFFE and U+FFFF, which XML 1.0 excludes, become
/// U+FFFD.
std::string escape_xml(std::string_view text);

/// Returns the text as a quoted string of DOT. A line feed begins a line of a label, and a name has none.
std::string escape_dot(std::string_view text);

/// Returns the text as a JSON string in quotes. Control characters and those that turn the direction are escaped by
/// number, so that a program reads back what was there; bytes that are no UTF-8 become U+FFFD.
std::string escape_json(std::string_view text);

/// Returns a field of CSV, as RFC 4180 writes it: quoted only where it has a comma or a quote. Text that a spreadsheet
/// would take for a formula gets an apostrophe before it, as people type it there: text that begins with = + - @, also
/// after blanks or a semicolon (the separator of spreadsheets in many languages). Signed numbers with a unit ("+5 %",
/// "-3.2 k"), intervals of them ("-2 .. +3") and "-" stay: they compute nothing. Numbers need not pass through here.
std::string escape_csv(std::string_view text);

/// Returns the text for the inside of a line of Markdown (GFM): no emphasis, code, link, image, cell or HTML.
std::string escape_markdown(std::string_view text);
/// Returns the same for the beginning of a line: no list, rule or indented code either.
std::string escape_markdown_line(std::string_view text);

}  // namespace silowalk::inline base
