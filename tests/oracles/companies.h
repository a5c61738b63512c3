#pragma once

#include <string>

#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/oracles/ledger_identities.h"

/// What the tests of whole companies share.
namespace silowalk::oracles {

inline std::string scenario_path(std::string const& name) {
  return std::string(SILOWALK_SOURCE_DIR) + "/scenarios/" + name;
}

/// Handling offered over capacity, over all months.
inline double load_of(Tally const& tally, TallyAxes const& axes, std::string const& silo) {
  int const s = index_of(axes.silos, silo);
  return static_cast<double>(total(tally, s, SiloField::offered)) /
         static_cast<double>(total(tally, s, SiloField::capacity));
}

inline double mean_wait_minutes(Tally const& tally, TallyAxes const& axes, std::string const& touchpoint) {
  int const v = index_of(axes.touchpoints, touchpoint);
  return static_cast<double>(total(tally, v, TouchpointField::wait)) /
         static_cast<double>(total(tally, v, TouchpointField::visits)) / 60e6;
}

}  // namespace silowalk::oracles
