#include "engine/scenario/language/mistakes/table_names.h"

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/scenario/language/schema.h"

namespace silowalk::inline scenario {
namespace {

/// Moves the members of one table to the end of another; those that it has already are lost.
void add_members(Node& from, Node& to) {
  std::set<std::string> there;
  for (Member const& each : to.members) there.insert(each.key);
  for (Member& each : from.members)
    if (to.is_table() && there.insert(each.key).second) to.members.push_back(std::move(each));
}

}  // namespace

void correct_tables(Node& tree, Complaints& complaints) {
  std::vector<std::string> const known = key_names(Part::root);
  for (std::size_t i = 0; i < tree.members.size(); ++i) {
    Member& wrong = tree.members[i];
    if (find_key(Part::root, wrong.key) != nullptr || !wrong.value.is_table()) continue;
    std::string const meant = complaints.guess(wrong.key, known);
    if (meant.empty()) continue;
    complaints.unknown_key(wrong, "", part_info(Part::root).article, known);
    if (Member* const there = tree.member(meant)) {
      add_members(wrong.value, there->value);
      tree.members.erase(tree.members.begin() + static_cast<std::ptrdiff_t>(i--));
    } else {
      wrong.key = meant;
    }
  }
}

}  // namespace silowalk::inline scenario
