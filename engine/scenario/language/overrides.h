#pragma once

#include <string>
#include <vector>

#include "engine/scenario/language/node.h"
#include "engine/scenario/language/schema.h"
#include "engine/scenario/override.h"

namespace silowalk::inline scenario {

/// Writes each override into the tree, with its place on the command line (or wherever it came from).
void apply_overrides(Node& tree, std::vector<Override> const& overrides, Sources& sources, Complaints& complaints);

/// Puts a value where `steps` (of find_path) lead; tables on the way that are not there yet are made. False: something
/// that is no table is in the way.
bool place_value(Node& tree, std::vector<std::string> const& steps, Mark const& where, Node value);

/// Where a dotted path leads, by the schema and by the names in the tree.
struct PathTarget {
  Key const* key = nullptr;                ///< the row of the schema where the path ends; nullptr: it leads nowhere
  DistributionKey const* inner = nullptr;  ///< it ends at this parameter of a distribution
  bool item = false;                       ///< it ends at an element of a list, or at one silo's effort
  Node const* node = nullptr;              ///< what is written there; nullptr: nothing yet
  std::vector<std::string> steps;          ///< keys and indices (routes named by their target: by index)
  std::string what;                        ///< why it leads nowhere
  std::string why;
  std::string guess;  ///< of the whole path
  int column = 1;     ///< of the word at fault
};
PathTarget find_path(Node const& tree, std::string const& path, Complaints const& complaints);

}  // namespace silowalk::inline scenario
