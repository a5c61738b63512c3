#pragma once

#include <string>

#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/oracles/ledger_identities.h"

/// Helpers of the tests of whole companies (scenarios/).
namespace silowalk::oracles {

/// Returns the path of a shipped scenario, by its path within scenarios/.
inline std::string scenario_path(std::string const& name) {
  return std::string(SILOWALK_SOURCE_DIR) + "/scenarios/" + name;
}

/// Returns the load of a silo: handling offered over capacity, over all months.
inline double load_of(Tally const& tally, TallyAxes const& axes, std::string const& silo) {
  int const s = index_of(axes.silos, silo);
  return static_cast<double>(total(tally, s, SiloField::offered)) /
         static_cast<double>(total(tally, s, SiloField::capacity));
}

/// Returns the mean wait over all visits and months, in minutes. The tally has microseconds.
inline double mean_wait_minutes(Tally const& tally, TallyAxes const& axes, std::string const& touchpoint) {
  int const v = index_of(axes.touchpoints, touchpoint);
  return static_cast<double>(total(tally, v, TouchpointField::wait)) /
         static_cast<double>(total(tally, v, TouchpointField::visits)) / 60e6;
}

}  // namespace silowalk::oracles
