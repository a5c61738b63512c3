#include "engine/scenario/language/toml.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "engine/base/date.h"
#include "engine/scenario/language/mistakes/toml_mistakes.h"

namespace silowalk::inline scenario {
namespace {

constexpr int deepest = 48;  ///< levels: every later step recurses over the tree

/// Converts the library's tree. `complaints` may be null: then what is too deep is cut off without a complaint.
class Converter {
 public:
  /// `file` is the number that all marks get. `complaints`, where given, must outlive the converter.
  Converter(int file, Complaints* complaints) : file_(file), complaints_(complaints) {}

  /// Returns the node with all below it. `depth` counts from 0. Texts are UTF-8, which the library has checked.
  Node convert(toml::node const& from, int depth) const {
    Node node;
    node.where = mark(from.source());
    if (toml::table const* table = from.as_table())
      convert_table(*table, depth, node);
    else if (toml::array const* array = from.as_array())
      convert_array(*array, depth, node);
    else
      convert_value(from, node);
    return node;
  }

 private:
  Mark mark(toml::source_region const& region) const {
    return {file_, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
  }

  /// Returns whether the children of this level must be left out.
  bool too_deep(int depth, Mark const& where) const {
    if (depth < deepest) return false;
    if (complaints_ != nullptr) complaints_->error(where, fmt::format("more than {} levels of nesting", deepest));
    return true;
  }

  /// Members beyond the deepest level are left out, after one complaint.
  void convert_table(toml::table const& table, int depth, Node& node) const {
    node.kind = Node::Kind::table;
    if (too_deep(depth, node.where)) return;
    node.members.reserve(table.size());
    for (auto const& entry : table)
      node.members.push_back(
          {std::string(entry.first.str()), mark(entry.first.source()), convert(entry.second, depth + 1)});
    // The library sorts keys by name; entities must keep the order of the file.
    std::stable_sort(node.members.begin(), node.members.end(), [](Member const& a, Member const& b) {
      return std::tie(a.where.line, a.where.column) < std::tie(b.where.line, b.where.column);
    });
  }

  /// Elements beyond the deepest level are left out, after one complaint.
  void convert_array(toml::array const& array, int depth, Node& node) const {
    node.kind = Node::Kind::array;
    if (too_deep(depth, node.where)) return;
    node.items.reserve(array.size());
    for (toml::node const& item : array) node.items.push_back(convert(item, depth + 1));
  }

  /// Times of day and date-times become Kind::clock without a value: no key of the language takes them.
  static void convert_value(toml::node const& from, Node& node) {
    if (auto const* text = from.as_string()) {
      node.kind = Node::Kind::text;
      node.text = text->get();
    } else if (auto const* whole = from.as_integer()) {
      node.kind = Node::Kind::whole;
      node.whole = whole->get();
      node.number = static_cast<double>(whole->get());
    } else if (auto const* number = from.as_floating_point()) {
      node.kind = Node::Kind::number;
      node.number = number->get();
    } else if (auto const* flag = from.as_boolean()) {
      node.kind = Node::Kind::flag;
      node.flag = flag->get();
    } else if (auto const* date = from.as_date()) {
      node.kind = Node::Kind::date;
      node.whole = to_date({date->get().year, date->get().month, date->get().day}).days_since_epoch;
    } else {
      node.kind = Node::Kind::clock;
    }
  }

  int file_;                ///< of all marks
  Complaints* complaints_;  ///< null: nothing is reported
};

/// Counts dots and values of TOML text. It recognises strings and comments only: a full parse is what it protects from.
/// Text that is not TOML may be counted wrongly; the parser then refuses it.
class Screen {
 public:
  explicit Screen(std::string_view text) : text_(text) {}

  /// Stops at the first limit that is exceeded. To be called once.
  std::string refuse(int& line) {
    while (at_ < text_.size()) {
      char const c = text_[at_];
      if (c == '"' || c == '\'') {
        skip_string(c);
        continue;
      }
      if (c == '#')
        skip_comment();
      else
        count(c);
      ++at_;
      if (dots_ > most_dots || values_ > most_values) break;
    }
    line = line_;
    if (dots_ > most_dots) return fmt::format("a key with more than {} dots", most_dots);
    if (values_ > most_values)
      return fmt::format("more than {} values in one file: long tables belong in CSV files beside it", most_values);
    return "";
  }

 private:
  static constexpr int most_dots = 64;           ///< in one key
  static constexpr int most_values = 4'000'000;  ///< in one file

  /// Counts one character outside strings and comments. Dots of numbers count too, but any separator resets them.
  void count(char c) {
    if (c == '\n') ++line_;
    if (c == '.') ++dots_;
    if (c == ',' || c == '=' || c == '[' || c == ']' || c == '{' || c == '}' || c == '\n') dots_ = 0;
    if (c == ',' || c == '=' || c == '[' || c == '{') ++values_;
  }

  /// Leaves `at_` at the last character of the comment.
  void skip_comment() {
    while (at_ + 1 < text_.size() && text_[at_ + 1] != '\n') ++at_;
  }

  /// Leaves `at_` after the closing quote, or at the end of the line or text where there is none. Only basic strings
  /// have escapes.
  void skip_string(char quote) {
    std::string const three(3, quote);
    bool const long_form = text_.substr(at_, 3) == three;
    at_ += long_form ? 3 : 1;
    while (at_ < text_.size()) {
      if (text_[at_] == '\n') {
        if (!long_form) return;  // not TOML: the parser reports it
        ++line_;
      }
      if (quote == '"' && text_[at_] == '\\') {
        at_ += 2;
        continue;
      }
      if (long_form ? text_.substr(at_, 3) == three : text_[at_] == quote) {
        at_ += long_form ? 3 : 1;
        return;
      }
      ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;    ///< counts from 1
  int dots_ = 0;    ///< since the last separator
  int values_ = 0;  ///< of the whole text
};

int first_line(std::string_view text, std::vector<std::string> const& steps) {
  try {
    toml::table const table = toml::parse(text);
    toml::node const* node = &table;
    for (std::string const& step : steps) {
      toml::array const* list = node->as_array();
      if (list != nullptr) node = list->empty() ? nullptr : &list->back();
      node = node == nullptr || !node->is_table() ? nullptr : node->as_table()->get(step);
      if (node == nullptr) return 0;
    }
    return static_cast<int>(node->source().begin.line);
  } catch (toml::parse_error const&) {  // the text ends inside a list of several lines
    return 0;
  }
}

}  // namespace

std::string refuse_text(std::string_view text, int& line) { return Screen(text).refuse(line); }

bool parse_toml(Sources const& sources, int file, Complaints& complaints, Node& out) {
  std::string const& text = sources.text(file);
  // A likely mistake: the results of a run in place of its scenario.
  if (text.starts_with("\x89HDF\r\n")) {
    complaints.error(
        {file, 0, 0}, "this is no scenario: it is an HDF5 file",
        "results of a run are for `show`, `compare`, `walk` and `twins`; each scenario in them stands there as text "
        "(scenario_text)");
    return false;
  }
  int line = 0;
  std::string const refusal = refuse_text(text, line);
  if (!refusal.empty()) {
    complaints.error({file, line, 0}, refusal);
    return false;
  }
  try {
    toml::table const table = toml::parse(std::string_view(text));
    out = Converter(file, &complaints).convert(table, 0);
    return true;
  } catch (toml::parse_error const& error) {
    Mark const where{file, static_cast<int>(error.source().begin.line), static_cast<int>(error.source().begin.column)};
    TomlMistake mistake = explain_toml(text, where.line, std::string(error.description()), first_line);
    complaints.error(where, "this is not TOML", std::move(mistake.why), std::move(mistake.guess));
    return false;
  }
}

// Parsed as the value of a key, since the library parses documents only. A text that closes the value and goes on, such
// as "1, w = 2", gives no table of one key or no TOML.
bool parse_toml_value(std::string_view text, Mark const& where, Node& out) {
  if (text.find('\n') != std::string_view::npos || text.find('\r') != std::string_view::npos) return false;
  std::string const line = "v = " + std::string(text);
  int ignored = 0;
  if (!refuse_text(line, ignored).empty()) return false;
  try {
    toml::table const table = toml::parse(std::string_view(line));
    toml::node const* value = table.get("v");
    if (value == nullptr || table.size() != 1) return false;
    out = Converter(where.file, nullptr).convert(*value, 0);
  } catch (toml::parse_error const&) {
    return false;
  }
  // The line parsed is not the user's, so its columns would mislead: every node gets the place of the override.
  /// Gives a node and all below it one place.
  struct Move {
    Mark to;
    void all(Node& node) const {
      node.where = to;
      for (Node& item : node.items) all(item);
      for (Member& member : node.members) {
        member.where = to;
        all(member.value);
      }
    }
  };
  Move{where}.all(out);
  return true;
}

}  // namespace silowalk::inline scenario
