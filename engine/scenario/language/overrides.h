#pragma once

#include <string>
#include <vector>

#include "engine/scenario/language/node.h"
#include "engine/scenario/language/schema.h"
#include "engine/scenario/override.h"

/// Writes values into a tree by dotted paths ("touchpoint.care_call.next.success.0.share"), before the tree is read.
/// Overrides so pass the same checks as a file.
namespace silowalk::inline scenario {

/// Writes each override into the tree, in order; a later one wins. Its place is Override::origin. A path that does not
/// resolve is a complaint.
/// Precondition: the tree is merged and its CSV files are in place.
void apply_overrides(Node& tree, std::vector<Override> const& overrides, Sources& sources, Complaints& complaints);

/// Writes a value to the place where `steps` (of find_path) lead; tables on the way that do not exist yet are made, and
/// every key on the way gets the place `where`. Returns false, with those tables made, where something that is no table
/// is in the way. Precondition: an index among the steps is within its list.
bool place_value(Node& tree, std::vector<std::string> const& steps, Mark const& where, Node value);

/// The result of resolving a dotted path, by the schema and by the names in the tree.
struct PathTarget {
  Key const* key = nullptr;  ///< the row of the schema where the path ends; nullptr: the path does not resolve
  DistributionKey const* inner = nullptr;  ///< it ends at this parameter of a distribution
  bool item = false;                       ///< it ends at an element of a list, or at one silo's effort
  Node const* node = nullptr;              ///< what is written there; nullptr: nothing yet
  std::vector<std::string> steps;          ///< keys and indices (routes named by their target: by index)
  std::string what;                        ///< why it does not resolve
  std::string why;
  std::string guess;  ///< of the whole path
  int column = 1;     ///< of the word at fault
};
/// Resolves a path without changing the tree. An entity must exist in the tree; a key need not. `complaints` only
/// limits the guesses. O(words x (keys of the schema + names in the tree)).
PathTarget find_path(Node const& tree, std::string const& path, Complaints const& complaints);

}  // namespace silowalk::inline scenario
