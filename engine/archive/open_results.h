#pragma once

#include <string>
#include <vector>

#include "engine/archive/hdf5/hdf5.h"
#include "engine/archive/results.h"

/// @file
/// The one place where a results file is opened. It may have been damaged, or written by somebody who means harm: what
/// comes out of here needs no further check.

namespace silowalk::inline archive {

/// An open file and everything in it but the numbers. Invariants: it is an ordinary file; no link leads out of it;
/// every dataset of layout.h has exactly the type, shape, chunks and filters that the writer gives it, and all its
/// chunks; the axes, the currency, the discount and the length are those of the scenario's text, which matches its
/// digest; there is a scenario; unless Seals::unchecked, all that it says besides the numbers is what was written.
/// Numbers are not read: their digest is another matter (ResultsFile::recompute()).
struct OpenFile {
  h5::Handle file;
  ResultsHeader header;
};

/// Whether a file whose seals are broken can be opened.
enum class Seals { checked, unchecked };

/// Opens a file for reading. Throws RuntimeFailure, with the path and the reason, where an invariant does not hold or
/// the format is of another version. Memory is bounded by the size of the file. O(texts and datasets).
/// Where `unreadable` is given, scenarios that cannot be read are added to it and left out; it is an error where none
/// is left.
OpenFile open_results(std::string const& path, Seals seals, std::vector<UnreadableScenario>* unreadable = nullptr);

}  // namespace silowalk::inline archive
