#include "engine/scenario/language/node.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/base/enum_names.h"
#include "engine/base/escape/utf8.h"
#include "engine/base/text.h"

namespace silowalk::inline scenario {
namespace {
constexpr std::size_t most_complaints = 500;  ///< kept with text and excerpt: bounds the memory for a malformed file
constexpr std::size_t most_guesses = 200;     ///< each guess compares with every name: bounds the time

/// Returns the offsets where the lines of a text begin.
std::vector<std::size_t> lines_of(std::string const& text) {
  // The byte order mark is no part of the first line.
  std::vector<std::size_t> lines{text.starts_with("\xEF\xBB\xBF") ? std::size_t{3} : 0};
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) lines.push_back(at + 1);
  return lines;
}

}  // namespace

Member const* Node::member(std::string_view key) const {
  for (Member const& candidate : members)
    if (candidate.key == key) return &candidate;
  return nullptr;
}

Member* Node::member(std::string_view key) { return const_cast<Member*>(std::as_const(*this).member(key)); }

Node const* Node::find(std::string_view key) const {
  Member const* found = member(key);
  return found == nullptr ? nullptr : &found->value;
}

Node text_node(std::string text, Mark where) {
  Node node;
  node.kind = Node::Kind::text;
  node.text = std::move(text);
  node.where = where;
  return node;
}

Node table_node(Mark where) {
  Node node;
  node.where = where;
  return node;
}

// One pass without a copy; a zero byte counts as bad, since C strings end there.
std::size_t find_bad_utf8(std::string_view text) {
  for (std::string_view rest = text; !rest.empty();) {
    Character const c = first_of(rest);
    if (c.code == 0) return text.size() - rest.size();
    rest.remove_prefix(c.bytes);
  }
  return std::string_view::npos;
}

std::string_view kind_of(Node const& node) {
  static constexpr auto names = enum_names<Node::Kind>("a table", "a list", "a text", "a number", "a number",
                                                       "true or false", "a date", "a time of day");
  return names[node.kind];
}

// Lines are found here, not where the first complaint needs them: excerpt() is called by several threads.
int Sources::add(std::string name, std::string text) {
  std::vector<std::size_t> lines = lines_of(text);
  files_.push_back({std::move(name), std::move(text), std::move(lines)});
  return static_cast<int>(files_.size()) - 1;
}

Location Sources::location(Mark const& mark) const {
  if (mark.file < 0) return {};
  return {name(mark.file), mark.line, mark.column};
}

std::string Sources::excerpt(Mark const& mark) const {
  if (mark.file < 0 || mark.line <= 0) return "";
  File const& file = files_[static_cast<std::size_t>(mark.file)];
  auto const line = static_cast<std::size_t>(mark.line) - 1;
  if (line >= file.lines.size()) return "";
  std::size_t const from = file.lines[line];
  std::size_t end = std::min(file.text.find('\n', from), file.text.size());
  if (end > from && file.text[end - 1] == '\r') --end;
  constexpr std::size_t long_line =
      100000;  ///< bytes: a file of one line would otherwise be copied with each complaint
  return file.text.substr(from, std::min(end - from, long_line));
}

std::string Sources::number_at(Mark const& mark) const {
  std::string const line = excerpt(mark);
  std::size_t at = 0;
  for (int column = 1; column < mark.column && at < line.size(); ++column) {
    ++at;
    while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) ++at;
  }
  return line.substr(at, line.find_first_not_of("0123456789+-._eE", at) - at);
}

// Errors are counted before any is dropped: the count decides whether the scenario is accepted.
void Complaints::add(Complaint::Severity severity, Mark const& where, std::string what, std::string why,
                     std::string guess) {
  Kind& kind = severity == Complaint::Severity::error ? errors_ : warnings_;
  ++kind.seen;
  if (kind.kept.size() >= most_complaints) return;
  kind.kept.push_back({where,
                       {severity, sources_.location(where), std::move(what), std::move(why), std::move(guess),
                        sources_.excerpt(where)}});
}

void Complaints::error(Mark const& where, std::string what, std::string why, std::string guess) {
  add(Complaint::Severity::error, where, std::move(what), std::move(why), std::move(guess));
}

void Complaints::warning(Mark const& where, std::string what, std::string why, std::string guess) {
  add(Complaint::Severity::warning, where, std::move(what), std::move(why), std::move(guess));
}

void Complaints::unknown_key(Member const& member, std::string const& in, std::string_view owner,
                             std::vector<std::string> const& known) {
  error(member.where, fmt::format("unknown key '{}'{}{}", member.key, in.empty() ? "" : " in ", in),
        fmt::format("{} has: {}", owner, base::joined(known)), guess(member.key, known));
}

std::string Complaints::guess(std::string const& word, std::vector<std::string> const& candidates) const {
  return errors_.kept.size() + warnings_.kept.size() < most_guesses ? nearest(word, candidates) : "";
}

// By place rather than by time of discovery: the checks run in several passes.
std::vector<Complaint> Complaints::listed(Kind const& kind, std::string_view called) {
  std::vector<Entry const*> sorted;
  for (Entry const& entry : kind.kept) sorted.push_back(&entry);
  std::stable_sort(sorted.begin(), sorted.end(), [](Entry const* a, Entry const* b) {
    return std::tie(a->where.file, a->where.line, a->where.column) <
           std::tie(b->where.file, b->where.line, b->where.column);
  });
  std::vector<Complaint> out;
  for (Entry const* entry : sorted) out.push_back(entry->complaint);
  if (kind.seen == kind.kept.size()) return out;
  Complaint more;
  more.severity = out.front().severity;
  more.what = fmt::format("and {} more {} of which only the first {} are listed", kind.seen - kind.kept.size(), called,
                          most_complaints);
  out.push_back(more);
  return out;
}

std::vector<Complaint> Complaints::errors() const { return listed(errors_, "errors"); }

std::vector<Complaint> Complaints::warnings() const { return listed(warnings_, "warnings"); }

bool check_characters(std::string_view text, Mark const& where, std::string_view path, Lines lines,
                      Complaints& complaints) {
  std::optional<std::uint32_t> found;
  // A carriage return is half of a line break, in files of some systems.
  each_character(text, [&](Character const& c, std::string_view) {
    bool const prose = lines == Lines::several && (c.code == '\n' || c.code == '\r' || c.code == '\t');
    if (!found && !prose && (is_control(c.code) || is_separator(c.code))) found = c.code;
  });
  if (!found) return true;
  if (*found == '\n')
    complaints.error(where, fmt::format("{} has a line break", path), "it is shown in one line");
  else
    complaints.error(where, fmt::format("{} has the control character U+{:04X}", path, *found),
                     "names and titles are shown on terminals, which would obey it");
  return false;
}

}  // namespace silowalk::inline scenario
