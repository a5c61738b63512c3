#pragma once

#include "engine/scenario/scenario.h"

/// Comparison of scenarios by value. Functions are pure and copy their argument: O(size of the scenario).
namespace silowalk::inline scenario {

/// Returns the scenario without the places in files from which its parts were read.
Scenario without_places(Scenario scenario);

/// Returns the scenario without the parts that do not change a simulation: names of the whole, titles, sources, goals.
/// Of the segments, silos, touchpoints and initiatives only titles and sources go; stages stay.
Scenario without_words(Scenario scenario);

/// Returns whether two scenarios are equal in everything but the places in files. Copies both: O(size).
bool same_scenario(Scenario const& a, Scenario const& b);

}  // namespace silowalk::inline scenario
