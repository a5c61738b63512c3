#include "engine/report/format.h"

namespace silowalk::inline report {

std::string_view ending_of(std::string_view path) {
  // find_last_of() returns npos without a slash, and npos + 1 is 0: the whole path.
  std::string_view const name = path.substr(path.find_last_of('/') + 1);
  std::size_t const dot = name.find_last_of('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot);
}

std::optional<Format> format_of_file(std::string_view path) {
  std::string_view const ending = ending_of(path);
  // Endings that people use beside the names of formats.
  if (ending == ".txt") return Format::text;
  if (ending == ".markdown") return Format::md;
  if (ending == ".htm") return Format::html;
  if (ending == ".1") return Format::man;
  return ending.empty() || ending == ".text" ? std::nullopt : format_names.find(ending.substr(1));
}

}  // namespace silowalk::inline report
