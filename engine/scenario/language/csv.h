#pragma once

#include <string>
#include <vector>

#include "engine/scenario/language/node.h"

/// Reads CSV files into cells that know their place. What a column means is decided by tables.cpp.
namespace silowalk::inline scenario {

/// A CSV file (RFC 4180): a header line, then rows; comma, semicolon or tab, whichever the header has most of; quotes,
/// quoted newlines, a byte order mark and CRLF are understood. Empty lines are skipped.
/// Cells keep their text; the readers parse numbers and units.
struct CsvTable {
  /// One cell. Invariant: quotes are removed; `where` points at its first character in the file.
  struct Cell {
    std::string text;  ///< without surrounding blanks where it is unquoted
    Mark where;        ///< columns count characters, not bytes
  };
  std::vector<Cell> header;             ///< the first row that is not empty
  std::vector<std::vector<Cell>> rows;  ///< each as long as the header

  /// Returns the index of the column; -1 where there is none.
  /// Case-sensitive. O(columns). Of equal names the first counts.
  int column(std::string_view name) const;
};

/// Parses file number `file` of `sources` into `out`, which must be empty. Returns false, with a complaint, for text
/// that is not UTF-8, a quote that is never closed, text behind a closing quote, more than 4 million cells, and a file
/// without rows. A row of the wrong length is a complaint too, but it is skipped and the result is true: look at
/// `complaints` as well. O(size of the file). Nothing is thrown.
bool parse_csv(Sources const& sources, int file, Complaints& complaints, CsvTable& out);

}  // namespace silowalk::inline scenario
