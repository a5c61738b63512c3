#pragma once

#include <string>
#include <vector>

#include "engine/scenario/scenario.h"

/// What the answer rests on that nobody has measured: inputs of tables whose `source` says that they are invented.
namespace silowalk::inline analysis {

/// Whether a table's `source` says so, in whatever case: "invented: a guess of ours".
bool says_invented(std::string const& source);

/// The segments, silos, touchpoints and initiatives that are marked as invented, as paths: "silo.care".
std::vector<std::string> invented_tables(Scenario const& scenario);

/// The scenario with the numbers of its invented tables `factor` times what they are, all at once: rates, durations,
/// money, trust, sensitivities and effort times the factor; probabilities by the factor on their odds; agents and
/// places rounded to whole ones, at least 1. Left alone: what is a choice and no estimate (names, routes' shares,
/// hours, dates), heads at month 0, and spreads of distributions relative to their means.
Scenario with_invented_moved(Scenario scenario, double factor);

/// The same of one table alone, named by its path. One that is not there or not marked moves nothing.
Scenario with_invented_moved(Scenario scenario, double factor, std::string const& table);

}  // namespace silowalk::inline analysis
