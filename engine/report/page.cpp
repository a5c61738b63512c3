#include "engine/report/page.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace silowalk::inline report {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

/// One decoded character of a UTF-8 text.
struct Character {
  std::uint32_t code = 0;  ///< code point; 0 where `valid` is false
  std::size_t bytes = 1;   ///< bytes that it takes, at least 1
  bool valid = false;
};

/// Returns the character at the beginning of `text`, decoded as RFC 3629 demands: overlong forms, surrogates and codes
/// above U+10FFFF are invalid. An invalid character has one byte, so that decoding resumes at the next byte.
/// Precondition: `text` is not empty.
Character first_of(std::string_view text) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char const lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  std::size_t const bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  // 0xC0 and 0xC1 begin overlong forms only; above 0xF4, codes exceed U+10FFFF.
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {};
  // The lead byte has bytes + 1 marker bits, the last of which is 0.
  std::uint32_t code = lead & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3Fu);
  }
  // The least code of each length; a smaller code in so many bytes is overlong.
  static constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  bool const valid = code >= least[bytes] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  return valid ? Character{code, bytes, true} : Character{};
}

/// Returns whether the code is a C0 or C1 control character, or delete. A terminal could take one for a command.
bool is_control(std::uint32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

/// Marks, embeddings, overrides and isolates of direction, and the two Unicode line separators. A name with one of them
/// could display a report's text in another order ("Trojan Source", Boucher and Anderson 2021).
bool turns_direction(std::uint32_t c) {
  return c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 ||
         c == 0x2029;
}

/// The main blocks of wide and fullwidth characters (Unicode UAX #11) and of emoji.
bool is_wide(std::uint32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

/// Common characters without a width: combining diacritics, zero-width spaces and joiners, variation selectors.
bool is_combining(std::uint32_t c) {
  return (c >= 0x300 && c <= 0x36F) || c == 0x200B || c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
}

/// Calls `each` with every decoded character and its bytes. Linear time.
template <class Each>
void each_character(std::string_view text, Each const& each) {
  while (!text.empty()) {
    Character const c = first_of(text);
    each(c, text.substr(0, c.bytes));
    text.remove_prefix(c.bytes);
  }
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string result;
  each_character(text, [&](Character const& c, std::string_view bytes) {
    if (c.valid && (c.code == '\n' || c.code == '\t')) {
      result += ' ';
    } else {
      result += !c.valid || is_control(c.code) || turns_direction(c.code) ? replacement : bytes;
    }
  });
  return result;
}

std::string escaped(std::string_view text) {
  std::string result;
  each_character(text, [&](Character const& c, std::string_view bytes) {
    // XML 1.0 excludes most control characters, even as references, and U+FFFE and U+FFFF.
    bool const allowed = c.valid && (c.code >= 0x20 || c.code == '\n' || c.code == '\t') && c.code != 0x7F &&
                         !turns_direction(c.code) && c.code != 0xFFFE && c.code != 0xFFFF;
    if (!allowed) {
      result += replacement;
    } else if (c.code == '<') {
      result += "&lt;";
    } else if (c.code == '>') {
      result += "&gt;";
    } else if (c.code == '&') {
      result += "&amp;";
    } else if (c.code == '"') {
      result += "&quot;";
    } else if (c.code == '\'') {
      result += "&#39;";
    } else if (c.code == '\n' || c.code == '\t') {
      result += c.code == '\n' ? "&#10;" : "&#9;";  // as they are, an attribute would lose them
    } else {
      result += bytes;
    }
  });
  return result;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  each_character(text, [&](Character const& c, std::string_view) {
    // An invalid character is shown as U+FFFD, one column wide.
    columns += is_combining(c.code) ? 0 : is_wide(c.code) ? 2 : 1;
  });
  return columns;
}

std::string front_of(std::string const& text, std::size_t columns) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    if (i > 0 && columns_of(result) + columns_of(text.substr(i, next - i)) > columns) break;
    result += text.substr(i, next - i);
    i = next;
  }
  return result;
}

std::string shortened(std::string const& text, std::size_t columns) {
  return columns_of(text) <= columns ? text : front_of(text, columns - 1) + "…";
}

Grid without_csv_columns(Grid const& grid) {
  Grid shown{{}, {}, grid.main};
  for (GridColumn const& column : grid.columns) {
    if (!column.only_in_csv) shown.columns.push_back(column);
  }
  for (GridRow const& row : grid.rows) {
    // Notes are no cells: they belong to the row as a whole.
    GridRow& kept = shown.rows.emplace_back(GridRow{{}, row.notes});
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      // Cells beyond the columns have no column that could exclude them; writers ignore them.
      if (i >= grid.columns.size() || !grid.columns[i].only_in_csv) kept.cells.push_back(row.cells[i]);
    }
  }
  return shown;
}

std::string bar_text(Bar const& bar, std::size_t width) {
  auto const cells = [&](double share) {
    double const inside = std::clamp(share, 0.0, 1.0) * static_cast<double>(width);
    return static_cast<std::size_t>(std::lround(inside));
  };
  std::size_t const before = cells(bar.before);
  std::size_t const after = cells(bar.after);
  std::string text;
  for (std::size_t i = 0; i < width; ++i) {
    // `gained` and `lost` parts are those that only one of the two bars has.
    bool const filled = i < after;
    bool const was = i < before;
    text += filled ? (was ? "█" : "▓") : was ? "░" : "·";
  }
  return text;
}

}  // namespace silowalk::inline report
