#pragma once

#include "engine/scenario/language/node.h"
#include "engine/scenario/lever_set.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline scenario {

/// Reads a merged tree by the schema: keys, types, units, ranges, required keys, shares. Every mistake goes to
/// `complaints`; the rest is returned, so the result is valid only where complaints has no error. Entities stand in the
/// tree's order, one for each table of the tree.
Scenario read_tree(Node const& tree, Sources const& sources, Complaints& complaints);

/// Reads a file of levers in the same way.
LeverSet read_lever_tree(Node const& tree, Sources const& sources, Complaints& complaints);

/// Returns whether a name has 1 to 64 letters, digits, '_' and '-' only.
bool is_name(std::string_view name);

}  // namespace silowalk::inline scenario
