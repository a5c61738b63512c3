#pragma once

#include "engine/scenario/scenario.h"

namespace silowalk::inline scenario {

/// The scenario without the places in files that its parts came from.
Scenario without_places(Scenario scenario);

/// The scenario without what no simulation reads: names of the whole, titles, sources, goals.
Scenario without_words(Scenario scenario);

/// Equal in everything but where it was written.
bool same_scenario(Scenario const& a, Scenario const& b);

}  // namespace silowalk::inline scenario
