#pragma once

#include <string_view>

#include "engine/scenario/language/node.h"

/// TOML text to nodes: the only place that knows the TOML library.
namespace silowalk::inline scenario {

/// Parses the text of `sources` number `file`. False (with complaints) where it is not TOML.
bool parse_toml(Sources const& sources, int file, Complaints& complaints, Node& out);

/// Parses one value as on the right of `key =`; false where the text is no TOML value.
bool parse_toml_value(std::string_view text, Mark const& where, Node& out);

/// Why this text must not be handed to the TOML parser (it recurses with the nesting of keys and keeps every value in
/// memory): "" when it may. `line` is set to where it was noticed.
std::string refuse_text(std::string_view text, int& line);

}  // namespace silowalk::inline scenario
