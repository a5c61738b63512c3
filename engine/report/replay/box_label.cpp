#include "engine/report/replay/box_label.h"

#include <fmt/format.h>

#include "engine/base/escape/escape.h"
#include "engine/report/page.h"

namespace silowalk::inline report {
namespace {

/// Columns of text that a box has room for: in one line, and in each of two lines of a smaller font.
constexpr std::size_t whole_line = 18, small_line = 23;

/// Returns one line of text. `font`: "" or an attribute.
std::string line(std::string const& text, double x, double y, std::string const& font) {
  return fmt::format("<text class=\"name\" x=\"{:.1f}\" y=\"{:.1f}\"{} text-anchor=\"middle\">{}</text>", x, y, font,
                     escape_xml(text));
}

}  // namespace

std::string box_label(std::string const& title, double x, double y) {
  // The baseline of a line in the middle is 4 units below it.
  if (columns_of(title) <= whole_line) return line(title, x, y + 4, "");
  std::size_t const space = title.rfind(' ', small_line);
  if (space == std::string::npos || space == 0) return line(shortened(title, whole_line), x, y + 4, "");
  std::string const small = " font-size=\"10\"";
  return line(title.substr(0, space), x, y - 2.5, small) +
         line(shortened(title.substr(space + 1), small_line), x, y + 9.5, small);
}

}  // namespace silowalk::inline report
