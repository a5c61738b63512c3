#include "engine/base/escape/harmless.h"

#include <algorithm>

#include "engine/base/escape/utf8.h"

namespace silowalk::inline base {
namespace {

/// Returns a line of at most `most` bytes: the beginning and the last quarter, cut between characters, around "…".
/// Precondition: valid UTF-8.
std::string cut_in_the_middle(std::string const& line, std::size_t most) {
  if (line.size() <= most) return line;
  auto const continues = [&line](std::size_t at) { return (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80; };
  std::size_t head = most - most / 4;
  while (head > 0 && continues(head)) --head;
  std::size_t tail = line.size() - most / 4;
  while (tail < line.size() && continues(tail)) ++tail;
  return line.substr(0, head) + "…" + line.substr(tail);
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  each_character(text, [&](Character const& c, std::string_view bytes) {
    if (c.code == '\n' || c.code == '\t')
      result += c.code == '\n' ? "↵" : " ";
    else
      result += is_harmless(c) ? bytes : replacement;
  });
  return result;
}

std::string harmless_excerpt(std::string_view line) {
  std::string result;
  while (true) {
    std::size_t const tab = line.find('\t');
    result += harmless(line.substr(0, tab));
    if (tab == std::string_view::npos) return result;
    result += '\t';
    line.remove_prefix(tab + 1);
  }
}

std::string harmless_sentence(std::string_view text) {
  constexpr std::size_t longest = 1000;  ///< bytes: no sentence of the program itself is near
  return cut_in_the_middle(harmless(text), longest);
}

std::string harmless_lines(std::string_view text) {
  constexpr std::size_t longest = 2000;  ///< bytes
  std::string result;
  while (true) {
    std::size_t const end = text.find('\n');
    result += cut_in_the_middle(harmless_excerpt(text.substr(0, end)), longest);
    if (end == std::string_view::npos) return result;
    result += '\n';
    text.remove_prefix(end + 1);
  }
}

}  // namespace silowalk::inline base
