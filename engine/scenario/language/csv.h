#pragma once

#include <string>
#include <vector>

#include "engine/scenario/language/node.h"

namespace silowalk::inline scenario {

/// A CSV file (RFC 4180): a header line, then rows; comma, semicolon or tab, whichever the header has most of; quotes,
/// quoted newlines, a byte order mark and CRLF are understood. Empty lines are skipped.
/// Cells keep their text; the readers parse numbers and units.
struct CsvTable {
  struct Cell {
    std::string text;
    Mark where;
  };
  std::vector<Cell> header;
  std::vector<std::vector<Cell>> rows;  ///< each as long as the header

  /// Returns the index of the column; -1 where there is none.
  int column(std::string_view name) const;
};

/// Parses file number `file` of `sources`. False (with complaints) where a row is unsound.
bool parse_csv(Sources const& sources, int file, Complaints& complaints, CsvTable& out);

}  // namespace silowalk::inline scenario
