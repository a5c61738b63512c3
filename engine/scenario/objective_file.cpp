#include "engine/scenario/objective_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/scenario/language/load.h"
#include "engine/scenario/language/toml.h"

namespace silowalk::inline scenario {
namespace {

constexpr char example[] = "[objective.board] with sum = \"margin - 500*lost\" and source = \"board, March\"";

/// Complains about every key of a table that is none of `known`.
void check_keys(Node const& table, std::vector<std::string> const& known, std::string const& in, std::string_view owner,
                Complaints& complaints) {
  for (Member const& member : table.members)
    if (std::find(known.begin(), known.end(), member.key) == known.end())
      complaints.unknown_key(member, in, owner, known);
}

/// Reads the objectives of one file; mistakes go to `complaints`.
class ObjectiveFileReader {
 public:
  ObjectiveFileReader(Sources const& sources, Complaints& complaints) : sources_(sources), complaints_(complaints) {}

  std::vector<WrittenObjective> read(Node const& file) {
    check_keys(file, {"objective"}, "", "a file of objectives", complaints_);
    Member const* const all = file.member("objective");
    if (all == nullptr || !all->value.is_table() || all->value.members.empty()) {
      complaints_.error(all == nullptr ? file.where : all->where, "there is no objective",
                        std::string("write ") + example);
      return {};
    }
    std::vector<WrittenObjective> objectives;
    for (Member const& member : all->value.members) objectives.push_back(read_one(member));
    return objectives;
  }

 private:
  WrittenObjective read_one(Member const& member) {
    WrittenObjective objective;
    objective.name = member.key;
    std::string const table = "objective." + member.key;
    check_characters(member.key, member.where, "the name of an objective", Lines::one, complaints_);
    if (!member.value.is_table()) {
      complaints_.error(member.where, fmt::format("{} must be a table, not {}", table, kind_of(member.value)), example);
      return objective;
    }
    check_keys(member.value, {"title", "source", "sum"}, "[" + table + "]", "an objective", complaints_);
    if (Member const* title = member.value.member("title")) objective.title = text_of(*title, table);
    objective.source = needed(member, "source", "who agreed on these weights, and when");
    objective.sum = needed(member, "sum", "as \"value_at_close - 500..2000*lost\"");
    if (Node const* sum = member.value.find("sum")) {
      objective.where = sources_.location(sum->where);
      ++objective.where.column;  // after the quote
      objective.line = sources_.excerpt(sum->where);
    }
    return objective;
  }

  /// Returns the text of a key that must be there and not be empty.
  std::string needed(Member const& table, std::string const& key, std::string const& why) {
    std::string const name = "objective." + table.key;
    Member const* const member = table.value.member(key);
    if (member == nullptr) {
      complaints_.error(table.where, fmt::format("[{}] has no {}", name, key), why);
      return "";
    }
    std::string text = text_of(*member, name);
    if (member->value.is_text() && text.empty())
      complaints_.error(member->value.where, fmt::format("the {} of [{}] is empty", key, name), why);
    return text;
  }

  /// Returns the text; "" (with a complaint) where the value is none.
  std::string text_of(Member const& member, std::string const& table) {
    if (member.value.is_text()) {
      check_characters(member.value.text, member.value.where, member.key + " of [" + table + "]",
                       member.key == "source" ? Lines::several : Lines::one, complaints_);
      return member.value.text;
    }
    complaints_.error(member.value.where,
                      fmt::format("{} of [{}] must be a text, not {}", member.key, table, kind_of(member.value)));
    return "";
  }

  Sources const& sources_;
  Complaints& complaints_;
};

}  // namespace

std::vector<WrittenObjective> read_objective_file(std::string const& path) {
  Sources sources;
  Complaints complaints(sources);
  int const file = sources.add(path, read_file(path));
  Node tree;
  std::vector<WrittenObjective> objectives;
  if (parse_toml(sources, file, complaints, tree)) {
    tree.where = {file, 0, 0};
    objectives = ObjectiveFileReader(sources, complaints).read(tree);
  }
  if (complaints.error_count() > 0) throw InvalidInput(complaints.errors());
  return objectives;
}

}  // namespace silowalk::inline scenario
