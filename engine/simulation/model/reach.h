#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/simulation/model/model.h"

/// Reach of one parameter, without the decision tables.
namespace silowalk::inline simulation {

/// The range to which effects can move one number of the model, in its base unit.
struct Reach {
  double base = 0;     ///< as written
  double lowest = 0;   ///< with all lowering effects alone
  double highest = 0;  ///< with all raising effects alone
};

/// Returns the range to which the begun initiatives can move the number at a dotted path, whichever of them come into
/// force. `begun`: by initiative of the scenario. Returns none where nothing is decided, or where neither an effect nor
/// a guardrail names the path.
std::optional<Reach> reach_of(Model const& model, std::string const& path, std::vector<bool> const& begun);

}  // namespace silowalk::inline simulation
