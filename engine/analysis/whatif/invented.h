#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

/// Assumed inputs of a scenario: those of tables whose `source` marks them as invented, not measured.
namespace silowalk::inline analysis {

/// Returns whether a table's `source` marks it as invented or assumed, in upper or lower case: "assumed: our guess".
bool says_invented(std::string const& source);

/// Returns the segments, silos, touchpoints and initiatives that are marked as invented, as paths: "silo.care".
std::vector<std::string> invented_tables(Scenario const& scenario);

/// Returns the scenario with the numbers of its invented tables multiplied by `factor`, all at once: rates, durations,
/// money, trust, sensitivities and effort times the factor; probabilities by the factor on their odds; agents and
/// places rounded to whole numbers, at least 1. Unchanged: what is a choice and no estimate (names, routes' shares,
/// hours, dates), heads at month 0, and spreads of distributions relative to their means.
Scenario with_invented_moved(Scenario scenario, double factor);

/// Moves one table alone, named by its path. A table that does not exist or is not marked moves nothing.
Scenario with_invented_moved(Scenario scenario, double factor, std::string const& table);

}  // namespace silowalk::inline analysis
