#pragma once

#include <string>

namespace silowalk::inline base {

/// "; did you mean 'company.toml'?" of a file that is not there, from the names in its folder; "" where none is near.
std::string guess_for_file(std::string const& path);

}  // namespace silowalk::inline base
