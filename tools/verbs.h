#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/report/help/verb_help.h"

namespace silowalk::inline tools {

using Arguments = std::vector<std::string>;

/// A subcommand of the program. `run` gets the arguments after the verb and returns an exit code (tools/exit_code.h).
/// It can throw UsageError, InvalidInput and RuntimeFailure, which main turns into messages and exit codes.
struct Verb {
  std::string_view name;
  VerbGroup group;           ///< its step of the workflow
  std::string_view summary;  ///< at most 80 characters, so that help never cuts it
  int (*run)(Arguments const&);
};

/// All verbs; within its group, help shows them in this order. A new verb is one file in tools/verbs and one line in
/// verbs.cpp.
std::vector<Verb> const& verbs();

}  // namespace silowalk::inline tools
