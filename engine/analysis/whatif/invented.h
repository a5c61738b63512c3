#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

/// Assumed inputs of a scenario: those of tables without a `source`, or whose `source` marks them as assumed.
namespace silowalk::inline analysis {

/// Returns whether a table's `source` marks it as invented or assumed, in upper or lower case: "assumed: our guess".
bool says_invented(std::string const& source);

/// Returns whether a table's inputs are assumed: its `source` is missing, blank, or marks it (says_invented()).
bool is_assumed(std::string const& source);

/// Returns the segments, silos, touchpoints and initiatives that are moved, as paths, "silo.care": those whose inputs
/// are assumed, and those with a plausible range that is more than one value.
std::vector<std::string> invented_tables(Scenario const& scenario);

/// Returns how many values of these tables have a plausible range of more than one value.
int ranged_values(Scenario const& scenario);

/// Returns the scenario with the numbers of its assumed tables multiplied by `factor`, all at once: rates, durations,
/// money, trust, sensitivities and effort times the factor; probabilities by the factor on their odds; agents and
/// places rounded to whole numbers, at least 1. Unchanged: what is a choice and no estimate (names, routes' shares,
/// hours, dates), heads at month 0, and spreads of distributions relative to their means.
/// A value with a plausible range is at the high end of it instead where `factor` is above 1, at the low end where it
/// is below 1, whatever the source of its table.
Scenario with_invented_moved(Scenario scenario, double factor);

/// Moves one table alone, named by its path. A table that does not exist or is not assumed moves nothing.
Scenario with_invented_moved(Scenario scenario, double factor, std::string const& table);

}  // namespace silowalk::inline analysis
