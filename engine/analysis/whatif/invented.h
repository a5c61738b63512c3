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

/// Returns the segments, silos, touchpoints and initiatives whose inputs are assumed, as paths: "silo.care".
std::vector<std::string> invented_tables(Scenario const& scenario);

/// Returns the scenario with the numbers of its assumed tables multiplied by `factor`, all at once: rates, durations,
/// money, trust, sensitivities and effort times the factor; probabilities by the factor on their odds; agents and
/// places rounded to whole numbers, at least 1. Unchanged: what is a choice and no estimate (names, routes' shares,
/// hours, dates), heads at month 0, and spreads of distributions relative to their means.
Scenario with_invented_moved(Scenario scenario, double factor);

/// Moves one table alone, named by its path. A table that does not exist or is not assumed moves nothing.
Scenario with_invented_moved(Scenario scenario, double factor, std::string const& table);

}  // namespace silowalk::inline analysis
