#pragma once

#include <cstdint>
#include <string>

#include "engine/scenario/scenario.h"

/// The text of which digests are taken, beside the one for people that print_scenario() makes.
namespace silowalk::inline scenario {

/// The units of times and rates in a printed scenario.
enum class PrintUnits : std::uint8_t {
  readable,  ///< the unit in which a number is shortest: "9 min", "3200 per month"
  base,      ///< days and per day
};

/// Formats the scenario as print_scenario() does, but in base units. Digests of scenarios and results are taken of this
/// text, so its form must not change. Both texts read back to the same scenario.
std::string canonical_text(Scenario const& scenario);

}  // namespace silowalk::inline scenario
