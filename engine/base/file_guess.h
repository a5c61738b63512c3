#pragma once

#include <string>

namespace silowalk::inline base {

/// Returns "; did you mean 'company.toml'?" for a file that does not exist, from the file names in its folder.
/// Returns "" where no name is near or the folder cannot be read. Does not throw on file-system errors; it reads at
/// most 1000 regular files, so in a larger folder the nearest name can be missed.
/// `path` need not be valid in any way. Reads the folder: not for loops.
std::string guess_for_file(std::string const& path);

}  // namespace silowalk::inline base
