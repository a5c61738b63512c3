#pragma once

#include <string_view>

#include "engine/scenario/language/node.h"

/// Converts TOML text to nodes. Only toml.cpp depends on the TOML library.
namespace silowalk::inline scenario {

/// Parses the text of `sources` number `file`. Returns false (with complaints) where it is not TOML.
bool parse_toml(Sources const& sources, int file, Complaints& complaints, Node& out);

/// Parses one value as on the right of `key =`; returns false where the text is not one TOML value on one line. All
/// nodes get the place `where`.
bool parse_toml_value(std::string_view text, Mark const& where, Node& out);

/// Returns why this text must not be passed to the TOML parser; "" where it may. The parser recurses with the nesting
/// of keys and keeps every value in memory. `line` is set to the line at which the limit was exceeded. O(size).
std::string refuse_text(std::string_view text, int& line);

}  // namespace silowalk::inline scenario
