#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Explains text that is not TOML to a user who has never read its specification.
namespace silowalk::inline scenario {

struct TomlMistake {
  std::string why;
  std::string guess;  ///< what was probably meant; may be empty
};

/// Returns the line of a key or table, named by the steps of its path, in sound TOML; 0 where it is not found.
using FirstLine = int (*)(std::string_view toml, std::vector<std::string> const& steps);

/// Explains an error that the parser found in line `line` (from 1) of `text`: curly quotes, YAML, a decimal comma,
/// thousands set apart, a value without quotes, letters that a name cannot have, a key or a table that is written
/// twice. For anything else, `why` is the parser's `description`. `first_line` finds the first of two.
TomlMistake explain_toml(std::string_view text, int line, std::string const& description, FirstLine first_line);

}  // namespace silowalk::inline scenario
