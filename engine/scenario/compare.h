#pragma once

#include "engine/scenario/scenario.h"

/// Comparison of scenarios by value. Functions are pure and copy their argument: O(size of the scenario).
namespace silowalk::inline scenario {

/// Returns the scenario without the places in files from which its parts were read.
Scenario without_places(Scenario scenario);

/// Returns the scenario without the parts that do not change a simulation: name and text of the whole, goals,
/// priorities and owners of seams; and of segments, silos, touchpoints and initiatives the titles, sources, plausible
/// ranges and stages.
Scenario without_words(Scenario scenario);

/// Returns whether two scenarios are equal in everything but the places in files. Copies both: O(size).
bool same_scenario(Scenario const& a, Scenario const& b);

}  // namespace silowalk::inline scenario
