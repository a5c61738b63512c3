#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/digest.h"

/// Saving of what is whole in a damaged results file.
namespace silowalk::inline experiment {

/// A scenario that is not whole.
struct LostScenario {
  std::string name;                ///< that of its group where the scenario cannot be read
  std::string reason;              ///< why
  std::uint32_t replications = 0;  ///< that it had; 0: not known
};

/// What was saved and what was not.
struct Repair {
  std::string to;                  ///< the new file
  std::vector<std::string> saved;  ///< names
  std::vector<LostScenario> lost;
  Digest digest;  ///< of the new file
};

/// Writes the scenarios of `from` whose numbers, texts and axes are exactly what was written to a new file at `to`, as
/// a run of these scenarios alone would have written it; a record of a precision rule is left out where a scenario is
/// lost. Of a scenario that is damaged nothing is saved: its digest covers all replications together. Throws
/// RuntimeFailure where nothing can be saved, another version wrote the file, or `to` exists (unless `force`).
Repair repair_results(std::string const& from, std::string const& to, bool force);

}  // namespace silowalk::inline experiment
