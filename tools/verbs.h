#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace silowalk::inline tools {

using Arguments = std::vector<std::string>;

/// A subcommand of the program. `run` gets the arguments after the verb and returns an exit code (tools/exit_code.h).
/// It can throw UsageError, InvalidInput and RuntimeFailure, which main turns into messages and exit codes.
struct Verb {
  std::string_view name;
  std::string_view summary;
  int (*run)(Arguments const&);
};

/// All verbs, in the order in which help shows them. A new verb is one file in tools/verbs and one line in verbs.cpp.
std::vector<Verb> const& verbs();

}  // namespace silowalk::inline tools
