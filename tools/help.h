#pragma once

#include <string>

#include "tools/verbs.h"

namespace silowalk::inline tools {

/// Returns the verb of this name. Throws UsageError with a guess.
Verb const& find_verb(std::string const& name);

/// Returns the overview of the program as text for a terminal: `silowalk --help`.
std::string overview();

/// Runs `silowalk help` with the arguments after the word help. Returns the exit code; throws as a verb does.
int run_help(Arguments const& arguments);

}  // namespace silowalk::inline tools
