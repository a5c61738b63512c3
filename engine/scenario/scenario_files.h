#pragma once

#include <string>
#include <vector>

namespace silowalk::inline scenario {

/// Returns the paths of all files that read_scenario() would read: the file itself first, then those that it extends
/// and their CSV tables. Mistakes in them are ignored: what a malformed file names is left out. A file that cannot be
/// read is returned alone. Reads the files; safe from several threads.
std::vector<std::string> scenario_files(std::string const& path);

}  // namespace silowalk::inline scenario
