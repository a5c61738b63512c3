#pragma once

#include "engine/scenario/language/node.h"

/// Names of tables with a typing error.
namespace silowalk::inline scenario {

/// Gives tables at the top with a typing error the name that was meant, after a complaint about each: [touchpoints.x]
/// is [touchpoint.x]. Otherwise each name in them would be a second complaint. To be called before check_sizes().
void correct_tables(Node& tree, Complaints& complaints);

}  // namespace silowalk::inline scenario
