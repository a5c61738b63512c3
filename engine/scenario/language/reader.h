#pragma once

#include "engine/scenario/language/node.h"
#include "engine/scenario/lever_set.h"
#include "engine/scenario/scenario.h"

namespace silowalk::inline scenario {

/// Reads a merged tree by the schema: keys, types, units, ranges, required keys, shares. Every mistake goes to
/// `complaints`; what could be read is returned. Entities stand in the tree's order, one for each table of the tree.
Scenario read_tree(Node const& tree, Sources const& sources, Complaints& complaints);

/// The same for a file of levers.
LeverSet read_lever_tree(Node const& tree, Sources const& sources, Complaints& complaints);

/// A name of letters, digits, '_' and '-', 1 to 64 of them.
bool is_name(std::string_view name);

}  // namespace silowalk::inline scenario
