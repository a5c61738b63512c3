#include "engine/base/escape/escape.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/base/escape/harmless.h"
#include "engine/base/escape/utf8.h"

namespace silowalk::inline base {
namespace {

/// Returns what stands for an ASCII character in XML; "" for itself.
std::string_view xml_reference(std::uint32_t code) {
  switch (code) {
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '&':
      return "&amp;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\n':
      return "&#10;";
    case '\t':
      return "&#9;";
    default:
      return "";
  }
}

/// Returns the escape of a character below U+10000 by its number.
std::string by_number(std::uint32_t code) { return fmt::format("\\u{:04x}", code); }

/// Returns a valid character of a JSON string.
std::string json_character(std::uint32_t code, std::string_view bytes) {
  if (code == '"' || code == '\\') return '\\' + std::string(bytes);
  if (code == '\n') return "\\n";
  if (code == '\t') return "\\t";
  return is_control(code) || is_separator(code) || turns_direction(code) ? by_number(code) : std::string(bytes);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Returns whether a text with a sign before it is a number, perhaps with a unit: "5 %", "3.2 k", "405 days". Nothing
/// in it can call a function, name another program or continue a formula.
bool is_amount(std::string_view text) {
  if (text.empty() || !is_digit(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || std::string_view(" .,%").find(c) != std::string_view::npos;
  });
}

/// Returns whether a text is an amount with a sign, or an interval of them: "-3.2 k", "+410 .. +490".
bool is_signed_amount(std::string_view text) {
  constexpr std::string_view to = " .. ";
  std::size_t const end = text.find(to);
  auto const sound = [](std::string_view one) {
    return is_amount(one.starts_with('+') || one.starts_with('-') ? one.substr(1) : one);
  };
  if (end == std::string_view::npos) return sound(text);
  return sound(text.substr(0, end)) && sound(text.substr(end + to.size()));
}

/// Returns whether a spreadsheet would compute this text. The last four signs are the wide ones, which spreadsheets in
/// East Asian languages take for the others.
bool is_formula(std::string_view text) {
  for (std::string_view const sign : {"=", "@", "＝", "＠", "＋", "－"})
    if (text.starts_with(sign)) return true;
  if (!text.starts_with('+') && !text.starts_with('-')) return false;
  return text != "-" && !is_signed_amount(text);
}

/// Returns the text with an apostrophe before each formula in it: at its beginning, and after each semicolon.
std::string without_formulas(std::string_view text) {
  std::string result;
  while (true) {
    std::size_t const end = text.find(';');
    std::string_view const piece = text.substr(0, end);
    std::size_t const blanks = std::min(piece.find_first_not_of(' '), piece.size());
    result.append(piece.substr(0, blanks));
    if (is_formula(piece.substr(blanks))) result += '\'';
    result.append(piece.substr(blanks));
    if (end == std::string_view::npos) return result;
    result += ';';
    text.remove_prefix(end + 1);
  }
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string result;
  each_character(text, [&](Character const& c, std::string_view bytes) {
    std::string_view const reference = xml_reference(c.code);
    if (!reference.empty())
      result += reference;
    else
      result += is_harmless(c) && c.code != 0xFFFE && c.code != 0xFFFF ? bytes : replacement;
  });
  return result;
}

std::string escape_dot(std::string_view text) {
  std::string result = "\"";
  each_character(text, [&](Character const& c, std::string_view bytes) {
    if (c.code == '"' || c.code == '\\') result += '\\';
    if (c.code == '\n')
      result += "\\n";
    else if (c.code == '&')
      result += "&amp;";  // Graphviz understands references of HTML in labels
    else
      result += is_harmless(c) ? bytes : replacement;
  });
  return result + '"';
}

std::string escape_json(std::string_view text) {
  std::string result = "\"";
  each_character(text, [&](Character const& c, std::string_view bytes) {
    result += c.valid ? json_character(c.code, bytes) : std::string(replacement);
  });
  return result + '"';
}

std::string escape_csv(std::string_view text) {
  std::string field = without_formulas(harmless(text));
  if (field.find_first_of(",\"") == std::string::npos) return field;
  std::string quoted = "\"";
  for (char const c : field) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string escape_markdown(std::string_view text) {
  std::string result;
  for (char const c : harmless(text)) {
    // References, because Markdown lets HTML through.
    if (c == '<' || c == '>' || c == '&') {
      result += xml_reference(static_cast<unsigned char>(c));
      continue;
    }
    // Characters are escaped wherever they stand: whether one has a meaning depends on its neighbours.
    if (std::string_view("\\`*_{}[]#|~!").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

std::string escape_markdown_line(std::string_view text) {
  std::string line = escape_markdown(text);
  line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
  // "1. " and "1) " begin a list, "- " and "+ " another, "---" is a rule.
  std::size_t const digits = std::min(line.find_first_not_of("0123456789"), line.size());
  if (digits == line.size()) return line;
  bool const marks = std::string_view(digits == 0 ? "-+" : ".)").find(line[digits]) != std::string_view::npos;
  bool const apart = digits + 1 == line.size() || line[digits + 1] == ' ' || line[digits + 1] == '-';
  if (marks && apart) line.insert(digits, 1, '\\');
  return line;
}

}  // namespace silowalk::inline base
