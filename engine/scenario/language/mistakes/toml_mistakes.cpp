#include "engine/scenario/language/mistakes/toml_mistakes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "engine/base/text.h"
#include "engine/base/units.h"
#include "engine/scenario/language/mistakes/guesses.h"
#include "engine/scenario/language/reader.h"
#include "engine/scenario/language/values.h"

namespace silowalk::inline scenario {
namespace {

using Found = std::optional<TomlMistake>;

std::string trimmed(std::string_view text) {
  std::size_t const from = text.find_first_not_of(" \t\r");
  if (from == std::string_view::npos) return "";
  return std::string(text.substr(from, text.find_last_not_of(" \t\r") - from + 1));
}

/// A line, as written and with blanks in the place of all that stands between straight quotes or behind '#'.
struct Line {
  std::string text;
  std::string bare;
  char open = 0;        ///< the quote that is never closed; 0 where there is none
  std::size_t comment;  ///< where it begins
  bool last = false;    ///< no line follows, not even an empty one

  explicit Line(std::string_view line) : text(trimmed(line)), bare(text), comment(text.size()) {
    for (std::size_t at = 0; at < bare.size(); ++at) {
      char& c = bare[at];
      bool const closes = open != 0 && c == open;
      bool const opens = open == 0 && (c == '"' || c == '\'' || c == '#');
      if (opens && c == '#') comment = at;
      if (opens) open = c;
      if (opens || open != 0) c = ' ';
      if (closes) open = 0;
    }
    if (open == '#') open = 0;
  }

  bool is_header() const { return bare.starts_with('['); }
  std::size_t equals() const { return bare.find('='); }
  /// Returns what stands before '=', or the header; as written.
  std::string key() const { return trimmed(text.substr(0, is_header() ? text.size() : equals())); }
  /// Returns what stands behind the first '=', without a comment.
  std::string value() const {
    if (is_header() || equals() == std::string::npos) return "";
    std::size_t const from = equals() + 1;
    return trimmed(text.substr(from, comment - from));
  }
  /// Returns what stands behind each '=', inside { } too, up to the end of the value.
  std::vector<std::string> values() const {
    std::vector<std::string> found;
    for (std::size_t at = is_header() ? std::string::npos : equals(); at != std::string::npos;
         at = bare.find('=', at + 1)) {
      std::size_t const end = bare.find('{') < at ? bare.find_first_of(",}]", at) : comment;
      found.push_back(trimmed(text.substr(at + 1, std::min(end, comment) - at - 1)));
    }
    return found;
  }
};

std::string_view line_of(std::string_view text, int line) {
  std::size_t from = 0;
  for (int i = 1; i < line && from < text.size(); ++i) from = std::min(text.find('\n', from), text.size() - 1) + 1;
  return text.substr(from, text.find('\n', from) - from);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned>(c) & 0x80); }

Found curly_quotes(Line const& line) {
  constexpr std::array<std::string_view, 10> curly = {"\u201C", "\u201D", "\u201E", "\u201F", "\u2018",
                                                      "\u2019", "\u201A", "\u00AB", "\u00BB", "\u201B"};
  std::string straight = line.text;
  std::string bare = line.bare;
  bool any = false;
  for (std::string_view const quote : curly) {
    for (std::size_t at = bare.find(quote); at != std::string::npos; at = bare.find(quote)) {
      straight.replace(at, quote.size(), "\"");
      bare.replace(at, quote.size(), " ");
      any = true;
    }
  }
  if (!any) return std::nullopt;
  return TomlMistake{"a text stands in straight quotes", straight};
}

Found unclosed_text(Line const& line) {
  bool const many_lines = line.text.find("\"\"\"") != std::string::npos || line.text.find("'''") != std::string::npos;
  if (line.open == 0 || many_lines) return std::nullopt;
  if (line.last) return TomlMistake{"a text lacks its closing quote, and the file ends here: it may be cut", ""};
  bool const alone = line.text.find_first_of("[]{},") == std::string::npos;
  return TomlMistake{"a text lacks its closing quote", alone ? line.text + line.open : ""};
}

/// Returns the number that begins at `from` of a line without the separators it should not have; "" for a plain number.
std::string plain_number(std::string const& bare, std::size_t from, std::string& why) {
  std::size_t end = from;
  while (end < bare.size() && (is_digit(bare[end]) || bare[end] == '.' || bare[end] == ',' || bare[end] == '-')) ++end;
  while (end > from && bare[end - 1] == ',') --end;
  std::size_t const behind = bare.find_first_not_of(" \t", end);
  if (behind != std::string::npos && std::string_view("}],").find(bare[behind]) == std::string_view::npos) return "";
  std::string number = bare.substr(from, end - from);
  if (parse_number(number).ok()) return "";
  std::string whole = without_thousands(number);
  why = "thousands are written without separators";
  if (!whole.empty()) return whole;
  std::size_t const comma = number.find(',');
  bool const decimal = comma != std::string::npos && comma > 0 && is_digit(number[comma - 1]) &&
                       comma + 1 < number.size() && is_digit(number[comma + 1]);
  if (!decimal) return "";
  number[comma] = '.';
  why = "decimals are written with a point";
  return parse_number(number).ok() ? number : "";
}

Found separators(Line const& line) {
  for (std::size_t at = line.equals(); at != std::string::npos; at = line.bare.find('=', at + 1)) {
    std::size_t const from = line.bare.find_first_not_of(" \t", at + 1);
    std::string why;
    std::string const number = from == std::string::npos ? "" : plain_number(line.bare, from, why);
    if (!number.empty()) return TomlMistake{why, number};
  }
  return std::nullopt;
}

bool stands_without_quotes(std::string const& value) {
  if (value.empty() || value == "true" || value == "false") return true;
  return std::string_view("\"'[{").find(value.front()) != std::string_view::npos || parse_number(value).ok();
}

Found yaml(Line const& line) {
  std::size_t const colon = line.bare.find(':');
  if (colon == std::string::npos || colon > line.equals() || line.is_header()) return std::nullopt;
  std::string const key = trimmed(line.text.substr(0, colon));
  if (key.empty() || key.find_first_of(" \t{[") != std::string::npos) return std::nullopt;
  if (colon + 1 < line.bare.size() && line.bare[colon + 1] != ' ') return std::nullopt;
  std::string const value = Line("v = " + line.text.substr(colon + 1)).value();
  if (value.empty()) return TomlMistake{"a table is written as [NAME]", fmt::format("[{}]", key)};
  return TomlMistake{"a key and its value are written as KEY = VALUE",
                     fmt::format("{} = {}", key, stands_without_quotes(value) ? value : print_text(value))};
}

Found with_unit(std::string const& value) {
  bool const unit = parse_duration(value).ok() || parse_rate(value).ok() || parse_yearly(value).ok() ||
                    (parse_share(value).ok() && value.ends_with('%')) || parse_agents(value).ok();
  if (!unit || parse_number(value).ok()) return std::nullopt;
  return TomlMistake{"a value with a unit is a text and stands in quotes", print_text(value)};
}

Found wrong_date(std::string const& value) {
  std::string const date = date_in(value);
  if (date.empty() || date.starts_with("00") || date == value) return std::nullopt;
  return TomlMistake{"a date is written YEAR-MONTH-DAY", date};
}

Found bare_text(std::string const& value) {
  if (value.empty() || !is_letter(value.front())) return std::nullopt;
  std::string small = value;
  std::transform(small.begin(), small.end(), small.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
  if (small == "true" || small == "false")
    return small == value ? Found() : TomlMistake{"true and false have small letters", small};
  return TomlMistake{"a text stands in quotes", print_text(value)};
}

/// The values of a line, in the order of what is surest.
Found values(Line const& line) {
  for (auto* const rule : {with_unit, wrong_date, bare_text}) {
    for (std::string const& value : line.values())
      if (Found found = rule(value)) return found;
  }
  return std::nullopt;
}

/// What other languages have: // comments, semicolons, a key and its value without '='.
Found punctuation(Line const& line) {
  if (line.bare.starts_with("//") || line.bare.starts_with(';'))
    return TomlMistake{"a comment begins with '#'",
                       "#" + line.text.substr(std::min(line.text.find_first_not_of("/;"), line.text.size()))};
  if (line.bare.ends_with(';'))
    return TomlMistake{"a line ends without ';'", line.text.substr(0, line.text.size() - 1)};
  if (line.is_header()) return std::nullopt;
  if (line.equals() != std::string::npos) {
    if (line.value().empty()) return TomlMistake{"a value is missing behind '='", ""};
    bool const open =
        std::count(line.bare.begin(), line.bare.end(), '{') > std::count(line.bare.begin(), line.bare.end(), '}');
    if (!open || line.open != 0) return std::nullopt;
    return TomlMistake{
        line.last ? "a { lacks its }, and the file ends here: it may be cut" : "what stands in { } stands on one line",
        ""};
  }
  std::size_t const blank = line.text.find_first_of(" \t");
  std::string const key = line.text.substr(0, blank);
  std::string const value = blank == std::string::npos ? "" : Line("v = " + line.text.substr(blank)).value();
  if (!is_name(key) || value.empty() || value.front() == ':' || value.find(' ') < value.find('"')) return std::nullopt;
  return TomlMistake{"a key and its value are written as KEY = VALUE",
                     fmt::format("{} = {}", key, stands_without_quotes(value) ? value : print_text(value))};
}

/// Returns the text with '_' for blanks between the letters of a name.
std::string without_blanks(std::string text) {
  auto const inside = [&](std::size_t at) {
    return at < text.size() && std::string_view(" .[]").find(text[at]) == std::string_view::npos;
  };
  for (std::size_t at = 1; at + 1 < text.size(); ++at)
    if (text[at] == ' ' && inside(at - 1) && inside(at + 1)) text[at] = '_';
  return text;
}

/// Letters and blanks that no name of a table or key can have.
Found names(Line const& line) {
  if (!line.is_header() && line.equals() == std::string::npos) return std::nullopt;
  std::string key = line.key();
  if (line.is_header())
    key = key.substr(0, line.bare.rfind(']') == std::string::npos ? key.size() : line.bare.rfind(']') + 1);
  std::string const plain = without_blanks(plain_letters(key));
  if (plain == key || key.find_first_of("\"'") != std::string::npos) return std::nullopt;
  return TomlMistake{"a name has letters a to z, digits, '_' and '-'", plain};
}

Found unclosed_header(Line const& line) {
  if (!line.is_header() || line.bare.find(']') != std::string::npos || line.text.find('=') != std::string::npos)
    return std::nullopt;
  return TomlMistake{"the name of a table ends with ']'", line.text + (line.text.starts_with("[[") ? "]]" : "]")};
}

/// Splits "[silo.care]" or "next.success" into its names.
std::vector<std::string> steps_of(std::string_view key) {
  std::vector<std::string> steps(1);
  for (char const c : key) {
    if (c == '.') steps.emplace_back();
    if (std::string_view(".[]\"' \t").find(c) == std::string_view::npos) steps.back() += c;
  }
  return steps;
}

/// Returns the last header in `lines`, "" before the first.
std::string last_header(std::string_view lines) {
  std::string header;
  for (std::size_t from = 0; from < lines.size(); from = std::min(lines.find('\n', from), lines.size() - 1) + 1) {
    Line const line(lines.substr(from, lines.find('\n', from) - from));
    if (line.is_header()) header = line.text.substr(0, line.bare.find(']'));
  }
  return header;
}

Found written_twice(std::string_view text, int number, Line const& line, std::string const& description,
                    FirstLine first_line) {
  if (description.find("redefine") == std::string::npos) return std::nullopt;
  std::string_view const above = text.substr(0, static_cast<std::size_t>(line_of(text, number).data() - text.data()));
  std::vector<std::string> steps = steps_of(line.is_header() ? line.key().substr(0, line.bare.find(']')) : line.key());
  if (!line.is_header()) {
    std::string const header = last_header(above);
    std::vector<std::string> const outer = header.empty() ? std::vector<std::string>() : steps_of(header);
    steps.insert(steps.begin(), outer.begin(), outer.end());
  }
  std::string const path = base::joined(steps, ".");
  int const first = first_line(above, steps);
  if (first > 0) return TomlMistake{fmt::format("{} is written twice, first in line {}", path, first), ""};
  return TomlMistake{fmt::format("{} is written twice", path), ""};
}

}  // namespace

TomlMistake explain_toml(std::string_view text, int line, std::string const& description, FirstLine first_line) {
  constexpr std::size_t longest = 200;  // what is longer was made by a program, and would fill the screen
  if (line_of(text, line).size() > longest) return {description, ""};
  Line at(line_of(text, line));
  at.last = line_of(text, line).end() == text.end();
  if (Found const found = written_twice(text, line, at, description, first_line)) return *found;
  for (auto* const rule :
       {curly_quotes, punctuation, names, yaml, values, separators, unclosed_text, unclosed_header}) {
    if (Found const found = rule(at)) return *found;
  }
  auto const told = [&](std::string_view words) { return description.find(words) != std::string::npos; };
  if (told("expected comma")) return {"a comma stands between two values", ""};
  if (told("root table") || told("expected '='")) return {"a line is [TABLE], KEY = VALUE or # COMMENT", ""};
  return {description, ""};
}

}  // namespace silowalk::inline scenario
