#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/scenario/read.h"

namespace silowalk::inline report {

/// Which scenario to print, and how: plain values.
struct PrintRequest {
  std::string file;                     ///< a scenario file; with `as_written` also a results file
  std::vector<Override> overrides;      ///< of a scenario file only
  std::optional<std::string> scenario;  ///< name or letter, of a results file only; none: the only one
  bool as_written = false;              ///< as its author wrote it (print_written()); else in full (print_scenario())
};

/// Returns the text of the scenario; warnings of the reader are appended to `warnings`. Throws InvalidRequest where the
/// request does not fit the file, which also lacks what its author wrote where it was not stored; what read_scenario()
/// and ResultsFile throw. One thread at a time (HDF5).
std::string printed_scenario(PrintRequest const& request, std::vector<Complaint>& warnings);

}  // namespace silowalk::inline report
