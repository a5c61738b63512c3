#include "engine/scenario/language/overrides.h"

#include <fmt/format.h>

#include <utility>

#include "engine/scenario/language/toml.h"

namespace silowalk::inline scenario {
namespace {

/// Returns the node for a value; tables on the way that do not exist yet are made. nullptr: something else is in the
/// way.
Node* make_way(Node& tree, std::vector<std::string> const& steps, Mark const& where) {
  Node* at = &tree;
  for (std::string const& step : steps) {
    if (at->is_array()) {
      at = &at->items[static_cast<std::size_t>(std::stoul(step))];  // find_path checked the bounds
      continue;
    }
    if (!at->is_table()) return nullptr;
    Member* member = at->member(step);
    if (member == nullptr) {
      at->members.push_back({step, where, table_node(where)});
      member = &at->members.back();
    }
    member->where = where;
    at = &member->value;
  }
  return at;
}

}  // namespace

bool place_value(Node& tree, std::vector<std::string> const& steps, Mark const& where, Node value) {
  Node* const place = make_way(tree, steps, where);
  if (place == nullptr) return false;
  *place = std::move(value);
  return true;
}

// Text that is not a TOML value is read as a string: the shell removes the quotes that a unit would need.
void apply_overrides(Node& tree, std::vector<Override> const& overrides, Sources& sources, Complaints& complaints) {
  for (Override const& change : overrides) {
    std::string const origin = change.origin.empty() ? "--set" : change.origin;
    // Each override is a file of one line, so that complaints can quote it.
    int const file = sources.add(origin, fmt::format("{}={}", change.path, change.value));
    if (find_bad_utf8(change.path + change.value) != std::string::npos) {
      complaints.error({file, 1, 1}, "this override is not UTF-8 text");
      continue;
    }
    PathTarget const target = find_path(tree, change.path, complaints);
    if (target.key == nullptr) {
      complaints.error({file, 1, target.column}, target.what, target.why, target.guess);
      continue;
    }
    // The column of the value, after the '='.
    Mark const where{file, 1, static_cast<int>(change.path.size()) + 2};
    Node value;
    // A value without quotes, as a shell leaves it, is a text.
    if (!parse_toml_value(change.value, where, value)) value = text_node(change.value, where);
    if (!place_value(tree, target.steps, where, std::move(value)))
      complaints.error({file, 1, 1}, fmt::format("'{}' leads through a value that is not a table", change.path));
  }
}

}  // namespace silowalk::inline scenario
