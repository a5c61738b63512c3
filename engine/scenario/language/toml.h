#pragma once

#include <string_view>

#include "engine/scenario/language/node.h"

/// Converts TOML text to nodes. Only toml.cpp depends on the TOML library.
namespace silowalk::inline scenario {

/// Parses the text of `sources` number `file`. Returns false (with complaints) where it is not TOML.
/// A file of HDF5 and an unquoted value with a unit have complaints of their own. Nesting deeper than 48 levels is a
/// complaint, and what is deeper is cut off, with the result true.
bool parse_toml(Sources const& sources, int file, Complaints& complaints, Node& out);

/// Parses one value as on the right of `key =`; returns false where the text is not one TOML value on one line. All
/// nodes get the place `where`.
bool parse_toml_value(std::string_view text, Mark const& where, Node& out);

/// Returns why this text must not be passed to the TOML parser; "" where it may. The parser recurses with the nesting
/// of keys and keeps every value in memory. `line` is set to the line at which the limit was exceeded. O(size).
/// The limits are 64 dots in one key and 4 million values.
std::string refuse_text(std::string_view text, int& line);

}  // namespace silowalk::inline scenario
