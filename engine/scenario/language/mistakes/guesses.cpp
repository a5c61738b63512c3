#include "engine/scenario/language/mistakes/guesses.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/units.h"

namespace silowalk::inline scenario {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string plain_letters(std::string_view text) {
  constexpr std::string_view letters[][2] = {
      {"ä", "ae"}, {"ö", "oe"}, {"ü", "ue"}, {"Ä", "Ae"}, {"Ö", "Oe"}, {"Ü", "Ue"}, {"ß", "ss"}, {"à", "a"}, {"á", "a"},
      {"â", "a"},  {"ã", "a"},  {"å", "a"},  {"ç", "c"},  {"è", "e"},  {"é", "e"},  {"ê", "e"},  {"ë", "e"}, {"ì", "i"},
      {"í", "i"},  {"î", "i"},  {"ï", "i"},  {"ñ", "n"},  {"ò", "o"},  {"ó", "o"},  {"ô", "o"},  {"õ", "o"}, {"ø", "o"},
      {"ù", "u"},  {"ú", "u"},  {"û", "u"},  {"É", "E"},  {"æ", "ae"}, {"ł", "l"}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if ((static_cast<unsigned char>(text[at]) & 0x80) == 0) {
      out += text[at++];
      continue;
    }
    for (auto const& [accented, plain] : letters)
      if (text.substr(at).starts_with(accented)) out += plain;
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return out;
}

std::string without_thousands(std::string_view text) {
  std::size_t at = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  std::string out = text.starts_with('-') ? "-" : "";
  std::size_t const first = at;
  while (at < text.size() && is_digit(text[at])) out += text[at++];
  if (at == first || at - first > 3 || at == text.size() || text[first] == '0') return "";
  char const separator = text[at];
  if (std::string_view(".,' ").find(separator) == std::string_view::npos) return "";
  while (at < text.size()) {
    std::string_view const group = text.substr(at, 4);
    if (group.size() < 4 || group[0] != separator || !std::all_of(group.begin() + 1, group.end(), is_digit)) return "";
    out += group.substr(1);
    at += group.size();
  }
  return out;
}

std::string date_in(std::string const& text) {
  std::vector<std::string> parts(1);
  for (char const c : text) {
    if (is_digit(c))
      parts.back() += c;
    else if (std::string_view("./-").find(c) != std::string_view::npos)
      parts.emplace_back();
    else
      return "";
  }
  if (parts.size() != 3) return "";
  if (parts[0].size() != 4) std::swap(parts[0], parts[2]);
  std::string const date = fmt::format("{:0>4}-{:0>2}-{:0>2}", parts[0], parts[1], parts[2]);
  return parse_date(date) ? date : "";
}

std::string amount_in(std::string const& text) {
  constexpr std::string_view of_numbers = "0123456789.,";
  std::size_t const from = text.find_first_of(of_numbers);
  if (from == std::string::npos) return "";
  std::string number = text.substr(from, text.find_first_not_of(of_numbers, from) - from);
  bool const more = text.find_first_of("0123456789%/", from + number.size()) != std::string::npos;
  std::string const whole = without_thousands(number);
  if (whole.empty()) std::replace(number.begin(), number.end(), ',', '.');
  if (!whole.empty()) number = whole;
  if (from > 0 && text[from - 1] == '-') number = "-" + number;
  return !more && parse_number(number).ok() ? number : "";
}

}  // namespace silowalk::inline scenario
