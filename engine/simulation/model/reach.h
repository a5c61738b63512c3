#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/simulation/model/model.h"

namespace silowalk::inline simulation {

/// How far effects can push one number of the model, in its base unit.
struct Reach {
  double base = 0;  ///< as written
  double lowest = 0;
  double highest = 0;
};

/// Where these initiatives can push what stands at a dotted path, whichever of them come into force. `begun`: by
/// initiative of the scenario. None where nothing is decided, or neither an effect nor a guardrail names the path.
std::optional<Reach> reach_of(Model const& model, std::string const& path, std::vector<bool> const& begun);

}  // namespace silowalk::inline simulation
