#pragma once

#include "engine/scenario/language/node.h"
#include "engine/scenario/lever_set.h"
#include "engine/scenario/scenario.h"

/// From a tree to plain values. Nothing here compares one key with another, except the shares of a list of routes and
/// the two ways to write an effect: that is done in checks/.
namespace silowalk::inline scenario {

/// Reads a merged tree by the schema: keys, types, units, ranges, required keys, shares. Every mistake goes to
/// `complaints`; the rest is returned, so the result is valid only where complaints has no error. Entities stand in the
/// tree's order, one for each table of the tree.
/// Precondition: check_sizes() accepted the tree. Values that were wrong keep their defaults. O(size of the tree x keys
/// of a part).
Scenario read_tree(Node const& tree, Sources const& sources, Complaints& complaints);

/// Reads a file of levers in the same way.
LeverSet read_lever_tree(Node const& tree, Sources const& sources, Complaints& complaints);

}  // namespace silowalk::inline scenario
