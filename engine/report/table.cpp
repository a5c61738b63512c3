#include "engine/report/table.h"

#include <algorithm>

namespace silowalk::inline report {
namespace {

/// Characters of UTF-8 text, which is near enough to its width here.
std::size_t width(std::string const& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

std::string Table::text(std::size_t indent) const {
  std::vector<std::size_t> widths(rows_.front().size());
  for (auto const& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  std::string result;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    std::string line(indent, ' ');
    for (std::size_t i = 0; i < rows_[r].size(); ++i) {
      std::string const pad(widths[i] - width(rows_[r][i]), ' ');
      line += (i == 0 ? "" : "  ") + (i == 0 ? rows_[r][i] + pad : pad + rows_[r][i]);
    }
    result += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
    if (r > 0) continue;
    result.append(indent, ' ');
    for (std::size_t i = 0; i < widths.size(); ++i) result += (i == 0 ? "" : "  ") + std::string(widths[i], '-');
    result += '\n';
  }
  return result;
}

}  // namespace silowalk::inline report
