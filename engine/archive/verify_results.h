#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/part_folder.h"
#include "engine/base/digest.h"

namespace silowalk::inline archive {

/// A digest computed again from the numbers of a file, against the one stored in it.
struct CheckedDigest {
  std::string name;                ///< of the scenario; the path of the whole file
  std::uint32_t replications = 0;  ///< of the scenario
  Digest digest;                   ///< as computed
  bool matches = false;
};

/// What is known of a results file after its digests were computed again.
struct Verification {
  CheckedDigest file;
  std::vector<CheckedDigest> scenarios;
  bool complete = false;                   ///< the run was not stopped before its end
  std::optional<PartFolderContent> parts;  ///< instead of all of the above, where only the folder of parts is there
};

/// Reads the whole file, a few replications at a time. Where there is no file yet but the folder `PATH.parts` of a
/// stopped run, reports what that folder holds. Throws RuntimeFailure where neither can be read.
Verification verify_results(std::string const& path);

}  // namespace silowalk::inline archive
