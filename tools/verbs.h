#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/help/verb_help.h"

/// @file
/// The table of verbs. Each verb is a function of its arguments, so main() knows nothing about any of them.

namespace silowalk::inline tools {

/// Arguments of the command line, in the order in which they were given.
using Arguments = std::vector<std::string>;

/// A subcommand of the program. `run` gets the arguments after the verb and returns an exit code (tools/exit_code.h).
/// It can throw UsageError, InvalidInput and RuntimeFailure, which main turns into messages and exit codes.
struct Verb {
  std::string_view name;         ///< as typed: "compare"
  VerbGroup group;               ///< its step of the workflow
  std::string_view summary;      ///< at most 80 characters, so that help never cuts it
  int (*run)(Arguments const&);  ///< reads the options, answers, and returns the exit code
};

/// All verbs; within its group, help shows them in this order. A new verb is one file in tools/verbs and one line in
/// verbs.cpp.
std::vector<Verb> const& verbs();

}  // namespace silowalk::inline tools
