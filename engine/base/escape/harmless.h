#pragma once

#include <string>
#include <string_view>

/// Texts as a terminal may show them. Names come from files that others wrote: an escape sequence in one could control
/// the terminal, a line break could forge a line of a report. Everything that the program shows passes through here:
/// pages in their writers, complaints in describe(), error messages in the constructors of their exceptions.
/// Pure functions; linear time.
namespace silowalk::inline base {

/// Returns the text as one line: a line feed is shown as "↵", a tab as a space. Other control characters
/// (C0, delete, C1), line and paragraph separators, characters that turn the direction of writing and each byte that is
/// no UTF-8 become U+FFFD. "↵" and U+FFFD, not "?" or "\n": a name may have these itself, so a reader could not tell.
/// The result is valid UTF-8, and harmless() of it is the same.
std::string harmless(std::string_view text);

/// Returns the text as one line of a message: harmless, and where it has more than 1,000 bytes, its beginning and its
/// end around "…". A cell of a table can be megabytes long.
std::string harmless_sentence(std::string_view text);

/// Returns a line of a file as it is quoted below a complaint: harmless but for tabs, which align the caret.
std::string harmless_excerpt(std::string_view line);

/// Returns a message that has lines of its own: harmless but for line feeds and tabs, no line over 2,000 bytes.
/// Precondition: names in it are harmless already, otherwise they can still begin a line.
std::string harmless_lines(std::string_view text);

}  // namespace silowalk::inline base
