#include "engine/scenario/language/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace silowalk::inline scenario {
namespace {

constexpr std::size_t most_cells = 4'000'000;  ///< bounds the memory that one file can take

/// Returns `text` without the blanks and tabs at its ends.
std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Reads rows from the left to the right, each byte once. It reports no errors: a caller asks unclosed() and
/// behind_quote() after each row.
class CsvReader {
 public:
  /// The separator is chosen by the first line: a tie goes to the comma, then to the semicolon. A byte order mark
  /// counts as no column.
  CsvReader(std::string_view text, int file) : text_(text), file_(file) {
    // Spreadsheet programs write a byte order mark in front of UTF-8.
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = line_start_ = 3;
    std::string_view const first = text_.substr(at_, text_.find('\n') - at_);
    auto const count = [first](char c) { return std::count(first.begin(), first.end(), c); };
    if (count(';') > count(separator_)) separator_ = ';';
    if (count('\t') > count(separator_)) separator_ = '\t';
  }

  bool at_end() const { return at_ >= text_.size(); }         ///< before the next row: nothing is left
  Mark const& behind_quote() const { return behind_quote_; }  ///< where text follows a closing quote; line 0: nowhere
  bool unclosed() const { return unclosed_; }                 ///< the text ended within a quoted cell

  /// Returns the cells up to the end of the line, at least one. Quoted cells may go over several lines. Precondition:
  /// !at_end().
  std::vector<CsvTable::Cell> row() {
    std::vector<CsvTable::Cell> cells;
    do {
      cells.push_back(cell());
    } while (!at_end() && text_[at_] == separator_ && ++at_);
    if (!at_end() && text_[at_] == '\r') ++at_;
    if (!at_end() && text_[at_] == '\n') {
      ++at_;
      ++line_;
      line_start_ = at_;
    }
    return cells;
  }

 private:
  /// Returns the place of the next character. O(length of the line): complaints count characters, the reader counts
  /// bytes.
  Mark mark() const { return {file_, line_, static_cast<int>(characters_in_line()) + 1}; }

  /// Counts the UTF-8 characters before `at_`: bytes 10xxxxxx continue one.
  std::size_t characters_in_line() const {
    std::size_t count = 0;
    for (std::size_t i = line_start_; i < at_; ++i)
      if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) ++count;
    return count;
  }

  /// Returns whether a cell without quotes ends here. A lone carriage return belongs to the cell.
  bool at_break() const {
    char const c = text_[at_];
    return c == separator_ || c == '\n' || (c == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
  }

  /// Takes one cell and leaves `at_` at the separator or the end of the line.
  CsvTable::Cell cell() {
    while (!at_end() && text_[at_] == ' ') ++at_;
    Mark const where = mark();
    if (!at_end() && text_[at_] == '"') return {quoted(), where};
    std::size_t const from = at_;
    while (!at_end() && !at_break()) ++at_;
    return {std::string(trimmed(text_.substr(from, at_ - from))), where};
  }

  /// Takes a quoted cell. Two quotes within stand for one. Text between the closing quote and the separator is
  /// dropped, and its place kept.
  std::string quoted() {
    std::string text;
    for (++at_; !at_end(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
          ++at_;
        } else {
          ++at_;
          skip_behind_quote();
          return text;
        }
      }
      if (text_[at_] == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      }
      text += text_[at_];
    }
    unclosed_ = true;
    return text;
  }

  /// Goes on to the separator or the end of the line. Blanks may stand there.
  void skip_behind_quote() {
    for (; !at_end() && !at_break(); ++at_)
      if (text_[at_] != ' ' && text_[at_] != '\t' && behind_quote_.line == 0) behind_quote_ = mark();
  }

  std::string_view text_;
  int file_;                    ///< number in Sources
  char separator_ = ',';        ///< of the whole file
  std::size_t at_ = 0;          ///< offset of the next byte
  std::size_t line_start_ = 0;  ///< offset of the first byte of the line
  int line_ = 1;                ///< counts from 1
  Mark behind_quote_{0, 0, 0};  ///< the first place where text follows a closing quote
  bool unclosed_ = false;       ///< a quote was still open at the end
};

}  // namespace

int CsvTable::column(std::string_view name) const {
  for (std::size_t i = 0; i < header.size(); ++i)
    if (header[i].text == name) return static_cast<int>(i);
  return -1;
}

// Limits are checked row by row, before the next row takes memory.
bool parse_csv(Sources const& sources, int file, Complaints& complaints, CsvTable& out) {
  std::string const& text = sources.text(file);
  std::size_t const bad = find_bad_utf8(text);
  if (bad != std::string_view::npos) {
    auto const line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
    complaints.error({file, static_cast<int>(line) + 1, 0}, "this is not UTF-8 text");
    return false;
  }
  CsvReader reader(text, file);
  std::size_t cells = 0;
  while (!reader.at_end()) {
    std::vector<CsvTable::Cell> row = reader.row();
    // An empty line.
    if (row.size() == 1 && row[0].text.empty()) continue;
    cells += row.size();
    if (cells > most_cells) {
      complaints.error(row[0].where, fmt::format("more than {} cells in one CSV file", most_cells));
      return false;
    }
    if (reader.unclosed()) {
      complaints.error(row.back().where, "a quote is opened and never closed");
      return false;
    }
    if (reader.behind_quote().line > 0) {
      complaints.error(reader.behind_quote(), "text follows a closing quote",
                       "a quoted cell ends at its quote; two quotes stand for one within it");
      return false;
    }
    if (out.header.empty()) {
      out.header = std::move(row);
      continue;
    }
    if (row.size() != out.header.size()) {
      complaints.error(row[0].where, fmt::format("this row has {} cells", row.size()),
                       fmt::format("the header has {}", out.header.size()));
      continue;
    }
    out.rows.push_back(std::move(row));
  }
  if (out.header.empty() || out.rows.empty()) {
    complaints.error({file, 0, 0}, "this CSV file has no rows", "a header line and at least one row are needed");
    return false;
  }
  return true;
}

}  // namespace silowalk::inline scenario
