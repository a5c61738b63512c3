#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/archive/part_folder.h"
#include "engine/base/digest.h"

namespace silowalk::inline archive {

/// A digest computed from the numbers of a file, and whether the stored one and the seal of the rest are those
/// computed.
struct CheckedDigest {
  std::string name;                ///< of the scenario; the path of the whole file
  std::uint32_t replications = 0;  ///< of the scenario
  Digest digest;                   ///< as computed
  bool matches = false;            ///< digest and seal are those in the file
  bool sealed = true;              ///< the seal is: of attributes, axes, texts, titles, units
};

/// The result of checking a file's digests.
struct Verification {
  CheckedDigest file;                      ///< of all scenarios together
  std::vector<CheckedDigest> scenarios;    ///< in the order of the file
  bool complete = false;                   ///< the run was not stopped before its end
  std::optional<PartFolderContent> parts;  ///< instead of all of the above, where only the folder of parts is there
};

/// Reads the whole file, a few replications at a time, and compares its digests and seals. One that differs is
/// reported, not thrown. Where there is no file but the folder `PATH.parts` of a stopped run, reports the content of
/// that folder. Throws RuntimeFailure where neither can be read, or where numbers fail the checksums of HDF5. One
/// thread at a time.
Verification verify_results(std::string const& path);

}  // namespace silowalk::inline archive
