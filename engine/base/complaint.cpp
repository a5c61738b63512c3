#include "engine/base/complaint.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

#include "engine/base/escape/harmless.h"

namespace silowalk::inline base {
namespace {

constexpr std::size_t widest_excerpt = 140;  ///< bytes

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}  ///< the second or a later byte of UTF-8

/// Returns the number of bytes before the character at `column` (from 1).
std::size_t offset_of(std::string const& line, int column) {
  std::size_t at = 0;
  for (int seen = 1; seen < column && at < line.size(); ++seen) {
    ++at;
    while (at < line.size() && continues_character(line[at])) ++at;
  }
  return at;
}

/// Formats the excerpt with a caret below it. A long line is cut around the caret, never inside a character.
/// Tabs are repeated in the caret's line, so that it stays aligned at any tab width.
std::string excerpt_with_caret(std::string const& excerpt, int column) {
  std::string line = harmless_excerpt(excerpt);
  std::size_t at = offset_of(line, column);
  if (line.size() > widest_excerpt) {
    std::size_t start = at > widest_excerpt / 2 ? at - widest_excerpt / 2 : 0;
    while (start > 0 && continues_character(line[start])) --start;
    std::size_t end = std::min(line.size(), start + widest_excerpt);
    while (end < line.size() && continues_character(line[end])) ++end;
    std::string const cut = line.substr(start, end - start);
    std::string const head = start > 0 ? "..." : "";
    at = at - start + head.size();
    line = head + cut + (end < line.size() ? "..." : "");
  }
  std::string out = "    " + line + "\n";
  if (column <= 0) return out;
  out += "    ";
  for (std::size_t i = 0; i < at && i < line.size(); ++i)
    if (!continues_character(line[i])) out += line[i] == '\t' ? '\t' : ' ';
  return out + "^\n";
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

/// Computes the optimal string alignment distance in O(|a| |b|): insert, delete, replace, swap neighbours; letters
/// compare without case.
int edit_distance(std::string const& a, std::string const& b) {
  std::size_t const columns = b.size() + 1;
  std::vector<int> before(columns), previous(columns), current(columns);
  for (std::size_t j = 0; j < columns; ++j) previous[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      bool const same = lower(a[i - 1]) == lower(b[j - 1]);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
        current[j] = std::min(current[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

/// Returns the only candidate that begins with `word`; "" for several or a word of less than 3 letters.
std::string completed(std::string const& word, std::vector<std::string> const& candidates) {
  std::string found;
  for (std::string const& candidate : candidates) {
    bool const begins =
        candidate.size() > word.size() &&
        std::equal(word.begin(), word.end(), candidate.begin(), [](char a, char b) { return lower(a) == lower(b); });
    if (!begins || candidate == found) continue;
    if (!found.empty()) return "";
    found = candidate;
  }
  return word.size() < 3 ? "" : found;
}

}  // namespace

InvalidRequest::InvalidRequest(std::string_view what) : std::runtime_error(harmless_sentence(what)) {}
RuntimeFailure::RuntimeFailure(std::string_view what) : std::runtime_error(harmless_sentence(what)) {}

InvalidInput::InvalidInput(std::vector<Complaint> complaints)
    : std::runtime_error(describe(complaints)), complaints_(std::move(complaints)) {}

// Every text is made harmless here, in one place, so that whoever makes a complaint need not think of it.
std::string describe(Complaint const& complaint) {
  std::string out = complaint.where.file.empty() ? std::string() : harmless_sentence(complaint.where.file);
  if (!out.empty() && complaint.where.line > 0) {
    out += fmt::format(":{}", complaint.where.line);
    if (complaint.where.column > 0) out += fmt::format(":{}", complaint.where.column);
  }
  if (!out.empty()) out += ": ";
  out += complaint.severity == Complaint::Severity::error ? "error: " : "warning: ";
  out += harmless_sentence(complaint.what);
  if (!complaint.why.empty()) out += " (" + harmless_sentence(complaint.why) + ")";
  if (!complaint.guess.empty()) out += "; did you mean '" + harmless_sentence(complaint.guess) + "'?";
  out += '\n';
  if (!complaint.excerpt.empty()) out += excerpt_with_caret(complaint.excerpt, complaint.where.column);
  return out;
}

std::string describe(std::vector<Complaint> const& complaints) {
  std::string out;
  for (Complaint const& complaint : complaints) out += describe(complaint);
  return out;
}

void reject(Location where, std::string what, std::string why, std::string guess) {
  Complaint complaint;
  complaint.where = std::move(where);
  complaint.what = std::move(what);
  complaint.why = std::move(why);
  complaint.guess = std::move(guess);
  throw InvalidInput({complaint});
}

void reject(std::string const& origin, std::string what, std::string why, std::string guess) {
  Location where;
  where.file = origin;
  reject(std::move(where), std::move(what), std::move(why), std::move(guess));
}

// Lengths are compared first: the distance is at least their difference, so most candidates cost nothing. Of equally
// near ones the first counts.
std::string nearest(std::string const& word, std::vector<std::string> const& candidates) {
  constexpr std::size_t longest = 80;
  if (word.empty() || word.size() > longest) return "";
  // Near enough: one change in a word of up to three letters, then one more for each four letters.
  int best = static_cast<int>(word.size() <= 3 ? 1 : 1 + word.size() / 4) + 1;
  std::string guess;
  for (std::string const& candidate : candidates) {
    auto const difference =
        candidate.size() > word.size() ? candidate.size() - word.size() : word.size() - candidate.size();
    if (candidate.size() > longest || static_cast<int>(difference) >= best) continue;
    int const distance = edit_distance(word, candidate);
    if (distance >= best || distance >= static_cast<int>(std::max(word.size(), candidate.size()))) continue;
    best = distance;
    guess = candidate;
  }
  return guess.empty() ? completed(word, candidates) : guess;
}

std::string guess_among(std::string const& word, std::vector<std::string> const& candidates) {
  std::string const guess = nearest(word, candidates);
  return guess.empty() ? "" : fmt::format("; did you mean '{}'?", guess);
}

}  // namespace silowalk::inline base
